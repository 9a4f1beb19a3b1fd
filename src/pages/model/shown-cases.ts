import type { FixturePatient } from "../../testing/run-fixture.ts";

/** A case fixture: its name, as a reader finds the file, its title and its patients. */
export interface SiteCase {
  readonly name: string;
  readonly title: string;
  readonly patients: readonly FixturePatient[];
}

/** A case that shows what a rule does. */
export interface ShownCase {
  readonly name: string;
  readonly title: string;
  /** The patient to whom the rule applies; undefined where the case only shows that it does not. */
  readonly input: unknown;
  /** Which of the fixture's patients that is: `case`, or `flips[2]`. */
  readonly where: string;
}

/** The cases whose expectations name each rule, by rule; those to whose patient it applies come first. */
export function shownCases(cases: readonly SiteCase[]): ReadonlyMap<string, readonly ShownCase[]> {
  const byRule = new Map<string, ShownCase[]>();
  for (const { name, title, patients } of cases) {
    const named = new Set(patients.flatMap(({ expect }) => [...outcomesIn(expect).keys()]));
    for (const rule of named) {
      const applying = patients.find(({ expect }) => outcomesIn(expect).get(rule) === true);
      const shown = { name, title, input: applying?.input, where: applying?.where ?? "" };
      byRule.set(rule, [...(byRule.get(rule) ?? []), shown]);
    }
  }
  for (const list of byRule.values()) list.sort((a, b) => Number(a.where === "") - Number(b.where === ""));
  return byRule;
}

/** The rules that an expectation names, and whether one of its subjects has the rule applied. */
function outcomesIn({ outcomes = {}, active = [] }: FixturePatient["expect"]): ReadonlyMap<string, boolean> {
  const found = new Map<string, boolean>();
  const add = (id: string, applies: boolean): void => {
    const rule = id.split("@")[0] ?? id;
    found.set(rule, applies || found.get(rule) === true);
  };
  for (const [id, outcome] of Object.entries(outcomes)) add(id, outcome === "applies");
  for (const id of active) add(id, true);
  return found;
}
