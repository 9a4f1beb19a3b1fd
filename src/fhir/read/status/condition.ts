import type { Condition } from "fhir/r4.js";
import type { Limit, TimeOfReading } from "../../codes/format.ts";
import {
  inWords,
  isAfter,
  isOnOrBefore,
  isWithin,
  type Span,
  someTime,
  spanOf,
  spanOfPeriod,
  type Told,
} from "../dates.ts";
import type { Read } from "../schemas.ts";
import {
  activeThoughEnded,
  type Doubt,
  holds,
  implausible,
  inFuture,
  silent,
  statusesDiffer,
  unclearDate,
  unclearEnd,
  unclearStatus,
  unconfirmed,
  type Verdict,
} from "../verdict.ts";
import { statusOf, systemsOf, verificationOf } from "./code-of.ts";

const clinical = ["active", "recurrence", "relapse", "inactive", "remission", "resolved"] as const;
const active: ReadonlySet<string> = new Set(["active", "recurrence", "relapse"]);

/** Whether it goes on, is over, or which doubt stands against either. */
type Phase = "goes-on" | "over" | Doubt;

export function isConditionInError(condition: Read<Condition>): boolean {
  return verificationOf(condition.verificationStatus, "condition-ver-status") === "entered-in-error";
}

/** What a condition says of `day`, for a reading of the given time. */
export function judgeCondition(
  condition: Read<Condition>,
  { time, plausibleFor }: { readonly time: TimeOfReading; readonly plausibleFor?: Limit | undefined },
  day: number,
): Verdict {
  const verification = verificationOf(condition.verificationStatus, "condition-ver-status");
  const onset = onsetOf(condition);
  if (verification === "refuted") return ruledOut(condition, onset, day);
  if (onset !== undefined && isAfter(onset, day)) return inFuture;
  const found = atTime(time, phaseOf(condition, day));
  const verdict =
    found.is === "holds" && time === "current" && plausibleFor !== undefined
      ? plausible(onset, condition.recordedDate, plausibleFor, day)
      : found;
  return verification === "unconfirmed" && verdict.is === "holds" ? unconfirmed : verdict;
}

/** When it was ruled out is not told: the day on which it was recorded stands in for it, else its onset. */
function ruledOut({ recordedDate }: Read<Condition>, onset: Span | undefined, day: number): Verdict {
  const at = recordedDate === undefined ? onset : spanOf(recordedDate);
  return at !== undefined && isAfter(at, day) ? inFuture : { is: "refuted", at };
}

function atTime(time: TimeOfReading, phase: Phase): Verdict {
  if (time === "ever") return holds;
  if (typeof phase !== "string") return phase;
  return (phase === "goes-on") === (time === "current") ? holds : silent;
}

function phaseOf(condition: Read<Condition>, day: number): Phase {
  const status = statusOf(condition.clinicalStatus, systemsOf("condition-clinical"), clinical);
  const abatement = abatementOf(condition);
  const ended: Told = abatement === undefined ? "no" : isOnOrBefore(abatement, day);
  if (status === "several") return statusesDiffer;
  if (status === undefined) return ended === "yes" ? "over" : ended === "no" ? unclearStatus : unclearEnd;
  if (active.has(status)) return ended === "no" ? "goes-on" : ended === "yes" ? activeThoughEnded : unclearEnd;
  // A status that says it is over settles what a coarse end leaves open, but not an end that is still to come.
  return abatement !== undefined && isAfter(abatement, day) ? activeThoughEnded : "over";
}

/** The days on which it may have begun; undefined where nothing that is written tells. */
export function onsetOf({ onsetDateTime, onsetPeriod }: Read<Condition>): Span | undefined {
  if (onsetDateTime !== undefined) return spanOf(onsetDateTime);
  return onsetPeriod?.start === undefined ? undefined : spanOf(onsetPeriod.start);
}

/** The days on which it may have ended; undefined where no end is recorded. An age or a text says that it ended, not when. */
function abatementOf(condition: Read<Condition>): Span | undefined {
  const { abatementDateTime, abatementPeriod, abatementAge, abatementRange, abatementString } = condition;
  if (abatementDateTime !== undefined) return spanOf(abatementDateTime);
  if (abatementPeriod !== undefined) return spanOfPeriod(abatementPeriod);
  const told = abatementAge ?? abatementRange ?? abatementString;
  return told === undefined ? undefined : someTime;
}

function plausible(onset: Span | undefined, recordedDate: string | undefined, limit: Limit, day: number): Verdict {
  const began = onset ?? (recordedDate === undefined ? undefined : spanOf(recordedDate));
  if (began === undefined) return unclearDate;
  const within = isWithin(limit, began, day);
  if (within === "yes") return holds;
  return within === "no" ? implausible(inWords(limit)) : unclearDate;
}
