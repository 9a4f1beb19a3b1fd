import { words } from "../../explain/sentence.ts";
import { catalogue, fill, indicatorAt, isSilentAt } from "./catalogue.ts";
import type { CardContext, CardDraft } from "./context.ts";
import { escapeMarkdown } from "./markdown.ts";
import { decidingOf, part, reasonItem, reasonText } from "./reasons.ts";
import { detailOf, recordParts } from "./record.ts";

const slot = "triage";

/** The card on signs after a session, where the record holds a follow-up. */
export function triageCard(context: CardContext): CardDraft[] {
  const { hook, report, rulebook } = context;
  const wording = report.triage === undefined ? undefined : catalogue.triage[report.triage.level];
  if (report.triage === undefined || wording === undefined || isSilentAt(wording, hook)) return [];
  const { level, because, suspect } = report.triage;
  const deciding = decidingOf(report.recommendations, slot, because);
  return [
    {
      key: `${slot} ${level}`,
      topic: slot,
      indicator: indicatorAt(wording.indicator, hook),
      summary: fill(wording.summary, { reason: reasonText(deciding) }),
      detail: detailOf(
        suspect.length === 0
          ? []
          : [`${catalogue.words.suspect}: ${suspect.map((one) => escapeMarkdown(words(one))).join(", ")}`, ""],
        part(
          catalogue.words.reasons,
          deciding.map((one) => reasonItem(one, rulebook)),
        ),
        recordParts(context),
      ),
    },
  ];
}
