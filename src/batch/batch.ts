import type { Report } from "../report/report.ts";
import { selectionOf } from "./fields.ts";
import type { BatchLine, ReportPart } from "./line.ts";
import type { BatchAdvisor, BatchOptions } from "./projector.ts";

/** Cases from anywhere: a list, a generator, a stream of parsed lines. */
export type CaseSource = AsyncIterable<unknown> | Iterable<unknown>;

/**
 * Answers case after case, in order: `{ index, report }`, or `{ index, issues }` for a case that cannot be read, which stops
 * nothing. With `fields` the report holds only these parts. A case is taken from the source when its answer is asked for, never
 * before: nothing piles up on either side, and leaving the loop closes the source. What the source itself throws is thrown.
 * Throws `AdapterError` at once for fields that are no part of a report.
 *
 * @example
 * for await (const line of batch(advisor, cases, { fields: ["eligibility"] }))
 *   if ("report" in line) console.log(line.index, line.report.eligibility?.decision);
 */
export function batch(
  advisor: BatchAdvisor,
  source: CaseSource,
  options?: BatchOptions & { readonly fields?: undefined },
): AsyncGenerator<BatchLine<Report>, void, undefined>;
export function batch(
  advisor: BatchAdvisor,
  source: CaseSource,
  options: BatchOptions,
): AsyncGenerator<BatchLine<ReportPart>, void, undefined>;
export function batch(
  advisor: BatchAdvisor,
  source: CaseSource,
  options: BatchOptions = {},
): AsyncGenerator<BatchLine<Report | ReportPart>, void, undefined> {
  if (options.fields !== undefined) selectionOf(options.fields, advisor.rulebook);
  return answerAll(advisor, source, options);
}

async function* answerAll(
  advisor: BatchAdvisor,
  source: CaseSource,
  options: BatchOptions,
): AsyncGenerator<BatchLine<Report | ReportPart>, void, undefined> {
  // Loaded by those who ask for it: a first report does without, and so does a page.
  const { createProjector } = await import("./projector.ts");
  const projector = createProjector(advisor, options);
  let index = 0;
  for await (const one of source) {
    for (const answer of projector.answer([one])) yield Object.freeze({ index, ...answer });
    index += 1;
  }
}
