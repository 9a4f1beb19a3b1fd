import { expect, test } from "vitest";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { canMeet } from "../../src/pages/model/can-meet.ts";
import { differencesIn } from "../../src/pages/model/differences.ts";
import { slotsSetBy } from "../../src/rulebook/stages.ts";
import { createRandomCases } from "../support/random-case.ts";

const advisor = createAdvisor();
const { rulebook } = advisor;
const { make } = createRandomCases(rulebook);
const seeds = Array.from({ length: 150 }, (_, seed) => seed + 1);

test("two rules that apply to one subject are never said to be unable to meet", () => {
  const met = new Set<string>();
  for (const seed of seeds) {
    const applying = new Map<string, string[]>();
    for (const [id, outcome] of Object.entries(advisor.outcomes(make(seed, { unknownShare: 0.1, veins: 2 })))) {
      if (outcome !== "applies") continue;
      const [rule = "", vein = ""] = id.split("@");
      applying.set(vein, [...(applying.get(vein) ?? []), rule]);
    }
    const patient = applying.get("") ?? [];
    for (const [vein, names] of applying) {
      const rules = [...names, ...(vein === "" ? [] : patient)].flatMap((name) => rulebook.ruleByName.get(name) ?? []);
      const setting = rules.filter((rule) => slotsSetBy(rule).length > 0);
      for (const [index, a] of setting.entries())
        for (const b of setting.slice(index + 1)) {
          const pair = `${a.name}, ${b.name}`;
          if (met.has(pair)) continue;
          met.add(pair);
          expect(canMeet(a.conditions, b.conditions, rulebook.facts), `${seed}: ${pair}`).toBe(true);
        }
    }
  }
  expect(met.size).toBeGreaterThan(5_000);
});

test.each(["all", "documents"] as const)(
  "every disagreement of a report is one of the page, evidence %s",
  (evidence) => {
    const one = createAdvisor({ evidence });
    const rules = rulebook.rules.filter((rule) => evidence === "all" || rule.fromDocuments);
    const shown = new Set(
      differencesIn(rulebook, evidence, rules).map(({ slot, matter }) => `${slot.name} ${matter ?? ""}`),
    );
    let seen = 0;
    for (const seed of seeds)
      for (const { slot, matter } of one.recommendSync(make(seed, { unknownShare: 0.1 })).disagreements) {
        expect(shown, `${seed}`).toContain(`${slot} ${matter ?? ""}`);
        seen += 1;
      }
    expect(seen).toBeGreaterThan(0);
  },
);
