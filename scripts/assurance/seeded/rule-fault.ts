import { contentOf } from "../../../src/rulebook/assemble.ts";
import { readRulebook } from "../../../src/rulebook/load.ts";
import type { Rulebook } from "../../../src/rulebook/rulebook.ts";
import { slotsSetBy } from "../../../src/rulebook/stages.ts";
import { embeddedProperties, type Property, readProperties, verifyProperties } from "../../../src/verify/index.ts";
import type { OpenSolver } from "../../../src/verify/solver.ts";
import { faultyRulebook } from "../../verify/faulty-rulebook.ts";
import { type Answered, advisorsOf } from "./baseline.ts";
import { byCases, byEvaluators, byProperties, byRegression, caught } from "./checks.ts";
import type { Found, RuleFault } from "./fault.ts";

/** What the checks of a rule fault need, made once for all. */
export interface Surroundings {
  readonly rulebook: Rulebook;
  readonly baseline: readonly Answered[];
  readonly openSolver: OpenSolver;
}

/**
 * Runs the kinds of check on the rulebook with a fault in it. SQL is not asked: it is made of the same faulty rules, as both
 * evaluators are, which are asked to show just that.
 */
export async function checkRuleFault(
  fault: RuleFault,
  { rulebook, baseline, openSolver }: Surroundings,
): Promise<Found> {
  const faulty = faultyRulebook({ ...fault, foundBy: "" });
  const advisors = advisorsOf(faulty);
  const touched = touchedBy(fault, rulebook);
  return {
    loader: await caught(() => byLoader(faulty)),
    cases: await caught(() => byCases(faulty, touched)),
    solver: await caught(() => bySolver(faulty, propertiesFor(fault, touched, rulebook), openSolver)),
    evaluators: await caught(() => byEvaluators(faulty, advisors, 20)),
    properties: await caught(() => byProperties(faulty, advisors, 20)),
    regression: await caught(() => byRegression(advisors, baseline, 0)),
  };
}

/** Names of the rule, fact or slot in which the fault is, and of the slots that a rule sets. */
function touchedBy({ edit }: RuleFault, rulebook: Rulebook): string[] {
  if ("drop" in edit || edit.rule !== undefined) {
    const name = "drop" in edit ? edit.drop : (edit.rule ?? "");
    const rule = rulebook.ruleByName.get(name);
    return rule === undefined ? [name] : [name, ...slotsSetBy(rule)];
  }
  return [edit.fact ?? edit.slot ?? ""];
}

/** What `sclero check` says of the whole rulebook: values that do not fit, rows that no rule rests on any more. */
function byLoader(faulty: Rulebook): string | null {
  const { manifest, topics, facts, contradictions, ...rest } = contentOf(faulty);
  const files = [
    { name: "rulebook.json", json: manifest },
    { name: "vocabulary.json", json: { facts, contradictions } },
    ...Object.entries(rest).map(([key, content]) => ({ name: `${key}.json`, json: { [key]: content } })),
    ...topics.map((topic) => ({ name: `${topic.topic}.json`, json: topic })),
  ];
  const [first] = readRulebook(files).issues;
  return first === undefined ? null : `${first.code} ${first.path}`;
}

function propertiesFor({ foundBy }: RuleFault, touched: readonly string[], rulebook: Rulebook): Property[] {
  const { properties } = readProperties(embeddedProperties, rulebook);
  return properties.filter((property) =>
    foundBy === undefined
      ? touched.some((name) => JSON.stringify(property).includes(`"${name}"`))
      : property.name.startsWith(foundBy),
  );
}

/** Stops at the first property that finds something. */
async function bySolver(
  rulebook: Rulebook,
  properties: readonly Property[],
  openSolver: OpenSolver,
): Promise<string | null> {
  const advisors = advisorsOf(rulebook);
  for (const property of properties) {
    const [result] = await verifyProperties([property], {
      rulebook,
      openSolver,
      advisorOf: (evidence) => advisors[evidence],
      clock: () => 0,
    });
    const found = result?.findings.find(({ kind }) => kind !== "undecided");
    if (found !== undefined) return `${found.property}: ${found.about}`;
  }
  return null;
}
