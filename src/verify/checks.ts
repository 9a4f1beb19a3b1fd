import { match } from "ts-pattern";
import { boundChecks, keepingChecks, openChecks, worseChecks } from "./kinds/information.ts";
import { levelChecks } from "./kinds/levels.ts";
import { limitChecks } from "./kinds/limits.ts";
import { optionChecks } from "./kinds/options.ts";
import { equalRankChecks, ruleChecks } from "./kinds/rules.ts";
import { coverChecks, neverChecks, withinChecks } from "./kinds/slots.ts";
import { withdrawnChecks } from "./kinds/withdrawn.ts";
import type { Models } from "./models.ts";
import type { Property } from "./property.ts";
import type { Check } from "./question.ts";

/** What a property claims of a rulebook, one by one. */
export function checksOf(property: Property, models: Models): Check[] {
  return match(property)
    .with({ kind: "every-rule-can-apply" }, { kind: "every-rule-can-stand" }, (one) => ruleChecks(one, models))
    .with({ kind: "equal-ranks-agree" }, (one) => equalRankChecks(one, models))
    .with({ kind: "levels" }, (one) => levelChecks(one, models))
    .with({ kind: "never" }, (one) => neverChecks(one, models))
    .with({ kind: "within" }, (one) => withinChecks(one, models))
    .with({ kind: "covered" }, (one) => coverChecks(one, models))
    .with({ kind: "limits" }, (one) => limitChecks(one, models))
    .with({ kind: "options" }, (one) => optionChecks(one, models))
    .with({ kind: "withdrawn" }, (one) => withdrawnChecks(one, models))
    .with({ kind: "information-keeps-outcomes" }, (one) => keepingChecks(one, models))
    .with({ kind: "worse-never-loosens" }, (one) => worseChecks(one, models))
    .with({ kind: "could-become-bounds" }, (one) => boundChecks(one, models))
    .with({ kind: "nothing-left-open" }, (one) => openChecks(one, models))
    .exhaustive();
}
