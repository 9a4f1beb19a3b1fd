import type { Issue } from "../issues/issue.ts";
import type { Scalar } from "../logic/cell.ts";
import { daysBetween } from "../logic/dates.ts";
import { hoursPer } from "../logic/units.ts";

/** A session of the case: its date, and its age in another fact. */
const sessions = [
  { date: "previousSession.date", age: "previousSession.weeksAgo", hoursPerUnit: hoursPer.wk },
  { date: "followUp.sessionDate", age: "followUp.hoursSinceSession", hoursPerUnit: hoursPer.h },
] as const;

/** The facts that the check of dates reads. */
export const datedFacts: readonly string[] = ["asOf", ...sessions.flatMap(({ date, age }) => [date, age])];

/** What a fraction of a week may lose in arithmetic, in hours: exactly a day is no disagreement. */
const rounding = 1e-6;

/** A session after `asOf`, and a date and an age that are more than a day apart. */
export function dateIssues(lookUp: (fact: string) => Scalar | undefined): Issue[] {
  const asOf = lookUp("asOf");
  if (typeof asOf !== "string") return [];
  return sessions.flatMap(({ date: name, age: ageName, hoursPerUnit }): Issue[] => {
    const date = lookUp(name);
    if (typeof date !== "string") return [];
    const days = daysBetween(date, asOf);
    if (days < 0)
      return [
        {
          code: "case/session-after-as-of",
          severity: "error",
          path: name,
          message: "expected a session on or before `asOf`, received a later one",
          help: "`asOf` is the only clock: correct one of the two dates",
        },
      ];
    const age = lookUp(ageName);
    if (typeof age !== "number" || Math.abs(age * hoursPerUnit - days * hoursPer.d) <= hoursPer.d + rounding) return [];
    return [
      {
        code: "case/date-and-duration-disagree",
        severity: "error",
        path: ageName,
        message: `expected at most a day between \`${ageName}\` and \`${name}\`, received more`,
        help: "give one of the two, or correct one",
      },
    ];
  });
}
