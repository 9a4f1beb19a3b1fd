import { at, type Check } from "./context.ts";

/** The limit of a card's summary in CDS Hooks. */
const summaryLimit = 140;

/** Summaries are plain text under 140 characters, on one line. */
export const checkSummary: Check = (subject) => {
  const { summary } = subject.rule.event.params;
  const path = ["event", "params", "summary"] as const;
  if (summary.length >= summaryLimit)
    return [
      at(
        subject,
        path,
        "rulebook/summary-too-long",
        `expected fewer than ${summaryLimit} characters, found ${summary.length}`,
        "say the rest in `detail`",
      ),
    ];
  if (/[\n\r\u0085\u2028\u2029]/.test(summary))
    return [at(subject, path, "rulebook/wrong-type", "expected one line of plain text", "say the rest in `detail`")];
  return [];
};
