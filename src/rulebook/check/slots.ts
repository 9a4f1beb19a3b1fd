import type { Issue } from "../../issues/issue.ts";
import { quote, suggest } from "../../issues/nearest.ts";
import type { Slot } from "../slots.ts";
import { slotsSetBy } from "../stages.ts";
import { at, type Check, type RuleUnderCheck } from "./context.ts";
import { readable } from "./leaf.ts";
import { slotValueFault } from "./slot-value.ts";

/** Slots exist, can be set by a rule of this scope, and their values fit. */
export const checkSlots: Check = (subject) => {
  const { params } = subject.rule.event;
  const base = ["event", "params"] as const;
  const issues: Issue[] = [];
  const { slot, value, valueFact, also, rank, position } = params;
  if (slot !== undefined) {
    if ((value === undefined) === (valueFact === undefined))
      issues.push(
        at(
          subject,
          base,
          "rulebook/missing-key",
          "expected exactly one of `value` and `valueFact` beside `slot`",
          "say what the slot becomes",
        ),
      );
    issues.push(...settingFaults(subject, slot, value, [...base, "slot"], [...base, "value"]));
  } else if (value !== undefined || valueFact !== undefined)
    issues.push(
      at(
        subject,
        base,
        "rulebook/missing-key",
        "expected `slot` beside the value",
        "name the slot or remove the value",
      ),
    );
  also?.forEach((part, index) => {
    issues.push(
      ...settingFaults(
        subject,
        part.slot,
        part.value,
        [...base, "also", index, "slot"],
        [...base, "also", index, "value"],
      ),
    );
    if (part.slot === slot || also.findIndex((other) => other.slot === part.slot) < index)
      issues.push(
        at(
          subject,
          [...base, "also", index, "slot"],
          "rulebook/duplicate-slot",
          `expected each slot once in a rule, ${quote(part.slot)} is set twice`,
          "remove one, or write two rules",
        ),
      );
  });
  if (valueFact !== undefined) issues.push(...valueFactFaults(subject, valueFact, slot));
  if (position !== undefined) issues.push(...positionFaults(subject, position), ...informsOnly(subject));
  issues.push(...rankFaults(subject, slotsSetBy(subject.rule), rank));
  return issues;
};

/** A position is what a source says of a slot without setting it: a rule that sets one, or urges anything, has none. */
function informsOnly(subject: RuleUnderCheck): Issue[] {
  const { slot, also, strength } = subject.rule.event.params;
  if (slot === undefined && also === undefined && strength === "info") return [];
  return [
    at(
      subject,
      ["event", "params", "position"],
      "rulebook/wrong-type",
      "expected a `position` only in a rule of strength `info` that sets no slot",
      "set the slot, or give the position in a rule of its own",
    ),
  ];
}

function positionFaults(subject: RuleUnderCheck, position: { slot: string; value: unknown }): Issue[] {
  const path = ["event", "params", "position"] as const;
  const slot = subject.names.slots.get(position.slot);
  if (slot === undefined) return [unknownSlot(subject, position.slot, [...path, "slot"])];
  const fault = slotValueFault(slot, position.value);
  return fault === undefined
    ? []
    : [
        at(
          subject,
          [...path, "value"],
          "rulebook/slot-value-does-not-fit",
          `${fault} for \`${slot.name}\``,
          "give the position in the form of the slot",
        ),
      ];
}

function unknownSlot(subject: RuleUnderCheck, name: string, path: readonly PropertyKey[]): Issue {
  return at(
    subject,
    path,
    "rulebook/unknown-slot",
    `unknown slot ${quote(name)}`,
    suggest(name, [...subject.names.slots.keys()]),
  );
}

/** A vein or follow-up rule may set a patient slot too: the policy then merges over veins. */
function canSet(scope: string, slot: Slot): boolean {
  return slot.scope === scope || slot.scope === "patient";
}

function settingFaults(
  subject: RuleUnderCheck,
  name: string,
  value: unknown,
  slotPath: readonly PropertyKey[],
  valuePath: readonly PropertyKey[],
): Issue[] {
  const slot = subject.names.slots.get(name);
  if (slot === undefined) return [unknownSlot(subject, name, slotPath)];
  if (!canSet(subject.rule.scope, slot))
    return [
      at(
        subject,
        slotPath,
        "rulebook/slot-out-of-scope",
        `expected a slot that a ${subject.rule.scope} rule can set, \`${name}\` is a ${slot.scope} slot`,
        "give the rule the slot's scope",
      ),
    ];
  if (value === undefined) return [];
  const fault = slotValueFault(slot, value);
  return fault === undefined
    ? []
    : [
        at(
          subject,
          valuePath,
          "rulebook/slot-value-does-not-fit",
          `${fault} for \`${name}\``,
          "see the slot in rules/slots.json",
        ),
      ];
}

function valueFactFaults(subject: RuleUnderCheck, name: string, slotName: string | undefined): Issue[] {
  const path = ["event", "params", "valueFact"] as const;
  const fact = subject.names.facts.get(name);
  if (fact === undefined)
    return [
      at(
        subject,
        path,
        "rulebook/unknown-fact",
        `unknown fact ${quote(name)}`,
        suggest(name, [...subject.names.facts.keys()]),
      ),
    ];
  if (!readable(subject.rule.scope, fact))
    return [
      at(
        subject,
        path,
        "rulebook/fact-out-of-scope",
        `expected a fact that a ${subject.rule.scope} rule can read, \`${name}\` is a ${fact.scope} fact`,
        "give the rule the fact's scope",
      ),
    ];
  if (fact.type !== "number" && fact.type !== "integer")
    return [
      at(
        subject,
        path,
        "rulebook/value-does-not-fit",
        `expected a numeric fact, \`${name}\` is a ${fact.type}`,
        "only numbers can be taken over into a slot",
      ),
    ];
  const slot = slotName === undefined ? undefined : subject.names.slots.get(slotName);
  if (slot !== undefined && slot.type !== "number" && slot.type !== "range")
    return [
      at(
        subject,
        path,
        "rulebook/slot-value-does-not-fit",
        `expected a numeric slot for \`valueFact\`, \`${slot.name}\` is a ${slot.type}`,
        "use `value`",
      ),
    ];
  return [];
}

/** The rank is the rule's, so it counts for each slot that the rule sets. */
function rankFaults(subject: RuleUnderCheck, slotNames: readonly string[], rank: string | undefined): Issue[] {
  const ranks = slotNames.flatMap((name) => {
    const merge = subject.names.slots.get(name)?.merge;
    return merge?.kind === "precedence" ? merge.ranks : [];
  });
  const path = ["event", "params", "rank"] as const;
  if (ranks.length > 0 && !ranks.includes(rank ?? ""))
    return [
      at(
        subject,
        path,
        "rulebook/rank-does-not-fit",
        `expected one of ${ranks.map((known) => `\`${known}\``).join(", ")} at \`rank\``,
        "the slot decides by rank",
      ),
    ];
  if (ranks.length === 0 && rank !== undefined)
    return [
      at(
        subject,
        path,
        "rulebook/rank-does-not-fit",
        "expected no `rank` for this slot",
        "only slots that decide by precedence have ranks",
      ),
    ];
  return [];
}
