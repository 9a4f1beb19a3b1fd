import type { MutateCodeFigures } from "../figures.ts";
import { number, percent, type Section, table } from "../section.ts";

const killedOf = ({ killed, timedOut }: MutateCodeFigures[string]): number => killed + timedOut;
const sum = (figures: MutateCodeFigures, of: (one: MutateCodeFigures[string]) => number): number =>
  Object.values(figures).reduce((total, one) => total + of(one), 0);

export const mutateCode: Section<MutateCodeFigures> = {
  run: "mutate-code",
  title: "Mutation of the code",
  what: "Stryker makes small faults in the code, folder by folder, and runs the tests on each.",
  proves: "The tests execute this code and look at what it gives.",
  doesNotProve: "That the tests expect the right things. Folders that are not in the table were not mutated.",
  inShort: (figures) =>
    `${number(sum(figures, killedOf))} of ${number(sum(figures, ({ mutants }) => mutants))} mutants killed, in ${number(Object.keys(figures).length)} folders`,
  inFull: (figures) =>
    table(
      [
        "folder",
        "mutants",
        "killed",
        "equal or refused by the compiler",
        "left",
        "killed of those that could be",
        "sample",
      ],
      Object.entries(figures).map(([folder, of]) => {
        const excused = of.equal + of.refused;
        return [
          `\`src/${folder}\``,
          of.mutants,
          killedOf(of),
          excused,
          of.survived - excused,
          `${number(of.scoreWithoutEqual, 2)} %`,
          of.share === undefined || of.share >= 1 ? "all" : percent(of.share, 1),
        ];
      }),
    ),
};
