import type { Reading } from "../codes/format.ts";
import type { Found } from "./collect.ts";
import { Counter } from "./counter.ts";
import { Coverage } from "./coverage.ts";
import { spanOf } from "./dates.ts";
import type { Finding, Measured, Performed, Source } from "./finding.ts";
import type { Gaps } from "./gaps.ts";
import type { FactTarget, Match, Matcher } from "./match.ts";
import type { Medications } from "./medications.ts";
import type { Problems } from "./problems.ts";
import { isId } from "./references.ts";
import type { Verdict } from "./verdict.ts";

/** A vein that a condition stands for. */
export interface FoundVein {
  readonly id: unknown;
  readonly gives: Readonly<Record<string, string | number | boolean>>;
  readonly source: Source;
}

/** One reading of one record: what it goes by, and what it has found so far. */
export class Reader {
  readonly findings: Finding[] = [];
  readonly measured: Measured[] = [];
  readonly performed: Performed[] = [];
  readonly veins: FoundVein[] = [];
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
        const value = refutedValue(target);
        if (value !== undefined) this.findings.push({ fact, source, kind: "says", value, excludes: true });
      } else if (target.kind === "hint") this.findings.push({ fact, source, kind: "hint", help: target.hint.help });
      else if (verdict.is === "doubtful") this.findings.push({ fact, source, kind: "doubt", doubt: verdict });
      else if ("gives" in target.reading && target.reading.gives !== performedDay)
        this.findings.push({ fact, source, kind: "says", value: target.reading.gives });
    }
  }
}

/** What a reading of procedures gives where it is the day that counts. */
export const performedDay = "performed";

/** What a record gives that rules its condition out: a medicine that is not taken gives the opposite of one that is. */
function refutedValue(target: FactTarget): string | number | boolean | undefined {
  if (target.kind === "hint") return target.hint.refuted;
  const { reading } = target;
  if (reading.resource === "MedicationStatement") return reading.gives === true ? false : undefined;
  return "refuted" in reading ? reading.refuted : undefined;
}

/** Whether a reading of allergies denies: "no known allergy" gives false. */
export function denies(reading: Reading): boolean {
  return reading.resource === "AllergyIntolerance" && reading.gives === false;
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
    resource: isId(body["id"]) ? `${type}/${body["id"]}` : path,
    ...(match === undefined ? {} : { code: match.code }),
    ...(date === undefined || at === undefined ? {} : { date, at }),
  };
}
