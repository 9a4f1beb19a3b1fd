import type { Condition, Leaf } from "../../../src/logic/condition.ts";
import { critiqueFacts } from "../../../src/resolve/critique/facts.ts";
import { embeddedContent } from "../../../src/rulebook/embedded.ts";
import { loadRulebook } from "../../../src/rulebook/load.ts";
import type { RuleParameters } from "../../../src/rulebook/rule.ts";
import type { Rulebook } from "../../../src/rulebook/rulebook.ts";
import type { SlotDefinition, SlotValue } from "../../../src/rulebook/slots.ts";
import type { FactDefinition, Scope } from "../../../src/rulebook/vocabulary.ts";
import { pick, type Random, randomFrom } from "../../support/random-case.ts";

const isTrue = (fact: string): Leaf => ({ fact, operator: "equal", value: true });
const kinds = ["thin", "middle", "thick"];

/** One fact of each type and one derived fact of each kind: more of either would only repeat them. */
const facts: Readonly<Record<string, Partial<FactDefinition> & Pick<FactDefinition, "type" | "scope">>> = {
  asOf: { type: "date-or-date-time", scope: "patient" },
  "patient.first": { type: "boolean", scope: "patient" },
  "patient.second": { type: "boolean", scope: "patient" },
  "patient.recorded": { type: "boolean", scope: "patient", absent: false },
  "patient.settled": { type: "boolean", scope: "patient", settled: [{ when: isTrue("patient.first"), as: false }] },
  "patient.kind": { type: "code", scope: "patient", values: kinds, absent: "thin" },
  "patient.number": { type: "number", scope: "patient", min: 0, max: 10, step: 0.5 },
  "patient.weeks": {
    type: "number",
    scope: "patient",
    min: 0,
    max: 10,
    step: 1,
    settled: [
      { when: isTrue("patient.second"), as: "not-applicable" },
      { when: { fact: "patient.kind", operator: "equal", value: "thick" }, as: 4 },
    ],
  },
  "patient.limit": { type: "number", scope: "patient", min: 0, max: 10, step: 1, absent: 5 },
  "previousSession.weeksAgo": {
    type: "number",
    scope: "patient",
    min: 0,
    max: 100,
    derive: { elapsed: { since: "previousSession.date", unit: "wk", toleranceHours: 24 } },
  },
  "previousSession.date": { type: "date", scope: "patient" },
  "vein.id": { type: "string", scope: "vein" },
  "vein.kind": { type: "code", scope: "vein", values: kinds },
  "vein.flag": { type: "boolean", scope: "vein" },
  "vein.size": { type: "number", scope: "vein", min: 0, max: 5, step: 1 },
  "followUp.sessionDate": { type: "date", scope: "followUp" },
  "followUp.hoursSinceSession": {
    type: "number",
    scope: "followUp",
    min: 0,
    max: 4000,
    derive: { elapsed: { since: "followUp.sessionDate", unit: "h", toleranceHours: 24 } },
  },
  "followUp.sign": { type: "boolean", scope: "followUp" },
  always: { type: "boolean", scope: "patient", derive: { constant: true } },
  "derived.count": {
    type: "integer",
    scope: "patient",
    min: 0,
    max: 5,
    derive: {
      count: [
        isTrue("patient.first"),
        isTrue("patient.second"),
        isTrue("veins.some"),
        { fact: "patient.weeks", operator: "lessThan", value: 3 },
      ],
    },
  },
  "derived.early": {
    type: "boolean",
    scope: "patient",
    derive: { compare: { fact: "patient.weeks", operator: "lessThan", toFact: "patient.limit" } },
  },
  "derived.many": {
    type: "boolean",
    scope: "patient",
    derive: { compare: { fact: "derived.count", operator: "greaterThanInclusive", toFact: "patient.number" } },
  },
  "derived.exact": {
    type: "boolean",
    scope: "patient",
    derive: { compare: { fact: "derived.count", operator: "equal", toFact: "patient.limit" } },
  },
  "derived.left": {
    type: "number",
    scope: "patient",
    min: 0,
    max: 100,
    derive: { remaining: { slot: "range", key: "max", elapsed: "previousSession.weeksAgo" } },
  },
  "derived.thick": {
    type: "boolean",
    scope: "vein",
    derive: {
      condition: { all: [{ fact: "vein.kind", operator: "in", value: ["thick", "middle"] }, isTrue("vein.flag")] },
    },
  },
  "veins.some": { type: "boolean", scope: "patient", derive: { someVein: isTrue("derived.thick") } },
  "veins.every": {
    type: "boolean",
    scope: "patient",
    derive: { everyVein: { any: [isTrue("vein.flag"), isTrue("patient.first")] } },
  },
  "veins.count": { type: "integer", scope: "patient", min: 0, max: 9, derive: { countVeins: true } },
  "veins.kinds": { type: "integer", scope: "patient", min: 0, max: 9, derive: { distinctInVeins: "vein.kind" } },
  "veins.someFoam": {
    type: "boolean",
    scope: "patient",
    derive: { someVein: { fact: "decided.form", operator: "equal", value: "foam" } },
  },
};

const policy = "a test's";
/** One slot of each merge and type, in the order in which rules may read them: a slot's rules read only earlier ones. */
const slots: Readonly<Record<string, Omit<SlotDefinition, "label" | "disagreeBy">>> = {
  form: {
    scope: "vein",
    type: "code",
    values: ["foam", "liquid"],
    merge: { kind: "precedence", policy, ranks: ["general", "specific", "exclusion"] },
  },
  band: { scope: "vein", type: "code", values: ["low", "mid", "high"], merge: { kind: "order", policy } },
  padding: { scope: "vein", type: "flag", merge: { kind: "any", policy } },
  gauge: { scope: "vein", type: "number", min: 0, merge: { kind: "rank", policy, prefer: "lowest" } },
  range: {
    scope: "patient",
    type: "range",
    keys: ["min", "max"],
    min: 0,
    merge: { kind: "rank", policy, prefer: "highest", keys: ["max", "min"] },
  },
  pressure: {
    scope: "patient",
    type: "range-or-none",
    keys: ["min", "max"],
    min: 0,
    merge: {
      kind: "none-wins",
      policy,
      prefer: "highest",
      keys: ["max", "min"],
      withdraws: ["garment", "padding", "longest"],
    },
  },
  garment: {
    scope: "patient",
    type: "code",
    values: ["none", "short", "long", "whole"],
    // Not the lowest: rules below it change nothing as long as none applies.
    default: "short",
    merge: { kind: "order", policy },
  },
  longest: { scope: "patient", type: "number", min: 0, merge: { kind: "rank", policy, prefer: "highest" } },
  shortest: { scope: "patient", type: "number", min: 0, merge: { kind: "rank", policy, prefer: "lowest" } },
  split: { scope: "patient", type: "flag", merge: { kind: "any", policy } },
  eligibility: {
    scope: "patient",
    type: "code",
    values: ["proceed", "wait", "never"],
    default: "proceed",
    merge: { kind: "order", policy },
  },
  triage: {
    scope: "followUp",
    type: "code",
    values: ["expected", "soon", "now"],
    default: "expected",
    merge: { kind: "order", policy },
  },
  suspect: { scope: "followUp", type: "list", values: ["clot", "stain"], merge: { kind: "union", policy } },
};

const slotNames = Object.keys(slots);
/** The first slot, by its number, whose rules may read a fact that rests on decided slots. */
const readableFrom: Readonly<Record<string, number>> = {
  "veins.someFoam": slotNames.indexOf("form") + 1,
  "derived.left": slotNames.indexOf("range") + 1,
};
const numericFacts: Readonly<Record<string, readonly string[]>> = {
  gauge: ["vein.size", "patient.number", "patient.weeks"],
  range: ["patient.number", "derived.count"],
  longest: ["patient.weeks", "derived.count", "derived.left"],
  shortest: ["patient.number", "patient.weeks", "derived.count", "derived.left"],
};

/** A rulebook of random rules over one vocabulary and one list of slots. */
export function randomRulebook(seed: number, ruleCount = 40): Rulebook {
  const random = randomFrom(seed);
  const rules = Array.from({ length: ruleCount }, (_, index) => randomRule(index, random));
  const labelled = Object.entries(slots).map(([name, slot]) => [name, { ...slot, label: name, disagreeBy: "slot" }]);
  const worded = Object.entries(facts).map(([name, fact]) => [
    name,
    {
      ...fact,
      label: name,
      ask: `${name}?`,
      ...(fact.type === "boolean" ? { yes: `${name} holds`, no: `${name} does not hold` } : {}),
    },
  ]);
  // No rulebook can be loaded without the facts of proposals; no rule reads them here.
  const needed = critiqueFacts(embeddedContent.proposal).map((name) => [name, embeddedContent.facts[name]]);
  return loadRulebook(
    [
      { name: "vocabulary.json", json: { facts: Object.fromEntries([...needed, ...worded]), contradictions: [] } },
      { name: "slots.json", json: { slots: Object.fromEntries(labelled) } },
      { name: "technique.json", json: { topic: "technique", rules } },
    ],
    embeddedContent,
  );
}

function randomRule(index: number, random: Random): unknown {
  const at = Math.floor(random() * slotNames.length);
  const name = slotNames[at] as string;
  const slot = slots[name] as SlotDefinition;
  const scope: Scope = slot.scope === "patient" ? pick(["patient", "patient", "vein", "followUp"], random) : slot.scope;
  const takesOver = numericFacts[name] !== undefined && scope === slot.scope && random() < 0.4;
  const params: Partial<RuleParameters> = {
    strength: "should",
    summary: `rule ${index}`,
    slot: name,
    ...(takesOver ? { valueFact: pick(numericFacts[name] ?? [], random) } : { value: randomValue(slot, random) }),
    ...(slot.merge.kind === "precedence" ? { rank: pick(slot.merge.ranks, random) } : {}),
    ...(at < slotNames.indexOf("split") && slot.merge.kind !== "precedence" && scope === "patient" && random() < 0.2
      ? { also: [{ slot: "split", value: true }] }
      : {}),
  };
  return {
    name: `rule.r${index}`,
    title: `rule ${index}`,
    scope,
    conditions: { all: [randomCondition(scope, at, random, 2)] },
    event: { type: "recommendation", params },
    sources: [Object.keys(embeddedContent.statements)[0]],
  };
}

function randomValue(slot: SlotDefinition, random: Random): SlotValue {
  const small = (): number => Math.floor(random() * 4) + 1;
  switch (slot.type) {
    case "code":
      return pick(slot.values ?? [], random);
    case "flag":
      return true;
    case "number":
      return pick([small(), 2.5], random);
    case "list":
      return [pick(slot.values ?? [], random)];
    default: {
      if (slot.type === "range-or-none" && random() < 0.3) return "none";
      const min = small();
      return { min, max: min + small() };
    }
  }
}

function randomCondition(scope: Scope, slot: number, random: Random, depth: number): Condition {
  if (depth === 0 || random() < 0.3) return randomLeaf(scope, slot, random);
  const parts = (): Condition[] =>
    Array.from({ length: 1 + Math.floor(random() * 2) }, () => randomCondition(scope, slot, random, depth - 1));
  return pick<() => Condition>(
    [
      () => ({ all: parts() }),
      () => ({ any: parts() }),
      () => ({ not: randomCondition(scope, slot, random, depth - 1) }),
    ],
    random,
  )();
}

function randomLeaf(scope: Scope, slot: number, random: Random): Leaf {
  const comparable = Object.entries(facts)
    .filter(([name, fact]) => (readableFrom[name] ?? 0) <= slot && (fact.scope === "patient" || fact.scope === scope))
    .map(([name, { type, values, max }]) => ({ name, type: type as string, values, max }))
    .filter(({ type }) => ["boolean", "code", "number", "integer"].includes(type));
  const decided = slotNames
    .slice(0, slot)
    .map((name) => ({ name, slot: slots[name] as SlotDefinition }))
    .filter((one) => one.slot.scope === "patient" || one.slot.scope === scope)
    .flatMap(({ name, slot: { type, values } }) =>
      type === "code" || type === "flag" || type === "number"
        ? [{ name: `decided.${name}`, type: type === "flag" ? "boolean" : (type as string), values, max: 6 }]
        : [],
    );
  const {
    name: fact,
    type,
    values = [],
    max = 10,
  } = pick(random() < 0.5 && decided.length > 0 ? decided : comparable, random);
  if (type === "boolean") return { fact, operator: "equal", value: random() < 0.7 };
  if (type === "code")
    return random() < 0.5
      ? { fact, operator: "equal", value: pick(values, random) }
      : { fact, operator: "in", value: [pick(values, random), pick(values, random)] };
  const operator = pick(
    ["equal", "lessThan", "lessThanInclusive", "greaterThan", "greaterThanInclusive"] as const,
    random,
  );
  return { fact, operator, value: Math.floor(random() * (Math.min(max, 8) + 1)) };
}
