import type { Tallies } from "./try-seeds.ts";

const headings = ["inputs", "of", "taken", "MB", "µs per input", "µs per byte", "at most", "faults"];

/** What was tried, as a table; `at most` is the slowest seed, in µs per byte. */
export function table(tallies: Tallies): string {
  const rows = Object.entries(tallies).map(([name, { inputs, taken, bytes, microseconds, slowest, faults }]) => [
    String(inputs),
    name,
    `${percent(taken, inputs)} %`,
    (bytes / 1e6).toFixed(1),
    (microseconds / Math.max(1, inputs)).toFixed(0),
    (microseconds / Math.max(1, bytes)).toFixed(2),
    `${slowest.microsecondsPerByte.toFixed(1)} (seed ${slowest.seed})`,
    String(Object.values(faults).reduce((sum, { times }) => sum + times, 0)),
  ]);
  const total = Object.values(tallies).reduce((sum, { inputs }) => sum + inputs, 0);
  const all = [headings, ...rows, [String(total), "in all", "", "", "", "", "", ""]];
  const widths = headings.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  return all
    .map((row) =>
      row.map((cell, column) => (column === 1 ? cell.padEnd(widths[1] ?? 0) : cell.padStart(widths[column] ?? 0))),
    )
    .map((row) => row.join("  ").trimEnd())
    .join("\n");
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "0" : Math.round((100 * part) / whole).toString();
}
