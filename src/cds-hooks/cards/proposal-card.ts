import { words } from "../../explain/sentence.ts";
import type { CritiqueEntry } from "../../resolve/critique/critique.ts";
import type { Indicator } from "../types.ts";
import { catalogue, fill, indicatorAt, isSilentAt } from "./catalogue.ts";
import type { CardContext, CardDraft, JudgedDraft } from "./context.ts";
import { bold, escapeMarkdown } from "./markdown.ts";
import { part, reasonItem } from "./reasons.ts";
import { detailOf, recordParts } from "./record.ts";
import { removals } from "./removal.ts";

/** From the one that weighs least. */
const order: readonly Indicator[] = ["info", "warning", "critical"];

/** The cards on what is ordered: one for each draft whose agent or concentration differs from what is advised. */
export function proposalCards(context: CardContext): CardDraft[] {
  return context.orders.flatMap((draft, index) => proposalCard(draft, index, context));
}

function proposalCard(draft: JudgedDraft, index: number, context: CardContext): CardDraft[] {
  const { hook, rulebook } = context;
  // The spacing of the session has its own card, where an appointment gives a date to hold it against.
  const entries = onceEach(draft.report.critique.filter(({ field }) => field !== "spacing"));
  const [first, ...more] = [...entries].sort((a, b) => order.indexOf(b.severity) - order.indexOf(a.severity));
  if (first === undefined) return [];
  const wording = catalogue.proposal[first.severity];
  if (isSilentAt(wording, hook)) return [];
  const several = more.length === 0 ? "" : ` ${catalogue.words.several.replace("{count}", String(more.length))}`;
  const because = new Set(entries.flatMap((entry) => entry.because));
  const resting = draft.report.recommendations.filter(({ id }) => because.has(id));
  const rules = resting.filter(({ rule }, at) => resting.findIndex((one) => one.rule === rule) === at);
  return [
    {
      key: `proposal ${draft.reference ?? index}`,
      topic: "proposal",
      indicator: indicatorAt(wording.indicator, hook),
      summary: fill(wording.summary, { reason: `${first.text}${several}` }),
      detail: detailOf(
        [...[first, ...more].map(entryLine), ...(draft.fromWording ? [`- ${catalogue.words.fromText}`] : []), ""],
        part(
          catalogue.words.reasons,
          rules.map((one) => reasonItem(one, rulebook)),
        ),
        recordParts(context),
      ),
      suggestions: wording.removal ? removals("order", [draft]) : [],
    },
  ];
}

/** The same words about several veins are told once. */
function onceEach(entries: readonly CritiqueEntry[]): CritiqueEntry[] {
  return entries.filter(({ text }, index) => entries.findIndex((one) => one.text === text) === index);
}

function entryLine({ text, advised, vein, severity }: CritiqueEntry): string {
  const where = vein === null ? "" : ` (${catalogue.words.vein} ${escapeMarkdown(vein)})`;
  const instead =
    advised === null
      ? ""
      : `; ${catalogue.words.advised.replace("{value}", escapeMarkdown(typeof advised === "string" ? words(advised) : String(advised)))}`;
  return `- ${severity}: ${bold(text)}${where}${instead}`;
}
