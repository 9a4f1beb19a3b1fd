import type { SeededFigures } from "../figures.ts";
import { number, type Section, table } from "../section.ts";
import { checkNames, type Found, faultKinds } from "../seeded/fault.ts";
import { caughtBy, isCaughtTwice, type SeededRow, wantedKinds } from "../seeded/table.ts";

const mark = (found: string | null | undefined): string =>
  found === undefined ? "not run" : found === null ? "" : "caught";

const headOf = (first: string): string[] => [first, ...checkNames, "kinds"];

export const seeded: Section<SeededFigures> = {
  run: "seeded",
  title: "Seeded faults by kind of check",
  what: "Faults of the kinds that matter most are put into a copy of the rules or of the code, one at a time, and every kind of check is run on each. The kinds hold the answer against different things: the loader against the form and the account of rows, cases and unit tests against what their authors expect, the solver against properties and formulas of its own, the evaluators and SQL against each other, the properties against what learning a fact may change, the regression against the answers before the fault.",
  proves: `Each of these faults is caught by at least ${wantedKinds} kinds of check: one kind may sleep. The same checks find nothing where there is no fault.`,
  doesNotProve:
    "That every fault of these kinds is caught: these are samples, chosen by the authors of the checks. The regression only says that answers have changed, and would say so of a correction too. Evaluators and SQL read the same rules, so that they can see faults of the code alone. For a fault in the code the solver's formulas are read without the solver.",
  inShort: ({ rows }) =>
    `${number(rows.filter(isCaughtTwice).length)} of ${number(rows.length)} faults caught by ${wantedKinds} kinds of check or more`,
  inFull: ({ rows, falseAlarms, patients }) => [
    `Found without a fault: ${falseAlarms.length === 0 ? "nothing" : falseAlarms.join("; ")}. Answers compared in the regression: ${number(patients)} patients; ${number(rows.filter(isSeenInRandomCase).length)} of the ${number(rows.filter(({ found }) => typeof found.regression === "string").length)} faults that it caught showed in a random case already, and not in a patient of the cases alone.`,
    "",
    ...table(
      ["kind of fault", "faults", ...checkNames, "fewest kinds"],
      faultKinds.map((kind) => summary(kind, rows)),
    ),
    "",
    ...table(
      headOf("fault"),
      rows.map((row) => [
        `${row.kind}, in the ${row.in}: ${row.title}`,
        ...checkNames.map((name) => mark(row.found[name])),
        caughtBy(row).length,
      ]),
    ),
  ],
};

/** The random cases are asked first. */
function isSeenInRandomCase({ found }: SeededRow): boolean {
  return found.regression?.startsWith("random case") === true;
}

/** How many faults of a kind each check caught, of those it was run on. */
function summary(kind: string, rows: readonly SeededRow[]): (string | number)[] {
  const own = rows.filter((row) => row.kind === kind);
  const cell = (name: keyof Found): string => {
    const run = own.filter(({ found }) => found[name] !== undefined);
    return run.length === 0 ? "not run" : `${run.filter(({ found }) => found[name] !== null).length} of ${run.length}`;
  };
  return [kind, own.length, ...checkNames.map(cell), Math.min(...own.map((row) => caughtBy(row).length))];
}
