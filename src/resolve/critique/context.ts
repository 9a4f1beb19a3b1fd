import type { FactStore } from "../../facts/store.ts";
import { type Subject, subjectKey } from "../../facts/subject.ts";
import { isKnown, type Scalar } from "../../logic/cell.ts";
import type { ProposalChecks } from "../../rulebook/proposal.ts";
import type { Slot } from "../../rulebook/slots.ts";
import type { Contribution } from "../contribution.ts";
import type { Decision } from "../decide.ts";
import type { Decisions } from "../decisions.ts";
export type CritiqueField =
  | "form"
  | "agent"
  | "concentrationPercent"
  | "volumeMl"
  | "gas"
  | "ultrasoundGuided"
  | "spacing";

/** Where a proposal differs from what is advised. */
export interface CritiqueEntry {
  /** The vein whose proposal it is; null for the session as a whole. */
  readonly vein: string | null;
  readonly field: CritiqueField;
  readonly proposed: Scalar;
  /** The nearest acceptable value; null where there is none. */
  readonly advised: Scalar | null;
  /** The unit of a sum; absent where the field's name gives it. */
  readonly unit?: string;
  /** `critical`: contraindicated, or over a ceiling. */
  readonly severity: "critical" | "warning" | "info";
  /** What differs and why, in one sentence. */
  readonly text: string;
  /** Ids of the recommendations that it rests on. */
  readonly because: readonly string[];
}

export interface Context {
  readonly checks: ProposalChecks;
  readonly slots: ReadonlyMap<string, Slot>;
  readonly store: FactStore;
  readonly decisions: Decisions;
}

export type Vein = Extract<Subject, { kind: "vein" }>;

export function proposed({ store }: Context, fact: string, vein: Vein): Scalar | undefined {
  const cell = store.get(fact, vein);
  return isKnown(cell) ? cell : undefined;
}

export function decisionOf({ decisions }: Context, slot: string, vein: Vein): Decision | undefined {
  return decisions.get(slot, subjectKey(vein));
}

export function idOf({ rule, subject }: Contribution): string {
  return subject.kind === "vein" ? `${rule.name}@${subject.id}` : rule.name;
}

export function ids(contributions: readonly Contribution[]): string[] {
  return [...new Set(contributions.map(idOf))].sort();
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
