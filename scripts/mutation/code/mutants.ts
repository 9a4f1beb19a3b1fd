import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";

/** What became of a mutant, as Stryker says it. */
export type Status = "Killed" | "Timeout" | "Survived" | "NoCoverage" | "CompileError" | "RuntimeError" | "Ignored";

interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** One small fault in the code, named so that it is found again when lines have moved. */
export interface Mutant {
  readonly file: string;
  /** The line on which it begins, without its indent. */
  readonly line: string;
  /** What Stryker calls the kind of fault. */
  readonly mutator: string;
  readonly from: string;
  readonly to: string;
}

export interface JudgedMutant extends Mutant {
  readonly status: Status;
  readonly start: Position;
  readonly end: Position;
  /** The whole text that stands in the place of the original. */
  readonly replacement: string;
  /** The file as it was when the mutant was judged. */
  readonly source: string;
}

interface ReportedMutant {
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly status: Status;
  readonly statusReason?: string;
  readonly location: { readonly start: Position; readonly end: Position };
}

interface Report {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly ReportedMutant[] }>>;
}

const notRun = "not in the sample";

/** Where the report on a folder is kept. */
export function reportOf(folder: string, which = ""): string {
  return `.tmp/mutation/${[folder, which].filter((part) => part !== "").join("-")}.json`;
}

/** Takes what a later run did not try over from an earlier one of the same code; the later report holds both then. */
export function mergeReports(earlier: string, later: string): void {
  const [before, after] = [earlier, later].map((path) => JSON.parse(readFileSync(path, "utf8")) as Report);
  const files = Object.entries(after?.files ?? {}).map(([file, { source, mutants }]) => {
    const old = before?.files[file];
    if (old?.source !== source) throw new Error(`${file} has changed since the run before: run all of it`);
    const same = (one: ReportedMutant) =>
      old.mutants.find(({ mutatorName, replacement, location }) =>
        isDeepStrictEqual([mutatorName, replacement, location], [one.mutatorName, one.replacement, one.location]),
      );
    return [file, { source, mutants: mutants.map((one) => (one.statusReason === notRun ? (same(one) ?? one) : one)) }];
  });
  writeFileSync(later, JSON.stringify({ ...after, files: Object.fromEntries(files) }));
}

/** The files of a folder that are not in a report, or not as they were there. */
export function changedSince(report: string, folder: string): string[] {
  const { files } = JSON.parse(readFileSync(report, "utf8")) as Report;
  return readdirSync(`src/${folder}`, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `src/${folder}/${name}`)
    .filter((file) => files[file]?.source !== readFileSync(file, "utf8"))
    .sort();
}

/** Takes the files that a later run left out, and that are as they were, over from an earlier one. */
export function addUnchanged(earlier: string, later: string): void {
  const [before, after] = [earlier, later].map((path) => JSON.parse(readFileSync(path, "utf8")) as Report);
  const kept = Object.entries(before?.files ?? {}).filter(
    ([file, { source }]) => existsSync(file) && readFileSync(file, "utf8") === source,
  );
  const files = { ...Object.fromEntries(kept), ...after?.files };
  writeFileSync(later, JSON.stringify({ ...after, files }));
}

/** The share of a folder's mutants that its last report judged, to hundredths downwards. */
export function shareRun(folder: string): number {
  const { files } = JSON.parse(readFileSync(reportOf(folder), "utf8")) as Report;
  const all = Object.values(files).flatMap(({ mutants }) => mutants);
  return Math.floor((all.filter(({ statusReason }) => statusReason !== notRun).length / all.length) * 100) / 100;
}

/** Longer text is cut: it is for the eye, and to find the mutant again. */
const shown = 100;

/** The mutants of a folder that were judged in its last run; those outside a sample are left out. */
export function readMutants(folder: string): JudgedMutant[] {
  const { files } = JSON.parse(readFileSync(reportOf(folder), "utf8")) as Report;
  return Object.entries(files).flatMap(([file, { source, mutants }]) => {
    const lines = source.split("\n");
    return mutants
      .filter(({ statusReason }) => statusReason !== notRun)
      .map(({ mutatorName, replacement = "", status, location: { start, end } }) => ({
        file,
        line: (lines[start.line - 1] ?? "").trim(),
        mutator: mutatorName,
        from: short(textBetween(lines, start, end)),
        to: short(replacement),
        status,
        start,
        end,
        replacement,
        source,
      }));
  });
}

/** A key under which mutants that are alike in the same line are one. */
export function keyOf({ file, line, mutator, from, to }: Mutant): string {
  return JSON.stringify([file, line, mutator, from, to]);
}

/** The text of the mutant's file with the fault in it. */
export function mutated({ source, start, end, replacement }: JudgedMutant): string {
  const lines = source.split("\n");
  const offset = ({ line, column }: Position): number =>
    lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
  return source.slice(0, offset(start)) + replacement + source.slice(offset(end));
}

function textBetween(lines: readonly string[], start: Position, end: Position): string {
  const text = lines.slice(start.line - 1, end.line);
  if (text.length > 0) text[text.length - 1] = (text.at(-1) ?? "").slice(0, end.column - 1);
  return text.join("\n").slice(start.column - 1);
}

function short(text: string): string {
  const flat = text.replace(/\s+/g, " ");
  return flat.length > shown ? `${flat.slice(0, shown)}…` : flat;
}
