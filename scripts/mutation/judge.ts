import { ScleroError } from "../../src/issues/errors.ts";
import { type Condition, conditionTruth } from "../../src/logic/condition.ts";
import { FALSE, TRUE } from "../../src/logic/truth.ts";
import { assemble } from "../../src/rulebook/assemble.ts";
import type { Rulebook } from "../../src/rulebook/rulebook.ts";
import { createFixtureRunner, type FixtureRunner } from "../../src/testing/run-fixture.ts";
import { loads } from "./loads.ts";
import type { Mutant } from "./mutant.ts";
import { fails, type Patient } from "./patients.ts";
import { Reach } from "./reach.ts";

/** `refused`: no case fails, but the loader does not take the rulebook. */
export type Verdict = "killed" | "refused" | "survives";

/**
 * Makes the judge of faults. A fault is killed as soon as one patient's expectation is not met; only patients whose answer it
 * can reach are looked at, and a whole report is made only where the outcome of the rule itself says nothing.
 */
export function createJudge(rulebook: Rulebook, patients: readonly Patient[]): (mutant: Mutant) => Verdict {
  const reach = new Reach(rulebook);
  return (mutant) => {
    const { change } = mutant;
    const touched = touchedBy(mutant, rulebook, patients);
    if (touched === "killed") return "killed";
    const parts = reach.of(change);
    const name = "rule" in change ? change.rule : "slot" in change ? change.slot : change.fact;
    const near = ({ expect }: Patient): boolean => JSON.stringify(expect).includes(`"${name}`);
    const looking = touched.filter((patient) => patient.parts === undefined || meet(patient.parts, parts));
    if (looking.length > 0) {
      const runner = createFixtureRunner(assemble(mutant.content(), "mutant"));
      const inOrder = [...looking.filter(near), ...looking.filter((patient) => !near(patient))];
      if (inOrder.some((patient) => kills(runner, patient))) return "killed";
    }
    return loads(mutant.content()) ? "survives" : "refused";
  };
}

/** The patients whose answers the fault may change; `killed` where an asserted outcome already turns. */
function touchedBy(
  { change }: Mutant,
  rulebook: Rulebook,
  patients: readonly Patient[],
): readonly Patient[] | "killed" {
  if (change.kind === "slot" || change.kind === "fact") return patients;
  const scope = rulebook.ruleByName.get(change.rule)?.scope;
  const touched: Patient[] = [];
  for (const patient of patients) {
    const { evaluation, expect, parts } = patient;
    if (evaluation === undefined || !evaluation.evaluates(change.rule)) continue;
    const { store, outcome } = evaluation;
    let isTouched = false;
    for (const subject of store.subjects) {
      if (subject.kind !== scope) continue;
      const before = outcome(change.rule, subject);
      const open = before === "cannot-tell";
      if (change.kind === "effect") {
        isTouched ||= open || before === "applies";
        continue;
      }
      const after = outcomeOf(change.condition, (fact) => store.get(fact, subject));
      const id = subject.kind === "vein" ? `${change.rule}@${subject.id}` : change.rule;
      if (after !== before && expect.outcomes?.[id] === before) return "killed";
      // An open rule may ask other questions although it stays open.
      isTouched ||= after !== before || (open && parts === undefined);
    }
    if (isTouched) touched.push(patient);
  }
  return touched;
}

function outcomeOf(condition: Condition, lookUp: Parameters<typeof conditionTruth>[1]) {
  const truth = conditionTruth(condition, lookUp);
  return truth === TRUE ? "applies" : truth === FALSE ? "does-not-apply" : "cannot-tell";
}

function meet(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const one of some) if (others.has(one)) return true;
  return false;
}

function kills(runner: FixtureRunner, patient: Patient): boolean {
  try {
    return fails(runner, patient);
  } catch (error) {
    // The faulty rulebook cannot answer for the patient: noticed.
    if (error instanceof ScleroError) return true;
    throw error;
  }
}
