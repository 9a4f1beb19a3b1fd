import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import type { Issue } from "../../src/issues/issue.ts";
import { checkRulebook } from "../../src/rulebook/check-rulebook.ts";
import { embeddedContent } from "../../src/rulebook/embedded.ts";
import type { RulebookFile } from "../../src/rulebook/read-json.ts";
import { checkFixture } from "../../src/testing/run-fixture.ts";
import { pick, type Random, randomFrom } from "../../test/support/random-case.ts";
import { randomCases } from "./cases.ts";
import { faultsOfError, faultsOfIssues } from "./checks.ts";
import { mutated } from "./mutate.ts";
import { sizeOf, type Target, type Tried } from "./target.ts";
import { mutatedText } from "./text.ts";

const { topics, facts, contradictions, slots, proposal, sources, manifest } = embeddedContent;

/** A file of a few embedded rules. */
function someRules(random: Random): { readonly topic: string; readonly rules: readonly unknown[] } {
  const { topic, rules } = pick(topics, random);
  const from = Math.floor(random() * rules.length);
  return { topic, rules: rules.slice(from, from + 1 + Math.floor(random() * 3)) };
}

/** The files that are not of rules, cut down: they are read anew for each input. */
const otherFiles: readonly { readonly name: string; readonly json: unknown }[] = [
  { name: "rulebook.json", json: manifest },
  { name: "vocabulary.json", json: { facts, contradictions } },
  { name: "slots.json", json: { slots } },
  { name: "proposal.json", json: { proposal } },
  { name: "sources.json", json: { sources } },
];

/** A rulebook is refused if, and only if, the check finds an error; what it answers with is a report. */
function judge(files: readonly RulebookFile[], issues: readonly Issue[], bytes: number): Tried {
  const refused = issues.some(({ severity }) => severity === "error");
  const faults = faultsOfIssues(issues, false);
  try {
    const advisor = createAdvisor({ rulebook: files });
    if (refused) faults.push("a rulebook with errors is loaded");
    advisor.recommendSync(randomCases.make(1, { unknownShare: 0.5, veins: 1 }));
  } catch (error) {
    faults.push(...(refused ? [] : ["a rulebook without errors is refused, or fails"]), ...faultsOfError(error, false));
  }
  return { inputs: 1, taken: refused ? 0 : 1, bytes, faults };
}

/** What checking throws is a fault whatever it is: it returns issues. */
function checked(files: readonly RulebookFile[], bytes: number): Tried {
  let issues: readonly Issue[];
  try {
    issues = checkRulebook(files);
  } catch (error) {
    return { inputs: 1, taken: 0, bytes, faults: ["the check of a rulebook throws", ...faultsOfError(error, false)] };
  }
  return judge(files, issues, bytes);
}

const values: Target = {
  name: "rule files, as values",
  weight: 6,
  attempt: (seed) => {
    const random = randomFrom(seed);
    const json = mutated(someRules(random), random, 3, false);
    return checked([{ name: "rules.json", json }], sizeOf(json));
  },
};

const texts: Target = {
  name: "rule files, as text",
  weight: 12,
  attempt: (seed) => {
    const random = randomFrom(seed);
    const text = mutatedText(JSON.stringify(mutated(someRules(random), random, 1, true), null, 2) ?? "", random, 3);
    return checked([{ name: "rules.json", text }], text.length);
  },
};

const declarations: Target = {
  name: "vocabulary, slots and sources",
  weight: 0.5,
  attempt: (seed) => {
    const random = randomFrom(seed);
    const { name, json: original } = pick(otherFiles, random);
    const json = mutated(original, random, 4, random() < 0.5);
    return checked(
      [
        { name, json },
        { name: "rules.json", json: someRules(random) },
      ],
      sizeOf(json),
    );
  },
};

const profiles: Target = {
  name: "profiles",
  weight: 1,
  attempt: (seed) => {
    const random = randomFrom(seed);
    const own = someRules(random);
    const add = mutated([someRules(random)], random, 3, true);
    const retire = mutated(["technique.foam.feeder", (own.rules[0] as { name: string }).name], random, 2, true);
    const profile = {
      name: "clinic",
      add: (Array.isArray(add) ? add : [add]).map((json: unknown, index) => ({ name: `add ${index}`, json })),
      retire: [retire].flat().filter((name) => typeof name === "string"),
    };
    const bytes = sizeOf(profile);
    try {
      createAdvisor({ rulebook: [{ name: "own.json", json: own }], profile });
      return { inputs: 1, taken: 1, bytes, faults: [] };
    } catch (error) {
      return { inputs: 1, taken: 0, bytes, faults: faultsOfError(error, false) };
    }
  },
};

const fixture = {
  title: "a case",
  case: { patient: { pregnant: true } },
  expect: { eligibility: { decision: "defer" }, outcomes: { "contraindication.pregnancy": "applies" }, asks: [] },
  flips: [{ set: { "patient.pregnant": false }, expect: { plan: { patient: { "foam.maxMl": 10 } } } }],
};

const fixtures: Target = {
  name: "case fixtures",
  weight: 3,
  attempt: (seed) => {
    const random = randomFrom(seed);
    const json = mutated(fixture, random, 4, false);
    const bytes = sizeOf(json);
    try {
      const issues = checkFixture(json, "fixture.json");
      return { inputs: 1, taken: issues.length === 0 ? 1 : 0, bytes, faults: faultsOfIssues(issues, false) };
    } catch (error) {
      return { inputs: 1, taken: 0, bytes, faults: faultsOfError(error, false) };
    }
  },
};

export const ruleTargets: readonly Target[] = [values, texts, declarations, profiles, fixtures];
