import type { Property } from "./property.ts";

/** What holds for every sound rulebook, whatever it is about: checked where a rulebook brings no properties of its own. */
export const structuralProperties: readonly Property[] = [
  { name: "rules.can-apply", title: "Every rule can apply to some patient", kind: "every-rule-can-apply" },
  {
    name: "rules.can-stand",
    title: "Every rule stands for some patient and is not always overruled",
    kind: "every-rule-can-stand",
  },
  {
    name: "rules.equal-ranks-agree",
    title: "Rules of one rank do not give two values",
    kind: "equal-ranks-agree",
  },
  {
    name: "rules.information-keeps-outcomes",
    title: "Learning a fact never turns around what a rule said",
    kind: "information-keeps-outcomes",
    veins: [1, 2],
  },
  {
    name: "rules.nothing-left-open",
    title: "Once everything is known no rule is left open",
    kind: "nothing-left-open",
  },
];
