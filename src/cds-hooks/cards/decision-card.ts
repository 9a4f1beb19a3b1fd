import { catalogue, fill, indicatorAt, isSilentAt } from "./catalogue.ts";
import type { CardContext, CardDraft, SuggestionDraft } from "./context.ts";
import { planParts } from "./plan.ts";
import { decidingOf, part, reasonItem, reasonText } from "./reasons.ts";
import { detailOf, recordParts } from "./record.ts";
import { removals } from "./removal.ts";
import { assessmentTask } from "./tasks.ts";

const slot = "eligibility";

/** The card that says what is decided and why, with the plan where one makes sense. */
export function decisionCard(context: CardContext): CardDraft[] {
  const { hook, report, rulebook } = context;
  const { decision, because, couldBecome } = report.eligibility;
  const wording = catalogue.decisions[decision];
  if (wording === undefined || isSilentAt(wording, hook)) return [];
  const deciding = decidingOf(report.recommendations, slot, because);
  // "Nothing restricts it" must not be said while something still could: that is the other card's to say.
  if (deciding.length === 0 && couldBecome !== null) return [];
  const reason = reasonText(deciding);
  const card = {
    key: `${slot} ${decision}`,
    topic: slot,
    detail: detailOf(
      part(
        catalogue.words.reasons,
        deciding.map((one) => reasonItem(one, rulebook)),
      ),
      wording.plan ? planParts(report, rulebook) : [],
      recordParts(context),
    ),
  } as const;
  if (wording.task !== undefined && isUnderWay(context, wording.task.code, because)) {
    const { assessing } = catalogue;
    if (isSilentAt(assessing, hook)) return [];
    return [
      { ...card, indicator: indicatorAt(assessing.indicator, hook), summary: fill(assessing.summary, { reason }) },
    ];
  }
  const suggestions: SuggestionDraft[] = [
    ...(wording.removal
      ? [...removals("order", context.orders), ...removals("appointment", context.appointments)]
      : []),
    ...(wording.task === undefined ? [] : [assessmentTask(context, wording.task, deciding)]),
  ];
  return [
    {
      ...card,
      indicator: indicatorAt(wording.indicator, hook),
      summary: fill(wording.summary, { reason }),
      suggestions,
    },
  ];
}

/** A task to assess is open for every rule that asks for it now: a new reason is told anew. */
function isUnderWay({ tasks }: CardContext, code: string, rules: readonly string[]): boolean {
  const named = tasks.filter((task) => task.code === code && task.state === "open").flatMap(({ inputs }) => inputs);
  return rules.length > 0 && rules.every((rule) => named.includes(rule));
}
