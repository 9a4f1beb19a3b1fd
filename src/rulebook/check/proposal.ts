import type { Issue } from "../../issues/issue.ts";
import { quote, suggest } from "../../issues/nearest.ts";
import type { RawRulebook } from "../raw.ts";
import { issueAt, type Place } from "../shape.ts";
import type { SlotDefinition } from "../slots.ts";
import type { FactDefinition } from "../vocabulary.ts";

type Path = readonly [check: string, key: string];

const factTypes: readonly (readonly [...Path, FactDefinition["type"]])[] = [
  ["form", "fact", "code"],
  ["agent", "fact", "code"],
  ["strength", "fact", "number"],
  ["volume", "fact", "number"],
  ["gas", "fact", "code"],
  ["guidance", "fact", "boolean"],
  ["weightCeiling", "weight", "number"],
  ["spacing", "elapsed", "number"],
  ["side", "fact", "code"],
];

const slotTypes: readonly (readonly [...Path, SlotDefinition["type"]])[] = [
  ["form", "slot", "code"],
  ["strength", "slot", "options"],
  ["volume", "perInjection", "options"],
  ["volume", "session", "options"],
  ["gas", "slot", "code"],
  ["guidance", "slot", "code"],
  ["foamCeiling", "slot", "number"],
  ["weightCeiling", "slot", "number"],
  ["spacing", "slot", "number"],
];

/** The facts of a proposal are there, each of the type that its comparison needs: no report could be made without. */
export function checkProposalFacts(raw: RawRulebook, place: Place): Issue[] {
  return nameIssues("fact", raw, factTypes, place);
}

/**
 * The slots that proposals are held against are there, each of its type, and so are the codes that the comparisons look for: a
 * misspelt one would leave every proposal without objection.
 */
export function checkProposalSlots(raw: RawRulebook, place: Place): Issue[] {
  const issues = nameIssues("slot", raw, slotTypes, place);
  // Codes can be looked for only in what is there.
  if (issues.length > 0 || checkProposalFacts(raw, place).length > 0) return issues;
  return codesOf(raw).flatMap(({ path, code, known }) =>
    known.includes(code)
      ? []
      : [
          issueAt(
            place,
            ["proposal", ...path],
            "rulebook/not-in-list",
            `expected one of ${known.map(quote).join(", ")}, found ${quote(code)}`,
            suggest(code, known),
          ),
        ],
  );
}

function nameIssues(
  what: "fact" | "slot",
  { proposal, facts, slots }: RawRulebook,
  wanted: readonly (readonly [...Path, string])[],
  place: Place,
): Issue[] {
  const named = proposal as unknown as Readonly<Record<string, Readonly<Record<string, string>>>>;
  const known: Readonly<Record<string, { readonly type: string }>> = what === "fact" ? facts : slots;
  return wanted.flatMap(([check, key, type]) => {
    const name = named[check]?.[key] ?? "";
    const path = ["proposal", check, key];
    const found = Object.hasOwn(known, name) ? known[name]?.type : undefined;
    if (found === type) return [];
    return found === undefined
      ? [
          issueAt(
            place,
            path,
            `rulebook/unknown-${what}`,
            `unknown ${what} ${quote(name)}`,
            suggest(name, Object.keys(known)),
          ),
        ]
      : [
          issueAt(
            place,
            path,
            "rulebook/value-does-not-fit",
            `expected a ${what} of the type ${type}, \`${name}\` is a ${found}`,
            `name another ${what}`,
          ),
        ];
  });
}

/** The codes of the proposal file, each with those that there are where it is looked for. */
function codesOf({ proposal, facts, slots }: RawRulebook) {
  const { form, agent, gas, guidance, foamCeiling, weightCeiling } = proposal;
  const valuesOf = (of: { readonly values?: readonly string[] } | undefined): readonly string[] => of?.values ?? [];
  const merge = slots[form.slot]?.merge;
  // An agent's code has to be one of every agent's slot.
  const [first, ...others] = Object.values(slots).filter((slot) => slot.agent !== undefined);
  const levels = valuesOf(first).filter((code) => others.every((slot) => valuesOf(slot).includes(code)));
  const entry = (path: readonly PropertyKey[], code: string, known: readonly string[]) => ({ path, code, known });
  return [
    entry(["form", "excludedBy"], form.excludedBy, merge?.kind === "precedence" ? merge.ranks : []),
    entry(["agent", "critical"], agent.critical, levels),
    entry(["agent", "info"], agent.info, levels),
    entry(["gas", "when"], gas.when, valuesOf(slots[gas.slot])),
    ...gas.accepts.map((code, index) => entry(["gas", "accepts", index], code, valuesOf(facts[gas.fact]))),
    entry(["guidance", "when"], guidance.when, valuesOf(slots[guidance.slot])),
    entry(["foamCeiling", "form"], foamCeiling.form, valuesOf(facts[form.fact])),
    entry(["weightCeiling", "agent"], weightCeiling.agent, valuesOf(facts[proposal.agent.fact])),
  ];
}
