import type { Indicator } from "../types.ts";
import type { CardContext, CardDraft } from "./context.ts";
import { decisionCard } from "./decision-card.ts";
import { openCard } from "./open-card.ts";
import { proposalCards } from "./proposal-card.ts";
import { spacingCards } from "./spacing-card.ts";
import { triageCard } from "./triage-card.ts";

/** From the one that weighs most. */
const order: readonly Indicator[] = ["critical", "warning", "info"];

/** The cards of a call, the weightiest first; among equals signs after a session, the decision, the order, the date, the questions. */
export function cardsFor(context: CardContext): CardDraft[] {
  const cards = [
    ...triageCard(context),
    ...decisionCard(context),
    ...proposalCards(context),
    ...spacingCards(context),
    ...openCard(context),
  ];
  return cards.sort((a, b) => order.indexOf(a.indicator) - order.indexOf(b.indicator));
}
