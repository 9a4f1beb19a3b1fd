import type { Advisor } from "../advisor/advisor.ts";
import type { Outcome } from "../evaluate/outcome.ts";
import type { PlanEntry, Report } from "../report/report.ts";
import type { Rule } from "../rulebook/rule.ts";
import type { SlotValue } from "../rulebook/slots.ts";
import type { PlainCase } from "./case-values.ts";
import type { FormulaDecision } from "./decision.ts";
import type { Evaluation } from "./evaluate.ts";
import { or } from "./formula.ts";
import { type Member, sameMember } from "./members.ts";
import type { RulebookModel } from "./model.ts";

/** What the formulas and the advisor say differently about one case: each in a line. Empty where they agree. */
export function crossCheck(
  model: RulebookModel,
  values: Evaluation,
  input: PlainCase,
  advisor: Pick<Advisor, "outcomes" | "recommendSync">,
): string[] {
  const report = advisor.recommendSync(input);
  return [
    ...outcomeDifferences(model, values, advisor.outcomes(input)),
    ...statusDifferences(model, values, report),
    ...slotDifferences(model, values, report),
    ...listDifferences(model, values, report),
  ];
}

/** What the formulas say of a rule for a subject. */
export function outcomeIn(model: RulebookModel, values: Evaluation, rule: Rule, vein: string | undefined): Outcome {
  if (rule.scope === "followUp" && !values.holds(model.hasFollowUp)) return "not-applicable";
  const { t, f } = model.truth(rule, vein);
  if (values.holds(t)) return "applies";
  return values.holds(f) ? "does-not-apply" : "cannot-tell";
}

function outcomeDifferences(
  model: RulebookModel,
  values: Evaluation,
  outcomes: Readonly<Record<string, Outcome>>,
): string[] {
  return placedRules(model).flatMap(({ rule, vein, id }) => {
    const [formulas, found] = [outcomeIn(model, values, rule, vein), outcomes[id]];
    return formulas === found ? [] : [`${id}: the formulas say ${formulas}, the advisor ${found ?? "nothing"}`];
  });
}

function statusDifferences(model: RulebookModel, values: Evaluation, { recommendations }: Report): string[] {
  const status = new Map(recommendations.map((one) => [one.id, one.status]));
  return placedRules(model).flatMap(({ rule, vein, id }) => {
    const found = status.get(id);
    const active = values.holds(model.active(rule, vein));
    return active === (found === "active")
      ? []
      : [`${id}: the formulas say ${active ? "active" : "not active"}, the advisor ${found ?? "not applying"}`];
  });
}

function placedRules(model: RulebookModel): { rule: Rule; vein: string | undefined; id: string }[] {
  return model.rules.flatMap((rule) =>
    model
      .placesOf(rule.scope)
      .map((vein) => ({ rule, vein, id: vein === undefined ? rule.name : `${rule.name}@${vein}` })),
  );
}

function slotDifferences(model: RulebookModel, values: Evaluation, report: Report): string[] {
  const { eligibility, triage, plan } = report;
  const heads: Readonly<Record<string, PlanEntry | undefined>> = {
    eligibility: { value: eligibility.decision, couldBecome: eligibility.couldBecome, from: [] },
    triage: triage === undefined ? undefined : { value: triage.level, couldBecome: triage.couldBecome, from: [] },
  };
  return [...model.rulebook.slots.values()].flatMap((slot) => {
    if (slot.merge.kind === "union" || (slot.scope === "followUp" && triage === undefined)) return [];
    return model.placesOf(slot.scope).flatMap((vein) => {
      const entries = vein === undefined ? plan.patient : plan.veins[vein];
      const entry = Object.hasOwn(heads, slot.name) ? heads[slot.name] : entries?.[slot.name];
      const decision = model.decision(slot.name, vein);
      const gone = values.holds(model.withdrawn(slot.name));
      const name = vein === undefined ? slot.name : `${slot.name}@${vein}`;
      return [
        ...(gone === holdsValue(decision, values, entry?.value ?? null) && !(gone && entry === undefined)
          ? [`${name}: the advisor's value is not the formulas'`]
          : []),
        ...(!gone && !holdsPossible(decision, values, entry?.couldBecome ?? null)
          ? [`${name}: what it could become is not what the formulas say`]
          : []),
      ];
    });
  });
}

/** Slots that take all values together: what is on the list, in any order. */
function listDifferences(model: RulebookModel, values: Evaluation, { triage, plan }: Report): string[] {
  const lists = [...model.rulebook.slots.values()].filter(({ merge }) => merge.kind === "union");
  return lists.flatMap((slot) =>
    model.placesOf(slot.scope).flatMap((vein) => {
      const entries = vein === undefined ? plan.patient : plan.veins[vein];
      const found = (slot.name === "suspect" ? triage?.suspect : entries?.[slot.name]?.value) ?? [];
      const marks = slot.merge.kind === "union" ? slot.merge.annotate : undefined;
      const given = model
        .members(slot.name, vein)
        .filter((member) => values.holds(member.given))
        .map(({ value }) => value);
      const listed = (found as readonly Member["value"][]).map((value) => unmarked(value, marks?.key));
      const same =
        given.length === listed.length && given.every((one) => listed.some((other) => sameMember(one, other)));
      return same
        ? []
        : [`${vein === undefined ? slot.name : `${slot.name}@${vein}`}: the advisor's list is not the formulas'`];
    }),
  );
}

/** An option without what the report writes beside every one. */
function unmarked(value: Member["value"], key: string | undefined): Member["value"] {
  if (typeof value === "string" || key === undefined) return value;
  const { [key]: _, ...option } = value;
  return option;
}

function holdsValue(decision: FormulaDecision, values: Evaluation, value: SlotValue | null): boolean {
  if (value === null) return !values.holds(decision.hasValue);
  return values.holds(or(decision.is(value), takenOver(decision, "settled")));
}

function holdsPossible(decision: FormulaDecision, values: Evaluation, value: SlotValue | null): boolean {
  if (value === null) return !values.holds(decision.couldChange);
  return values.holds(or(decision.couldBecome(value), takenOver(decision, "couldCome")));
}

/** A rule that takes a number over gives, or could bring, the value: the number itself is the case's. */
function takenOver({ grades }: FormulaDecision, how: "settled" | "couldCome") {
  return or(...grades.filter(({ value }) => value === undefined).map((grade) => grade[how]));
}
