import { isObject, listOf } from "../data/resource.ts";
import { dayOf, daysAfter } from "../day.ts";
import type { Draft } from "../orders/draft.ts";
import { catalogue, fill, indicatorAt } from "./catalogue.ts";
import type { CardContext, CardDraft } from "./context.ts";
import { part, reasonItem } from "./reasons.ts";
import { detailOf, recordParts } from "./record.ts";
import { removals } from "./removal.ts";

const daysPerWeek = 7;

/** The cards on proposed appointments that come sooner after the last session than the shortest interval allows. */
export function spacingCards(context: CardContext): CardDraft[] {
  const earliest = earliestDay(context);
  if (earliest === undefined) return [];
  return context.appointments.flatMap((appointment, index) => {
    const start = startOf(appointment);
    return start === undefined || start >= earliest ? [] : [spacingCard(appointment, index, start, earliest, context)];
  });
}

/** The first day that the shortest interval allows; undefined where no earlier session is known, or it has passed. */
function earliestDay({ report, rulebook, asOf }: CardContext): string | undefined {
  const weeks = report.plan.patient[rulebook.proposal.spacing.slot]?.value;
  // Weeks are rounded up to hundredths, which is less than a day: whole days come out exact.
  return typeof weeks === "number" && weeks > 0 ? daysAfter(asOf, Math.floor(weeks * daysPerWeek)) : undefined;
}

/** The day of an appointment as it is written; of one without a time, the first day that is asked for. */
function startOf({ resource }: Draft): string | undefined {
  const period = listOf(resource["requestedPeriod"])[0];
  return dayOf(resource["start"]) ?? (isObject(period) ? dayOf(period["start"]) : undefined);
}

function spacingCard(
  appointment: Draft,
  index: number,
  start: string,
  earliest: string,
  context: CardContext,
): CardDraft {
  const { report, rulebook, hook } = context;
  const { spacing, words } = catalogue;
  const from = report.plan.patient[rulebook.proposal.spacing.slot]?.from ?? [];
  const resting = report.recommendations.filter(({ rule, status }) => status === "active" && from.includes(rule));
  return {
    key: `spacing ${appointment.reference ?? index}`,
    topic: "session-spacing",
    indicator: indicatorAt(spacing.indicator, hook),
    summary: fill(spacing.summary, { date: earliest }),
    detail: detailOf(
      [fill(words.earliest, { date: earliest, start }), ""],
      part(
        words.reasons,
        resting.map((one) => reasonItem(one, rulebook)),
      ),
      recordParts(context),
    ),
    suggestions: removals("appointment", [appointment]),
  };
}
