import type { VerifyFigures } from "../figures.ts";
import { number, type Section, table } from "../section.ts";

export const verify: Section<VerifyFigures> = {
  run: "verify",
  title: "Properties, for all cases at once",
  what: "The rulebook is written as logic with every fact open, and the solver Z3 is asked for a patient who breaks a property. The tables of levels, limits, labelled strengths and volumes are written from the guidance and not from the rules. See [verify.md](verify.md).",
  proves:
    "Within the bounds named there (one vein, two where a property is over veins) no patient at all breaks these properties; and each patient that the solver brings is put to the advisor, which has to answer as the formulas do.",
  doesNotProve:
    "Anything that no property says. A property that needs three veins to break is not found. The translation into logic shares nothing with the evaluators but the rules and the operators; a fault in the rules that a property does not speak of is not seen.",
  inShort: ({ properties, findings }) =>
    `${number(properties.length)} properties, ${number(properties.reduce((sum, { checked }) => sum + checked, 0))} claims, ${number(findings)} found broken`,
  inFull: ({ properties }) =>
    table(
      ["property", "what it says", "evidence", "claims", "result", "seconds"],
      properties.map(({ name, title, evidence, checked, holds, seconds }) => [
        `\`${name}\``,
        title,
        evidence.join(", "),
        checked,
        holds ? "holds" : "**broken**",
        number(seconds, 1),
      ]),
    ),
};
