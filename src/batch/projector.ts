import type { Evidence } from "../evaluate/program.ts";
import { CaseError } from "../issues/errors.ts";
import type { Issue } from "../issues/issue.ts";
import type { Report } from "../report/report.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import { createColumns } from "./columns/columns.ts";
import { partOf, type Selection, selectionOf } from "./fields.ts";
import type { Answer, ReportPart } from "./line.ts";

/** What a batch needs of an advisor. */
export interface BatchAdvisor {
  readonly rulebook: Rulebook;
  readonly evidence: Evidence;
  readonly recommendSync: (input: unknown, options?: { readonly redact?: boolean }) => Report;
}

/** Settings of a batch. */
export interface BatchOptions {
  /**
   * The parts of the report that are wanted: keys of the report (`eligibility`, `questions`), `plan.patient`, `plan.veins`, or
   * single slots of the patient (`plan.patient.foam.volumeBand`). Without it, whole reports. With `eligibility` and `triage`
   * alone no report is built at all, which is many times faster.
   */
  readonly fields?: readonly string[];
  /** False lets issues hold the values that were received. True by default: cases are health data. */
  readonly redact?: boolean;
}

/** Answers cases, several at a time. */
export interface Projector {
  /** How many cases are best answered together; any number may be handed in. */
  readonly blockSize: number;
  /** Returns an answer for each case, in order. Never throws for what is wrong with a case. */
  readonly answer: (cases: readonly unknown[]) => Answer<Report | ReportPart>[];
}

/** Makes what answers the cases of a batch. Throws `AdapterError` for fields that are no part of a report. */
export function createProjector(advisor: BatchAdvisor, { fields, redact = true }: BatchOptions = {}): Projector {
  const selection = fields === undefined ? undefined : selectionOf(fields, advisor.rulebook);
  const alone = (input: unknown): Answer<Report | ReportPart> => answerAlone(advisor, input, selection, redact);
  const columns =
    selection === undefined || !isHeadOnly(selection)
      ? undefined
      : createColumns(advisor.rulebook, advisor.evidence, selection.keys);
  if (columns === undefined) return { blockSize: 1, answer: (cases) => cases.map(alone) };
  return {
    blockSize: columns.blockSize,
    // What the columns cannot read for sure is read, or refused, by the advisor itself.
    answer: (cases) =>
      columns.project(cases).map((report, index) => (report === undefined ? alone(cases[index]) : { report })),
  };
}

/** The parts that columns can decide. */
const headKeys: ReadonlySet<string> = new Set(["eligibility", "triage"]);

function isHeadOnly({ keys, patientPlan, veinsPlan, slots }: Selection): boolean {
  return !patientPlan && !veinsPlan && slots.size === 0 && [...keys].every((key) => headKeys.has(key));
}

function answerAlone(
  advisor: BatchAdvisor,
  input: unknown,
  selection: Selection | undefined,
  redact: boolean,
): Answer<Report | ReportPart> {
  try {
    const report = advisor.recommendSync(input, { redact });
    return { report: selection === undefined ? report : partOf(report, selection) };
  } catch (error) {
    return { issues: error instanceof CaseError ? error.issues : [failedIssue] };
  }
}

/** What was thrown may hold a patient's data: that it was thrown is all that is said. */
const failedIssue: Issue = Object.freeze({
  code: "batch/failed",
  severity: "error",
  path: "",
  message: "expected a report, the library failed on this case",
  help: "this is a fault of the library: please report it, with a case that shows it and is nobody's",
});
