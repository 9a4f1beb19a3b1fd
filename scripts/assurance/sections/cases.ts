import type { CasesFigures } from "../figures.ts";
import { number, type Section } from "../section.ts";

export const cases: Section<CasesFigures> = {
  run: "cases",
  title: "Cases",
  what: "Patients written from the guidance, each with what is expected of the answer: the decision, outcomes of rules, values, what is asked, what is refused. Flips turn one fact of a patient and say what turns with it.",
  proves:
    "For each of these patients the answer is what its author read in the guidance. For every rule there is a case in which it applies, for every comparison one in which that comparison alone turns the outcome, for every numeric limit one at, below and above it, for every fact one in which it is unknown.",
  doesNotProve:
    "Nothing about patients that nobody wrote down. Rules and cases were written by the same hands from the same rows: a row that was misread twice in the same way passes.",
  inShort: ({ cases, patients, mismatches }) =>
    `${number(cases)} cases, ${number(patients)} patients, ${number(mismatches)} mismatches`,
  inFull: ({ notShown }) => [`Comparisons and limits that no case shows: ${number(notShown)}.`],
};
