import type { DifferentialFigures, DifferentialSqlFigures } from "../figures.ts";
import { number, type Section } from "../section.ts";

export const differential: Section<DifferentialFigures> = {
  run: "differential",
  title: "Two evaluators",
  what: "json-rules-engine and the compiled rulebook answer the same random cases, with facts missing, unknown, or handed over as functions now or later; the two reports are compared byte for byte.",
  proves: "On these cases both evaluators mean the same by the rules, unknown facts included.",
  doesNotProve:
    "That either is right: both read the same rules, and what stands after the outcomes (decisions, reasons, order) is one code for both.",
  inShort: ({ cases, differingSeeds }) => `${number(cases)} random cases, ${number(differingSeeds.length)} differ`,
  inFull: () => [],
};

export const differentialSql: Section<DifferentialSqlFigures> = {
  run: "differential-sql",
  title: "SQL",
  what: "The rulebook as SQL, run on a database, against the compiled rulebook on random cases: every rule, slot and vein.",
  proves: "On these cases the SQL answers as the library does.",
  doesNotProve:
    "Anything about other databases than the one named, or about rulebooks that SQL cannot express and refuses.",
  inShort: ({ dialect, cases, values, differences }) =>
    `${number(cases)} random cases on ${dialect}, ${number(values)} values compared, ${number(differences.length)} differ`,
  inFull: () => [],
};
