import { expect, test } from "vitest";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { createRandomCases, pick, randomFrom } from "../support/random-case.ts";
import { interleaved } from "./support/interleaving.ts";
import { reportingRulebook } from "./support/rulebook-files.ts";
import { runs } from "./support/runs.ts";

const concurrent = 50;

test("50 concurrent calls whose facts arrive in any order answer as one call after the other does", {
  timeout: 600_000,
}, async () => {
  const advisors = [
    createAdvisor(),
    createAdvisor({ evidence: "documents" }),
    ...[1, 2, 3].map((seed) => createAdvisor({ rulebook: reportingRulebook(seed) })),
  ];
  const casesOf = new Map(advisors.map((advisor) => [advisor, createRandomCases(advisor.rulebook)]));
  const { numRuns, seed: first } = runs(3);
  for (let round = first; round < first + numRuns; round += 1) {
    const random = randomFrom(round);
    const inputs = Array.from({ length: concurrent }, (_, index) => {
      const advisor = pick(advisors, random);
      return { advisor, input: casesOf.get(advisor)?.make(round * concurrent + index, { unknownShare: 0.6 }) ?? {} };
    });
    const { slowly, answerAll } = interleaved(random);
    const answers = await answerAll(inputs.map(({ advisor, input }) => advisor.recommend(slowly(input))));
    const differing = inputs.flatMap(({ advisor, input }, index) =>
      JSON.stringify(answers[index]) === JSON.stringify(advisor.recommendSync(input)) ? [] : [index],
    );
    expect({ round, differing }).toEqual({ round, differing: [] });
  }
});

test("50 calls on one case do not get into each other's way", async () => {
  const advisor = createAdvisor();
  const input = createRandomCases(advisor.rulebook).make(7, { veins: 2, followUp: true, unknownShare: 0.5 });
  const { slowly, answerAll } = interleaved(randomFrom(7));
  const answers = await answerAll(Array.from({ length: concurrent }, () => advisor.recommend(slowly(input))));
  expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
    new Set([JSON.stringify(advisor.recommendSync(input))]),
  );
});
