import type { Issue } from "../issues/issue.ts";
import type { Report } from "../report/report.ts";

/** A part of a report: the keys that were asked for, with the content that they have in the whole one. */
export type ReportPart = Partial<Omit<Report, "plan">> & { readonly plan?: Partial<Report["plan"]> };

/** What became of one case: its report, or the part of it that was asked for, or what keeps it from being read. */
export type Answer<R = Report> = { readonly report: R } | { readonly issues: readonly Issue[] };

/** An answer in its place: `index` counts the cases of the batch from 0. */
export type BatchLine<R = Report> = { readonly index: number } & Answer<R>;
