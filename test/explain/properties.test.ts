import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { changeCase } from "../../src/case/change.ts";
import { createCaseParser } from "../../src/case/parse.ts";
import { pathOfFact } from "../../src/explain/explain.ts";
import { FactStore } from "../../src/facts/store.ts";
import { CaseError } from "../../src/issues/errors.ts";
import { isKnown } from "../../src/logic/cell.ts";
import type { PlanEntry } from "../../src/report/report.ts";
import { rulesBySlot } from "../../src/resolve/slot-plan.ts";
import { embeddedContent, embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { factsReadBy } from "../../src/rulebook/stages.ts";
import { isCaseFact } from "../../src/rulebook/vocabulary.ts";
import { runs } from "../property/support/runs.ts";
import { differing } from "../support/canonical.ts";
import {
  createRandomCases,
  type PlainCase,
  pick,
  randomFrom,
  shuffled,
  withKeysShuffled,
} from "../support/random-case.ts";

const rulebook = embeddedRulebook();
const advisor = createAdvisor();
const parser = createCaseParser(rulebook);
const cases = createRandomCases(rulebook);
const seeds = fc.integer({ min: 1, max: 1_000_000 });

/** The outcomes, or none where the case contradicts itself. */
function outcomesOf(input: unknown) {
  try {
    return advisor.outcomes(input);
  } catch (error) {
    if (error instanceof CaseError) return undefined;
    throw error;
  }
}

describe("order does not matter", () => {
  test("of the keys of a case: the same bytes", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const input = cases.make(seed);
        const other = withKeysShuffled(input, randomFrom(seed));
        expect(JSON.stringify(advisor.recommendSync(other))).toBe(JSON.stringify(advisor.recommendSync(input)));
      }),
      runs(60),
    );
  });

  test("of veins: the same meaning", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const input = cases.make(seed, { veins: 3 });
        const other = { ...input, veins: shuffled(input["veins"] as PlainCase[], randomFrom(seed)) };
        expect(differing(advisor.recommendSync(other), advisor.recommendSync(input))).toEqual([]);
      }),
      runs(60),
    );
  });

  test("of rules in their files, and of the files: the same meaning", () => {
    const random = randomFrom(1);
    const files = shuffled(embeddedContent.topics, random).map(({ topic, rules }) => ({
      name: `${topic}.json`,
      json: { topic, rules: shuffled(rules, random) },
    }));
    const other = createAdvisor({ rulebook: files });
    expect(other.rulebook.rules.map(({ name }) => name)).not.toEqual(rulebook.rules.map(({ name }) => name));
    fc.assert(
      fc.property(seeds, (seed) => {
        const input = cases.make(seed);
        expect(differing(other.recommendSync(input), advisor.recommendSync(input))).toEqual([]);
      }),
      runs(60),
    );
  });
});

/** What a rule rests on: facts, what these are made of, and, behind decided slots, the facts of the rules that set them. */
function reachOf(): Map<string, ReadonlySet<string>> {
  const setting = rulesBySlot(rulebook.rules);
  const collect = (name: string, seen: Set<string>): void => {
    if (seen.has(name)) return;
    seen.add(name);
    const fact = rulebook.facts.get(name);
    for (const input of fact?.inputs ?? []) collect(input, seen);
    for (const rule of setting.get(fact?.slot ?? "") ?? []) for (const read of factsReadBy(rule)) collect(read, seen);
  };
  return new Map(
    rulebook.rules.map((rule) => {
      const seen = new Set<string>();
      for (const read of factsReadBy(rule)) collect(read, seen);
      return [rule.name, seen];
    }),
  );
}

test("a fact that a rule does not rest on never changes its outcome", () => {
  const reach = reachOf();
  const facts = [...rulebook.facts.values()].filter((fact) => isCaseFact(fact) && fact.name !== "vein.id");
  let compared = 0;
  fc.assert(
    fc.property(seeds, (seed) => {
      const random = randomFrom(seed);
      const input = cases.make(seed, { veins: 2, followUp: true });
      const fact = pick(facts, random);
      const subject =
        fact.scope === "vein" ? ({ kind: "vein", id: "vein-0" } as const) : ({ kind: "patient" } as const);
      const path = pathOfFact(fact.name, subject);
      const before = advisor.outcomes(input);
      const after = outcomesOf(changeCase(input, { [path]: cases.value(fact, random) }, parser.shape));
      fc.pre(after !== undefined);
      const changed = Object.keys(before).filter(
        (id) => before[id] !== after?.[id] && !reach.get(id.split("@")[0] ?? "")?.has(fact.name),
      );
      compared += 1;
      expect(changed).toEqual([]);
    }),
    runs(150),
  );
  expect(compared).toBeGreaterThanOrEqual(150);
});

/** An unknown fact of a case, and a value that it could turn out to have. */
function learned(input: PlainCase, seed: number): Record<string, unknown> | undefined {
  const random = randomFrom(seed);
  const store = new FactStore(rulebook, parser.parse(input));
  const unknown = [...rulebook.facts.values()]
    .filter((fact) => isCaseFact(fact) && fact.name !== "vein.id")
    .flatMap((fact) => {
      const subjects = store.subjects.filter(({ kind }) => kind === fact.scope);
      return subjects.map((subject) => ({ fact, subject, cell: store.get(fact.name, subject) }));
    })
    .filter(({ cell }) => !isKnown(cell) && cell.kind !== "not-applicable");
  if (unknown.length === 0) return undefined;
  const { fact, subject, cell } = pick(unknown, random);
  const between = !isKnown(cell) && cell.kind === "interval" ? cell : undefined;
  const value =
    between === undefined
      ? cases.value(fact, random)
      : Math.round(between.min + random() * (between.max - between.min));
  return { [pathOfFact(fact.name, subject)]: value };
}

// What a rule takes over from a fact cannot be foreseen before the fact is known: it is not asked for its sake.
const takenOver = new Set(
  rulebook.rules.flatMap(({ event: { params } }) => (params.valueFact === undefined ? [] : [params.slot])),
);

/** The slots of a plan that have a value, with it. */
function decidedValues(plan: Readonly<Record<string, PlanEntry>>): unknown[] {
  return Object.entries(plan).flatMap(([slot, { value }]) =>
    value === null || takenOver.has(slot) ? [] : [[slot, value]],
  );
}

describe("learning a fact", () => {
  test("never turns a settled outcome around", () => {
    const settled = ["applies", "does-not-apply"];
    let learnedSomething = 0;
    fc.assert(
      fc.property(seeds, (seed) => {
        const input = cases.make(seed, { unknownShare: 0.6 });
        const changes = learned(input, seed);
        const before = advisor.outcomes(input);
        const after = changes === undefined ? undefined : outcomesOf(changeCase(input, changes, parser.shape));
        fc.pre(after !== undefined);
        if (Object.keys(before).some((id) => before[id] !== after?.[id])) learnedSomething += 1;
        const turned = Object.keys(before).filter(
          (id) => settled.includes(before[id] ?? "") && before[id] !== after?.[id],
        );
        expect({ changes, turned }).toEqual({ changes, turned: [] });
      }),
      runs(400),
    );
    expect(learnedSomething).toBeGreaterThan(40);
  });

  test("never makes the answer worse than what it could become", () => {
    const order = (slot: string, value: unknown) => rulebook.slots.get(slot)?.values?.indexOf(String(value)) ?? -1;
    fc.assert(
      fc.property(seeds, (seed) => {
        const input = cases.make(seed, { unknownShare: 0.6, followUp: true });
        const changes = learned(input, seed);
        const changed = changes === undefined ? undefined : changeCase(input, changes, parser.shape);
        fc.pre(changed !== undefined && outcomesOf(changed) !== undefined);
        const [before, after] = [advisor.recommendSync(input), advisor.recommendSync(changed)];
        const { decision, couldBecome } = before.eligibility;
        expect(order("eligibility", after.eligibility.decision)).toBeGreaterThanOrEqual(order("eligibility", decision));
        expect(order("eligibility", after.eligibility.decision)).toBeLessThanOrEqual(
          order("eligibility", couldBecome ?? decision),
        );
        const [level, worst] = [before.triage?.level, before.triage?.couldBecome ?? before.triage?.level];
        expect(order("triage", after.triage?.level)).toBeGreaterThanOrEqual(order("triage", level));
        expect(order("triage", after.triage?.level)).toBeLessThanOrEqual(order("triage", worst));
      }),
      runs(150),
    );
  });

  test("that was not asked changes no decision", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const input = cases.make(seed, { unknownShare: 0.5, veins: 1, followUp: true });
        const changes = learned(input, seed);
        const changed = changes === undefined ? undefined : changeCase(input, changes, parser.shape);
        fc.pre(changed !== undefined && outcomesOf(changed) !== undefined);
        const before = advisor.recommendSync(input);
        const [path = ""] = Object.keys(changes ?? {});
        const asked = before.questions.some(
          ({ fact, vein }) =>
            path === pathOfFact(fact, vein === undefined ? { kind: "patient" } : { kind: "vein", id: vein }),
        );
        fc.pre(!asked);
        const after = advisor.recommendSync(changed);
        const values = ({ plan }: typeof before) => [plan.patient, ...Object.values(plan.veins)].map(decidedValues);
        expect({
          path,
          decision: after.eligibility.decision,
          triage: after.triage?.level,
          plan: values(after),
        }).toEqual({
          path,
          decision: before.eligibility.decision,
          triage: before.triage?.level,
          plan: values(before),
        });
      }),
      runs(120),
    );
  });
});
