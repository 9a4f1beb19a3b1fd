import type { Issue } from "../../issues/issue.ts";
import { quote, suggest } from "../../issues/nearest.ts";
import type { RawRulebook } from "../raw.ts";
import { issueAt, type Place } from "../shape.ts";
import type { SlotDefinition } from "../slots.ts";
import type { Fact, FactDefinition } from "../vocabulary.ts";
import { valueFault } from "./comparison.ts";

/** The slots with which every report begins: none could be made without. */
const headSlots = [
  { name: "eligibility", scope: "patient" },
  { name: "triage", scope: "followUp" },
] as const;

/** Facts and slots declare what their type needs, and their fixed values are of their own type. */
export function checkDeclarations(raw: RawRulebook, placeOf: (file: string) => Place): Issue[] {
  const vocabulary = placeOf("vocabulary.json");
  const slots = placeOf("slots.json");
  return [
    ...(raw.facts["vein.id"]?.type === "string" ? [] : [missing(vocabulary, ["facts"], "the string `vein.id`")]),
    ...headSlots
      .filter(({ name, scope }) => !Object.hasOwn(raw.slots, name) || raw.slots[name]?.scope !== scope)
      .map(({ name, scope }) => missing(slots, ["slots"], `the slot \`${name}\` of the scope \`${scope}\``)),
    ...Object.entries(raw.facts).flatMap(([name, fact]) => factIssues({ ...fact, name, inputs: [] }, vocabulary)),
    ...Object.entries(raw.slots).flatMap(([name, slot]) => slotIssues(name, slot, raw, slots)),
  ];
}

function missing(place: Place, path: readonly PropertyKey[], what: string): Issue {
  return issueAt(place, path, "rulebook/missing-key", `expected ${what}, found nothing`, "add it");
}

function factIssues(fact: Fact, place: Place): Issue[] {
  const path = ["facts", fact.name];
  if (fact.type === "code" && fact.values === undefined) return [missing(place, path, "`values` for a code")];
  if (fact.min !== undefined && fact.max !== undefined && fact.min > fact.max)
    return [
      issueAt(
        place,
        [...path, "max"],
        "rulebook/value-does-not-fit",
        `expected at least ${fact.min}, the least value, found ${fact.max}`,
        "give the greatest value, or leave it out",
      ),
    ];
  return fixedValues(fact).flatMap(([value, where]) => {
    const fault = valueFault(fact, value);
    return fault === undefined
      ? []
      : [
          issueAt(
            place,
            [...path, ...where],
            "rulebook/value-does-not-fit",
            `${fault} for \`${fact.name}\``,
            "see the fact's type and range",
          ),
        ];
  });
}

/** The values that a fact takes without being given: each with its path. */
function fixedValues({ absent, settled, derive }: FactDefinition): [unknown, PropertyKey[]][] {
  return [
    ...(absent === undefined ? [] : [[absent, ["absent"]] as [unknown, PropertyKey[]]]),
    ...(derive !== undefined && "constant" in derive
      ? [[derive.constant, ["derive", "constant"]] as [unknown, PropertyKey[]]]
      : []),
    ...(settled ?? []).flatMap(({ as }, index): [unknown, PropertyKey[]][] =>
      as === "not-applicable" ? [] : [[as, ["settled", index, "as"]]],
    ),
  ];
}

const needed: Readonly<Record<SlotDefinition["type"], "values" | "keys" | "fields" | undefined>> = {
  code: "values",
  list: "values",
  range: "keys",
  "range-or-none": "keys",
  options: "fields",
  flag: undefined,
  number: undefined,
};

function slotIssues(name: string, slot: SlotDefinition, raw: RawRulebook, place: Place): Issue[] {
  const path = ["slots", name];
  const need = needed[slot.type];
  if (need !== undefined && slot[need] === undefined)
    return [missing(place, path, `\`${need}\` for the type \`${slot.type}\``)];
  const issues: Issue[] = [];
  if (slot.default !== undefined && slot.values?.includes(slot.default) !== true)
    issues.push(
      issueAt(
        place,
        [...path, "default"],
        "rulebook/not-in-list",
        "expected one of the slot's `values`",
        suggest(slot.default, slot.values ?? []),
      ),
    );
  const { merge } = slot;
  if (merge.kind === "rank" && slot.keys !== undefined && merge.keys === undefined)
    issues.push(missing(place, [...path, "merge"], "`keys` to compare a range by"));
  for (const key of "keys" in merge ? (merge.keys ?? []) : [])
    if (slot.keys?.includes(key) !== true)
      issues.push(
        issueAt(
          place,
          [...path, "merge", "keys"],
          "rulebook/not-in-list",
          "expected `keys` of the slot",
          suggest(key, slot.keys ?? []),
        ),
      );
  const named =
    merge.kind === "none-wins"
      ? merge.withdraws
      : merge.kind === "union" && merge.annotate
        ? [merge.annotate.slot]
        : [];
  for (const other of named)
    if (!Object.hasOwn(raw.slots, other))
      issues.push(
        issueAt(
          place,
          [...path, "merge"],
          "rulebook/unknown-slot",
          `unknown slot ${quote(other)}`,
          suggest(other, Object.keys(raw.slots)),
        ),
      );
  return issues;
}
