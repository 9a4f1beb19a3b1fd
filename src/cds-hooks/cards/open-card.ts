import { leadingSlots, type Question } from "../../explain/questions.ts";
import type { Link } from "../types.ts";
import { type CardWording, catalogue, fill, indicatorAt, isSilentAt } from "./catalogue.ts";
import type { CardContext, CardDraft } from "./context.ts";
import { escapeMarkdown } from "./markdown.ts";
import { part } from "./reasons.ts";
import { detailOf, recordParts } from "./record.ts";
import { questionsTask } from "./tasks.ts";

const [slot = ""] = leadingSlots;

/**
 * The card that says what cannot be told: what is not known could still make the decision worse. It says how bad it could
 * become, what to find out first, and what of the record was not read.
 */
export function openCard(context: CardContext): CardDraft[] {
  const { hook, report } = context;
  const { decision, couldBecome } = report.eligibility;
  if (couldBecome === null) return [];
  const asked = report.questions.filter(({ couldChange }) =>
    couldChange.some((change) => "slot" in change && change.slot === slot),
  );
  // What the record itself raises and does not settle is told before what merely is not recorded.
  const questions = [
    ...asked.filter(({ fact }) => context.leftOpen.has(fact)),
    ...asked.filter(({ fact }) => !context.leftOpen.has(fact)),
  ];
  const known = knownTask(context, couldBecome);
  const { open } = catalogue;
  const wording: CardWording = known === undefined ? open : known === "open" ? open.asked : open.closed;
  if (isSilentAt(wording, hook)) return [];
  const level = wordsOf(couldBecome);
  const detail = detailOf(
    [fill(catalogue.words.known, { level: wordsOf(decision), level2: level }), ""],
    part(catalogue.words.questions, questionLines(questions, open.questionsShown, context.leftOpen)),
    recordParts(context),
  );
  return [
    {
      key: `open ${couldBecome} ${known ?? ""}`,
      topic: "open-questions",
      indicator: indicatorAt(wording.indicator, hook),
      summary: fill(wording.summary, { level, count: String(questions.length) }),
      detail,
      suggestions: known === undefined && questions.length > 0 ? [questionsTask(context, couldBecome, questions)] : [],
      links: linksOf(context, questions),
    },
  ];
}

/** Whether a task of ours already asks for what could bring this decision, or one that is worse. */
function knownTask({ tasks, rulebook }: CardContext, couldBecome: string): "open" | "closed" | undefined {
  const order = rulebook.slots.get(slot)?.values ?? [];
  const covering = tasks.filter(
    ({ code, inputs }) =>
      code === catalogue.open.task.code && inputs.some((level) => order.indexOf(level) >= order.indexOf(couldBecome)),
  );
  if (covering.some(({ state }) => state === "open")) return "open";
  return covering.length > 0 ? "closed" : undefined;
}

function wordsOf(decision: string): string {
  return catalogue.decisions[decision]?.words ?? decision;
}

function questionLines(questions: readonly Question[], shown: number, leftOpen: ReadonlySet<string>): string[] {
  const rest = questions.length - shown;
  return [
    ...questions.slice(0, shown).map(({ fact, ask, vein, couldChange }, index) => {
      const worst = couldChange.find((change) => "slot" in change && change.slot === slot);
      const could = worst !== undefined && "slot" in worst ? wordsOf(String(worst.to)) : "";
      const where = vein === undefined ? "" : `${catalogue.words.vein} ${escapeMarkdown(vein)}: `;
      const why = leftOpen.has(fact) ? `${catalogue.words.leftOpen}; ` : "";
      return `${index + 1}. ${where}${escapeMarkdown(ask)} (${why}${catalogue.words.couldBring}: ${escapeMarkdown(could)})`;
    }),
    ...(rest > 0 ? ["", catalogue.words.more.replace("{count}", String(rest))] : []),
  ];
}

/** The link to where the questions can be answered; an app gets the names of the facts, never a patient's value. */
function linksOf({ questionnaire }: CardContext, questions: readonly Question[]): Link[] {
  if (questionnaire === undefined) return [];
  const { label, url, type } = questionnaire;
  const facts = questions.map(({ fact, vein }) => (vein === undefined ? fact : `${fact}@${vein}`));
  return [
    type === "smart" && facts.length > 0
      ? { label, url, type, appContext: JSON.stringify({ questions: facts }) }
      : { label, url, type },
  ];
}
