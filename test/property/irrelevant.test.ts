import fc from "fast-check";
import { expect, test } from "vitest";
import { contradictionFacts } from "../../src/advisor/contradictions.ts";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { changeCase } from "../../src/case/change.ts";
import { caseShape } from "../../src/case/schema.ts";
import { pathOfFact } from "../../src/explain/explain.ts";
import { CaseError } from "../../src/issues/errors.ts";
import { embeddedContent } from "../../src/rulebook/embedded.ts";
import { factsReadBy } from "../../src/rulebook/stages.ts";
import { isCaseFact } from "../../src/rulebook/vocabulary.ts";
import { createRandomCases, pick, randomFrom } from "../support/random-case.ts";
import { runs } from "./support/runs.ts";

/** One topic of the embedded rules as a rulebook of its own: most facts mean nothing to it. */
const topics = embeddedContent.topics.map(({ topic, rules }) => {
  const alone = rules.map(({ event, ...rule }) => {
    const { explains: _, ...params } = event.params;
    return { ...rule, event: { ...event, params } };
  });
  const advisor = createAdvisor({ rulebook: [{ name: `${topic}.json`, json: { topic, rules: alone } }] });
  const { rulebook } = advisor;
  const read = new Set<string>(["asOf", "clinic.jurisdiction", "vein.id", ...contradictionFacts(rulebook)]);
  const collect = (name: string): void => {
    read.add(name);
    for (const input of rulebook.facts.get(name)?.inputs ?? []) if (!read.has(input)) collect(input);
  };
  for (const rule of rulebook.rules) for (const fact of factsReadBy(rule)) collect(fact);
  // A proposal is held against the plan, and the age of a session against its date.
  const isApart = (name: string): boolean =>
    name.startsWith("vein.proposal.") ||
    name.startsWith("previousSession.") ||
    /^followUp\.(?:session|hours)/.test(name);
  const idle = [...rulebook.facts.values()].filter(
    (one) => isCaseFact(one) && !read.has(one.name) && !isApart(one.name),
  );
  return { topic, advisor, idle, cases: createRandomCases(rulebook), shape: caseShape(rulebook) };
});

test("a fact on which nothing rests changes not a byte of the report", { timeout: 600_000 }, () => {
  let compared = 0;
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
      const random = randomFrom(seed);
      const { topic, advisor, idle, cases, shape } = pick(topics, random);
      fc.pre(idle.length > 0);
      const input = cases.make(seed, { veins: 1, followUp: true });
      const fact = pick(idle, random);
      const path = pathOfFact(fact.name, fact.scope === "vein" ? { kind: "vein", id: "vein-0" } : { kind: "patient" });
      const value = random() < 0.3 ? null : cases.value(fact, random);
      const answer = (one: unknown): string => {
        try {
          return JSON.stringify(advisor.recommendSync(one));
        } catch (error) {
          if (error instanceof CaseError) return JSON.stringify(error.issues);
          throw error;
        }
      };
      const same = answer(changeCase(input, { [path]: value }, shape)) === answer(input);
      expect({ topic, path, value, same }).toEqual({ topic, path, value, same: true });
      compared += 1;
    }),
    runs(150),
  );
  expect(compared).toBeGreaterThanOrEqual(150);
});
