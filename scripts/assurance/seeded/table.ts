import { type CheckName, checkNames, type FaultKind, type Found } from "./fault.ts";

/** A fault and what each kind of check found of it. */
export interface SeededRow {
  readonly kind: FaultKind;
  readonly title: string;
  readonly in: "rules" | "code";
  readonly found: Found;
}

/** What the seeding of faults found. */
export interface SeededFigures {
  readonly rows: readonly SeededRow[];
  /** What was found where there was no fault. */
  readonly falseAlarms: readonly string[];
  /** Patients whose answers were compared with those before the fault. */
  readonly patients: number;
}

/** By how many kinds of check a fault has to be caught. */
export const wantedKinds = 2;

/** The kinds of check that caught a fault. */
export function caughtBy({ found }: SeededRow): CheckName[] {
  return checkNames.filter((name) => typeof found[name] === "string");
}

export function isCaughtTwice(row: SeededRow): boolean {
  return caughtBy(row).length >= wantedKinds;
}

/** The rows as a table of text: `x` caught, `.` not, `-` not run. */
export function seededTable(rows: readonly SeededRow[]): string[] {
  const head = ["", ...checkNames].join(" | ");
  return [
    head,
    ...rows.map((row) =>
      [`${row.kind}: ${row.title}`, ...checkNames.map((name) => markOf(row.found[name]))].join(" | "),
    ),
  ];
}

function markOf(found: string | null | undefined): string {
  if (found === undefined) return "-";
  return found === null ? "." : "x";
}
