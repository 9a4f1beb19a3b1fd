import type { MutateRulesFigures } from "../figures.ts";
import { number, percent, type Section, table } from "../section.ts";

export const mutateRules: Section<MutateRulesFigures> = {
  run: "mutate-rules",
  title: "Mutation of the rules",
  what: "Every small fault that can be made in the rule files (an operator, a limit, a value, `all` for `any`, a part left out, a slot's value, a merge policy, a default, a derived fact) is made in turn, and the cases are run. A fault that fails no case has to stand in a list with the reason: it is none in meaning (equal), or it shows only where a case asserts nothing.",
  proves:
    "The cases notice nearly every small slip of the pen in the rules, and for the others it is known why they do not.",
  doesNotProve:
    "That the rules are right: only that they cannot change unnoticed. Faults that are larger than one slip, or two that cancel each other, are not made.",
  inShort: ({ mutants, killed, share }) =>
    `${number(killed)} of ${number(mutants)} faults fail a case, ${number(100 * share, 2)} % of those that could`,
  inFull: ({ byKind, patients, wantedShare, unasserted, equal, refused }) => [
    `Run on ${number(patients)} patients. Wanted: ${number(100 * wantedShare, 2)} % of the faults that the loader takes and that are not equal.`,
    `Not killed, each with its reason: ${number(equal)} equal, ${number(unasserted)} that show only where no case asserts. Refused by the loader: ${number(refused)}.`,
    "",
    ...table(
      [
        "kind of fault",
        "made",
        "fail a case",
        "refused by the loader",
        "equal",
        "where no case asserts",
        "unexplained",
        "killed",
      ],
      Object.entries(byKind).map(([kind, of]) => {
        const made = of.killed + of.refused + of.equal + of.unasserted + of.survives;
        const could = of.killed + of.unasserted + of.survives;
        return [kind, made, of.killed, of.refused, of.equal, of.unasserted, of.survives, percent(of.killed, could, 1)];
      }),
    ),
  ],
};
