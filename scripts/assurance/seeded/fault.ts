import { readFileSync } from "node:fs";
import type { Fault } from "../../verify/faulty-rulebook.ts";

/** The kinds of fault that are seeded. */
export const faultKinds = [
  "threshold",
  "merge policy",
  "not of an unknown",
  "missing rule",
  "swapped agent",
  "zone, rank or level",
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** The kinds of check, each with an oracle of its own: what it holds the answer against. */
export const checkNames = [
  "loader",
  "cases",
  "unit tests",
  "solver",
  "evaluators",
  "properties",
  "sql",
  "regression",
] as const;
export type CheckName = (typeof checkNames)[number];

/** What each kind of check found of a fault: what caught it, or null; a check that was not run is left out. */
export type Found = Partial<Record<CheckName, string | null>>;

/** A fault in the rule files. */
export interface RuleFault extends Omit<Fault, "foundBy"> {
  readonly kind: FaultKind;
  /** Beginnings of the names of properties that may see it; by default those of the slots that it touches. */
  readonly foundBy?: string;
}

/** One text of a source file that is replaced. */
export interface Patch {
  readonly file: string;
  readonly find: string;
  readonly put: string;
}

/** A fault in the code. */
export interface CodeFault {
  readonly kind: FaultKind;
  readonly title: string;
  /** Where there are several, the first whose text is in the source: the same place in different forms of the code. */
  readonly patch: Patch | readonly Patch[];
}

interface FaultFile {
  readonly rules: readonly (RuleFault | { readonly kind: FaultKind; readonly of: string })[];
  readonly code: readonly CodeFault[];
}

function json<T>(path: URL): T {
  return JSON.parse(readFileSync(path, "utf8")) as T;
}

/** The faults that are seeded; those of the solver's own seeded faults are taken over by their titles. */
export function readFaults(): { readonly rules: readonly RuleFault[]; readonly code: readonly CodeFault[] } {
  const { rules, code } = json<FaultFile>(new URL("faults.json", import.meta.url));
  const { faults } = json<{ faults: readonly Fault[] }>(
    new URL("../../../fixtures/verify/faults.json", import.meta.url),
  );
  return {
    rules: rules.map((fault): RuleFault => {
      if (!("of" in fault)) return fault;
      const known = faults.find(({ title }) => title === fault.of);
      if (known === undefined) throw new Error(`no seeded fault of the solver is called ${fault.of}`);
      return { ...known, kind: fault.kind };
    }),
    code,
  };
}
