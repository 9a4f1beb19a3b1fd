import type { Advisor } from "../../../src/advisor/advisor.ts";
import type { Condition } from "../../../src/logic/condition.ts";
import type { RuleDefinition, RuleParameters } from "../../../src/rulebook/rule.ts";
import { pick, type Random, randomFrom } from "../../support/random-case.ts";
import { leaf, rule, smallAdvisor } from "../../support/small-rulebook.ts";

/** Findings that rest on nothing else: few enough to try every case over them. */
export const findings = ["conditions.smoking", "conditions.activeCancer", "symptoms.pain", "symptoms.aching"] as const;

/** What is known of the findings, in their order. */
export type Known = readonly (boolean | null)[];

/** A case that knows no more than that, with one vein. */
export function caseOf(known: Known): Record<string, unknown> {
  const groups: Record<string, Record<string, boolean | null>> = {};
  for (const [index, name] of findings.entries()) {
    const [group = "", key = ""] = name.split(".");
    groups[group] = { ...groups[group], [key]: known[index] ?? null };
  }
  return { ...groups, veins: [{ id: "v" }] };
}

/** Every list of so many of the choices. */
export function everyList<T>(choices: readonly T[], length: number): T[][] {
  if (length === 0) return [[]];
  return everyList(choices, length - 1).flatMap((rest) => choices.map((one) => [...rest, one]));
}

/** A condition over findings; each of them stands in it at most once, so that it is unknown only where it can still turn. */
function someCondition(from: readonly string[], random: Random): Condition {
  const [name = ""] = from;
  if (from.length === 1) return random() < 0.3 ? { not: leaf(name) } : leaf(name);
  const cut = 1 + Math.floor(random() * (from.length - 1));
  const parts = [someCondition(from.slice(0, cut), random), someCondition(from.slice(cut), random)];
  return random() < 0.5 ? { all: parts } : { any: parts };
}

/** What a rule can say: a level, a flag, advice, information, the form of a vein by rank, or the gauge of its needle. */
const sayings: readonly ((random: Random) => Partial<RuleParameters>)[] = [
  (random) => ({ slot: "eligibility", value: pick(["proceed-with-caution", "assess-first", "defer"], random) }),
  () => ({ slot: "risk.recurrence", value: true }),
  () => ({}),
  () => ({ strength: "info" }),
  (random) => ({
    slot: "form",
    value: pick(["foam", "liquid"], random),
    rank: pick(["general", "specific", "exclusion"], random),
  }),
  (random) => ({ slot: "volume.band", value: pick(["standard", "small", "tiny"], random) }),
];

/**
 * A few rules over findings. With `sharing` several may rest on the same finding, and one may read what others decide; without it
 * each rests on findings of its own.
 */
export function findingRules(seed: number, sharing: boolean): RuleDefinition[] {
  const random = randomFrom(seed);
  const make = (index: number, from: readonly string[]): RuleDefinition => {
    const says = pick(sayings, random)(random);
    const scope = says.slot === "form" || says.slot === "volume.band" ? "vein" : "patient";
    return rule(`rule.r${index}`, someCondition(from, random), says, { scope });
  };
  if (!sharing) {
    const cut = 1 + Math.floor(random() * (findings.length - 1));
    const shares = [findings.slice(0, cut), findings.slice(cut)];
    return shares.map((from, index) => make(index, from));
  }
  const rules = Array.from({ length: 2 + Math.floor(random() * 4) }, (_, index) => {
    const from = findings.filter(() => random() < 0.6);
    return make(index, from.length === 0 ? [pick(findings, random)] : from);
  });
  if (!rules.some(({ event }) => event.params.slot === "form")) return rules;
  const reads: Condition = { all: [leaf("veins.anyFoam"), leaf(pick(findings, random))] };
  return [...rules, rule("rule.reads", reads, { slot: "eligibility", value: "contraindicated" })];
}

/** An advisor on random rules over findings. */
export function findingAdvisor(seed: number, sharing: boolean): Advisor {
  return smallAdvisor(findingRules(seed, sharing));
}
