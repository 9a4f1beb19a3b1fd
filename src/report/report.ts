import type { Evidence } from "../evaluate/program.ts";
import type { Question } from "../explain/questions.ts";
import type { Reason } from "../explain/reason.ts";
import type { Subject } from "../facts/subject.ts";
import type { Issue } from "../issues/issue.ts";
import type { CritiqueEntry } from "../resolve/critique/critique.ts";
import type { DoseSum } from "../resolve/critique/doses.ts";
import type { Disagreement } from "../resolve/disagreements.ts";
import type { GovernanceMark } from "../rulebook/governance.ts";
import type { Strength } from "../rulebook/rule.ts";
import type { ProfileRecord } from "../rulebook/rulebook.ts";
import type { SlotValue } from "../rulebook/slots.ts";
import type { Citation } from "../rulebook/source.ts";
import type { TimelinePhase } from "./phase.ts";

/** A decided slot. */
export interface PlanEntry {
  /** The settled value; null where no applying rule gives one. */
  readonly value: SlotValue | null;
  /** The most restrictive value that unknown facts could still bring; null where they could not. */
  readonly couldBecome: SlotValue | null;
  /** Names of the rules that gave the value. */
  readonly from: readonly string[];
}

/** What an applying rule says, with its explanation. */
export interface Recommendation {
  /** Rule name, `@` and the vein's id for a vein rule. */
  readonly id: string;
  readonly rule: string;
  readonly topic: string;
  readonly subject: Subject;
  readonly strength: Strength;
  readonly status: "active" | "superseded";
  /** Plain text under 140 characters. */
  readonly summary: string;
  /** Markdown. */
  readonly detail?: string;
  readonly slot?: string;
  readonly value?: SlotValue | null;
  readonly also?: readonly { readonly slot: string; readonly value: SlotValue }[];
  /** What overruled it, and under which policy; null while it is active. */
  readonly supersededBy: { readonly id: string; readonly policy: string } | null;
  readonly because: readonly Reason[];
  /** Rules that this one gives the background of. */
  readonly explains?: readonly string[];
  /** Why the rule itself wants a second look (its review is overdue, say); absent while it does not. */
  readonly marks?: readonly GovernanceMark[];
  readonly sources: readonly Citation[];
}

/** The library's answer. Frozen, and without any reference to the input. */
export interface Report {
  readonly rulebook: {
    readonly name: string;
    readonly version: string;
    readonly digest: string;
    readonly evidence: Evidence;
    readonly profile?: ProfileRecord;
  };
  readonly asOf: string | null;
  /** False where a rule failed. */
  readonly complete: boolean;
  readonly eligibility: {
    readonly decision: string;
    readonly couldBecome: string | null;
    readonly because: readonly string[];
  };
  /** Only with a follow-up. */
  readonly triage?: {
    readonly level: string;
    readonly couldBecome: string | null;
    readonly suspect: readonly string[];
    readonly because: readonly string[];
  };
  readonly plan: {
    readonly patient: Readonly<Record<string, PlanEntry>>;
    readonly veins: Readonly<Record<string, Readonly<Record<string, PlanEntry>>>>;
  };
  readonly recommendations: readonly Recommendation[];
  readonly questions: readonly Question[];
  readonly disagreements: readonly Disagreement[];
  /** Where a clinician's proposal differs from what is advised. */
  readonly critique: readonly CritiqueEntry[];
  /** The proposed volumes, summed over veins, with their ceilings; absent where none is proposed. */
  readonly doses?: readonly DoseSum[];
  /** What holds after the session, phase by phase; empty where the case names nothing to treat. */
  readonly timeline: readonly TimelinePhase[];
  readonly issues: readonly Issue[];
}
