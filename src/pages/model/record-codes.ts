import { words } from "../../explain/sentence.ts";
import type { CodeEntry, CodeSystem, FactCodes, Reading } from "../../fhir/codes/format.ts";
import type { Scalar } from "../../logic/cell.ts";

/** How a fact is read from a FHIR record: the lists of `rules/codes/`, as far as a page shows them. */
export interface SiteCodes {
  readonly systems: Readonly<Record<string, CodeSystem>>;
  readonly facts: readonly FactCodes[];
}

/** One code that gives a fact, with the name of its system. */
export interface RecordCode {
  readonly resource: string;
  readonly system: string;
  readonly code: string;
  readonly display: string;
  /** What it says of the fact, in words. */
  readonly gives: string;
}

/** The codes that give each fact, by fact; each code once for a resource. */
export function recordCodes({ systems, facts }: SiteCodes): ReadonlyMap<string, readonly RecordCode[]> {
  return new Map(
    facts.map(({ fact, readings }) => {
      const found = new Map<string, RecordCode>();
      for (const reading of readings)
        for (const { entry, gives } of codesIn(reading)) {
          const { system, code, display } = entry;
          const one = { resource: reading.resource, system: systems[system]?.title ?? system, code, display, gives };
          found.set(`${one.resource} ${system} ${code}`, one);
        }
      return [fact, [...found.values()]];
    }),
  );
}

interface CodeSaid {
  readonly entry: CodeEntry;
  readonly gives: string;
}

function codesIn(reading: Reading): CodeSaid[] {
  const said = (codes: readonly CodeEntry[], gives: string): CodeSaid[] => codes.map((entry) => ({ entry, gives }));
  if ("answers" in reading)
    return [
      ...said(reading.codes, "its answer"),
      ...reading.answers.flatMap(({ codes, gives }) => said(codes, givesText(gives))),
    ];
  if ("units" in reading) return said(reading.codes, "its number");
  return said(reading.codes, reading.gives === "performed" ? "its day" : givesText(reading.gives));
}

function givesText(value: Scalar | null): string {
  if (value === null) return "unknown";
  return typeof value === "boolean" ? (value ? "yes" : "no") : words(String(value));
}
