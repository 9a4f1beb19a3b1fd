import type { RunResult } from "./result.ts";

/** A kind of check as the page tells of it. */
export interface Section<Figures = unknown> {
  /** The name of its run and of its result file. */
  readonly run: string;
  readonly title: string;
  readonly what: string;
  readonly proves: string;
  /** Said as plainly as what it proves. */
  readonly doesNotProve: string;
  /** The figures in a few words, for the table at the top. */
  readonly inShort: (figures: Figures) => string;
  /** The figures as Markdown; nothing where `inShort` says it all. */
  readonly inFull: (figures: Figures) => readonly string[];
}

/** A section with its result, where its run has left one. */
export interface FilledSection {
  readonly section: Section<never>;
  readonly result: RunResult<never> | undefined;
}

/** A number as it is read: thousands with commas, at most so many digits after the point. */
export function number(value: number, digits = 0): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: digits });
}

/** A part of a whole in per cent. */
export function percent(part: number, whole: number, digits = 0): string {
  return whole === 0 ? "none" : `${number((100 * part) / whole, digits)} %`;
}

/** A Markdown table; a bar in a cell would end it. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const line = (cells: readonly (string | number)[]): string =>
    `| ${cells.map((cell) => (typeof cell === "number" ? number(cell, 2) : cell.replaceAll("|", "\\|"))).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}
