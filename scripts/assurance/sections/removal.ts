import type { RemovalFigures } from "../figures.ts";
import { number, type Section } from "../section.ts";

export const removal: Section<RemovalFigures> = {
  run: "removal",
  title: "Removal of each rule",
  what: "Every rule is taken out in turn, and the cases that name it are run.",
  proves: "No rule can get lost without a case failing.",
  doesNotProve: "That a rule which is there is the right one, or that none is missing from the beginning.",
  inShort: ({ rules, unnoticed }) => `${number(rules - unnoticed.length)} of ${number(rules)} rules missed by a case`,
  inFull: ({ inTheAnswer }) => [
    `For ${number(inTheAnswer)} of them the loss shows in the answer itself, not only in the asserted outcome of the rule.`,
  ],
};
