import { describe, expect, test } from "vitest";
import { createProgram, type RunResult } from "../../src/advisor/run.ts";
import { createCaseParser } from "../../src/case/parse.ts";
import { outcomeName } from "../../src/evaluate/outcome.ts";
import { FactStore } from "../../src/facts/store.ts";
import type { Condition } from "../../src/logic/condition.ts";
import { conditionTruth } from "../../src/logic/condition.ts";
import type { Rulebook } from "../../src/rulebook/rulebook.ts";
import { randomRulebook } from "../sql/support/random-rulebook.ts";
import { createRandomCases } from "../support/random-case.ts";
import { leaf, rule, smallAdvisor } from "../support/small-rulebook.ts";

/** Where the outcomes of a run are not what the conditions of the rules mean, read one by one and without any preparation. */
function wrongOutcomes({ rules }: Rulebook, store: FactStore, { outcomes }: RunResult): string[] {
  return rules.flatMap((one) =>
    store.subjects.flatMap((subject) => {
      const expected =
        one.scope === subject.kind
          ? outcomeName(conditionTruth(one.conditions, (fact) => store.get(fact, subject)))
          : "not-applicable";
      const found = outcomes.get(one.name, subject);
      return found === expected ? [] : [`${one.name} for ${JSON.stringify(subject)}: ${found}, not ${expected}`];
    }),
  );
}

describe("what rules say is what their conditions mean", () => {
  test("on random rulebooks and cases, on the compiled rules and on the engine", async () => {
    const found = new Set<string>();
    for (let seed = 1; seed <= 12; seed += 1) {
      const rulebook = randomRulebook(seed);
      const program = createProgram(rulebook, "all");
      const parser = createCaseParser(rulebook);
      const cases = createRandomCases(rulebook);
      for (let index = 0; index < 5; index += 1) {
        const parsed = parser.parse(cases.make(100 * seed + index, { unknownShare: index / 5 }));
        const [first, second] = [new FactStore(rulebook, parsed), new FactStore(rulebook, parsed)];
        const compiled = program.run(first);
        expect(wrongOutcomes(rulebook, first, compiled), `seed ${seed}, case ${index}`).toEqual([]);
        const onEngine = await program.runOnEngine(second);
        expect(wrongOutcomes(rulebook, second, onEngine), `seed ${seed}, case ${index}`).toEqual([]);
        for (const { name } of rulebook.rules)
          for (const subject of first.subjects) found.add(compiled.outcomes.get(name, subject));
      }
    }
    // Each of them was met.
    expect([...found].toSorted()).toEqual(["applies", "cannot-tell", "does-not-apply", "not-applicable"]);
  });

  const [a, b, c] = [leaf("conditions.smoking"), leaf("symptoms.pain"), leaf("symptoms.aching")];
  const shared: Condition = { any: [a, b] };
  const conditions: readonly Condition[] = [
    a,
    { not: a },
    { all: [a, a] },
    { all: [a, b] },
    { any: [a, b] },
    { all: [a, b, c] },
    { any: [a, b, c] },
    { not: { all: [a, b, c] } },
    { all: [shared, { not: shared }] },
    { any: [shared, { all: [shared, c] }, { not: { not: b } }] },
    { all: [leaf("vein.feedsCluster"), shared] },
    { any: [{ not: leaf("vein.feedsCluster") }, leaf("vein.smallArea"), c] },
  ];
  const { rulebook } = smallAdvisor(
    conditions.map((condition, index) => rule(`r${index}`, condition, {}, { scope: index < 10 ? "patient" : "vein" })),
  );
  const program = createProgram(rulebook, "all");
  const parser = createCaseParser(rulebook);
  const known = [true, false, null];
  const everyCase = known.flatMap((smoking) =>
    known.flatMap((pain) => known.map((aching) => ({ conditions: { smoking }, symptoms: { pain, aching } }))),
  );

  test.each(everyCase)("gates of one, two and three parts: $conditions $symptoms", async (input) => {
    const veins = known.map((feedsCluster, index) => ({ id: `v${index}`, feedsCluster, smallArea: false }));
    const parsed = parser.parse({ ...input, veins });
    const [first, second] = [new FactStore(rulebook, parsed), new FactStore(rulebook, parsed)];
    expect(wrongOutcomes(rulebook, first, program.run(first))).toEqual([]);
    expect(wrongOutcomes(rulebook, second, await program.runOnEngine(second))).toEqual([]);
  });

  test("gates whose parts have numbers that read alike side by side are two", () => {
    const yesOrNo = [...rulebook.facts.values()].filter(
      ({ scope, type, name }) => scope === "patient" && type === "boolean" && /^(conditions|symptoms)\./.test(name),
    );
    // The first rule gives the conditions their numbers, from 0 on: 1 beside 12 reads like 11 beside 2.
    const numbered = yesOrNo.slice(0, 13).map(({ name }) => leaf(name));
    expect(numbered).toHaveLength(13);
    const [one, two, eleven, twelve] = [1, 2, 11, 12].map((number) => numbered[number] as Condition);
    const advisor = smallAdvisor([
      rule("numbers", { any: numbered }),
      rule("one-and-twelve", { all: [one as Condition, twelve as Condition] }),
      rule("eleven-and-two", { all: [eleven as Condition, two as Condition] }),
    ]);
    const parsed = createCaseParser(advisor.rulebook).parse(
      Object.fromEntries(
        ["conditions", "symptoms"].map((group) => [
          group,
          Object.fromEntries(
            numbered
              .map(({ fact }, number) => [fact.split("."), number !== 2] as const)
              .filter(([[of]]) => of === group)
              .map(([[, key], value]) => [key, value]),
          ),
        ]),
      ),
    );
    const store = new FactStore(advisor.rulebook, parsed);
    const { outcomes } = createProgram(advisor.rulebook, "all").run(store);
    const [patient] = store.subjects;
    const names = ["one-and-twelve", "eleven-and-two"];
    expect(names.map((name) => patient && outcomes.get(name, patient))).toEqual(["applies", "does-not-apply"]);
  });
});
