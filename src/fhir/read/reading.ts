import type { Limit, Reading } from "../codes/format.ts";
import type { Found } from "./collect.ts";
import { Counter } from "./counter.ts";
import { Coverage } from "./coverage.ts";
import { someTime, spanOf } from "./dates.ts";
import type { Finding, Measured, Performed, Source } from "./finding.ts";
import type { Gaps } from "./gaps.ts";
import type { FactTarget, Match, Matcher } from "./match.ts";
import type { Medications } from "./medications.ts";
import type { Problems } from "./problems.ts";
import { isId } from "./references.ts";
import { judgeAge } from "./status/observation.ts";
import { ruledOutEarlier, type Verdict } from "./verdict.ts";

/** A vein that a condition stands for. */
export interface FoundVein {
  readonly id: unknown;
  readonly gives: Readonly<Record<string, string | number | boolean>>;
  readonly source: Source;
}

/** An allergy that is recorded and not refuted, whatever it is to. */
export interface RecordedAllergy {
  /** False where its categories say that it is to no medicine. */
  readonly mayBeMedicine: boolean;
  /** False where none of its codes is of a system that is read: it may be to anything. */
  readonly isCoded: boolean;
}

/** One reading of one record: what it goes by, and what it has found so far. */
export class Reader {
  readonly findings: Finding[] = [];
  readonly measured: Measured[] = [];
  readonly performed: Performed[] = [];
  readonly veins: FoundVein[] = [];
  readonly allergies: RecordedAllergy[] = [];
  readonly enteredInError = new Counter();
  readonly coverage = new Coverage();

  constructor(
    readonly matcher: Matcher,
    readonly medications: Medications,
    readonly problems: Problems,
    readonly gaps: Gaps,
    /** The day of `asOf`. */
    readonly day: number,
  ) {}

  /** Notes what a resource says of the facts that its codes touch. */
  note(
    matches: readonly Match<FactTarget>[],
    sourceOf: (match: Match<FactTarget>) => Source,
    judge: (target: FactTarget) => Verdict,
  ): void {
    for (const match of matches) {
      const { target } = match;
      const verdict = judge(target);
      if (verdict.is === "silent") continue;
      const { fact } = target;
      const source = sourceOf(match);
      if (verdict.is === "refuted") {
        const ruledOut = ruledOutBy(target);
        if (ruledOut === undefined) continue;
        const { value, limit } = ruledOut;
        const age = judgeAge(verdict.at ?? someTime, limit, this.day);
        if (age.is === "doubtful") this.findings.push({ fact, source, kind: "doubt", doubt: ruledOutEarlier(age) });
        else this.findings.push({ fact, source, kind: "says", value, excludes: true });
      } else if (target.kind === "hint") this.findings.push({ fact, source, kind: "hint", help: target.hint.help });
      else if (verdict.is === "doubtful") this.findings.push({ fact, source, kind: "doubt", doubt: verdict });
      else if ("gives" in target.reading && target.reading.gives !== performedDay) {
        const { reading } = target;
        const denial = denies(reading) ? { denies: deniedBy(reading) } : {};
        this.findings.push({ fact, source, kind: "says", value: target.reading.gives, ...denial });
      }
    }
  }
}

/** What a reading of procedures gives where it is the day that counts. */
export const performedDay = "performed";

/** What a record gives that rules its condition or medicine out, and for how long. */
function ruledOutBy(
  target: FactTarget,
): { readonly value: string | number | boolean; readonly limit: Limit | undefined } | undefined {
  const by = target.kind === "hint" ? target.hint : target.reading;
  if (!("refuted" in by) || by.refuted === undefined) return undefined;
  return { value: by.refuted, limit: "refutedFor" in by ? by.refutedFor : undefined };
}

/** Whether a reading of allergies denies: "no known allergy" gives false. */
export function denies(reading: Reading): boolean {
  return reading.resource === "AllergyIntolerance" && reading.gives === false;
}

function deniedBy(reading: Reading): "medication" | "all" {
  return "only" in reading && reading.only !== undefined ? reading.only : "all";
}

/** Where a resource stands, with the code that matched and the date that counts. */
export function sourceOf(
  { type, body, path }: Found,
  match: Pick<Match<unknown>, "code"> | undefined,
  date: string | undefined,
  within = "",
): Source {
  const at = date === undefined ? undefined : spanOf(date);
  return {
    path: `${path}${within}`,
    type,
    resource: isId(body["id"]) ? `${type}/${body["id"]}` : path,
    ...(match === undefined ? {} : { code: match.code }),
    ...(date === undefined || at === undefined ? {} : { date, at }),
  };
}
