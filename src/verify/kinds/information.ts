import type { Evidence } from "../../evaluate/program.ts";
import { isCaseFact } from "../../rulebook/vocabulary.ts";
import { leafPlanes } from "../cells.ts";
import { and, compare, FALSE, type Formula, not, or, TRUE } from "../formula.ts";
import { openOf } from "../kleene.ts";
import { knowsMore, sameButFor } from "../learning.ts";
import type { RulebookModel } from "../model.ts";
import type { Models } from "../models.ts";
import type { PropertyOf, Worse } from "../property.ts";
import type { Check } from "../question.ts";
import { evidencesOf } from "./rules.ts";

/** What is settled stays settled when more becomes known: for every rule, over any two such cases. */
export function keepingChecks(property: PropertyOf<"information-keeps-outcomes">, models: Models): Check[] {
  return perShape(property, (evidence, veins) => {
    const before = models.of(evidence, veins);
    const after = models.otherThan(before);
    const given = knowsMore(before, after);
    return [
      someoneLearns(before, after, given, evidence),
      ...before.rules.flatMap((rule) =>
        before.placesOf(rule.scope).map((place): Check => {
          const [first, later] = [before.truth(rule, place), after.truth(rule, place)];
          const formula = or(and(first.t, not(later.t)), and(first.f, not(later.f)));
          return {
            about: `${rule.name}${place === undefined ? "" : `@${place}`} with ${veins} veins`,
            evidence,
            wants: "unsat",
            questions: [{ models: [before, after], given, formula }],
          };
        }),
      ),
    ];
  });
}

/** Two cases of which the second knows something that the first does not: without them the claim would say nothing. */
function someoneLearns(before: RulebookModel, after: RulebookModel, given: Formula, evidence: Evidence): Check {
  const learned = before.inputs.map((input, index) => and(not(input.given), after.inputs[index]?.given ?? FALSE));
  return {
    about: `every fact can be learned at once, with ${before.shape.veins.length} veins`,
    evidence,
    wants: "sat",
    questions: [{ models: [before, after], given, formula: and(...learned) }],
  };
}

/** What a slot could become is told before: learning facts brings nothing above it. */
export function boundChecks(property: PropertyOf<"could-become-bounds">, models: Models): Check[] {
  const { slot, order } = property;
  return perShape(property, (evidence, veins) => {
    const before = models.of(evidence, veins);
    const after = models.otherThan(before);
    const place = before.rulebook.slots.get(slot)?.scope === "vein" ? before.shape.veins[0] : undefined;
    const isFrom = (model: RulebookModel, level: string, how: "is" | "couldBecome"): Formula =>
      or(...order.slice(order.indexOf(level)).map((value) => model.decision(slot, place)[how](value)));
    const given = knowsMore(before, after);
    return order.map((level): Check => {
      const told = or(isFrom(before, level, "is"), isFrom(before, level, "couldBecome"));
      const lost = and(isFrom(before, level, "is"), not(isFrom(after, level, "is")));
      return {
        about: `${slot} reaches ${level} only where that was told, and stays there, with ${veins} veins`,
        evidence,
        wants: "unsat",
        questions: [
          {
            models: [before, after],
            given,
            formula: or(and(isFrom(after, level, "is"), not(told)), lost),
          },
        ],
      };
    });
  });
}

/** A fact that turns out to be the worse of its values never loosens a slot, whatever it was or was not known to be. */
export function worseChecks(property: PropertyOf<"worse-never-loosens">, models: Models): Check[] {
  const { slot, order, facts } = property;
  return perShape(property, (evidence, veins) =>
    facts.map((worse): Check => {
      const before = models.of(evidence, veins);
      const after = models.otherThan(before);
      const place = before.rulebook.facts.get(worse.fact)?.scope === "vein" ? before.shape.veins[0] : undefined;
      const slotPlace = before.rulebook.slots.get(slot)?.scope === "vein" ? before.shape.veins[0] : undefined;
      const loosened = order.map((level, index) =>
        and(
          before.decision(slot, slotPlace).is(level),
          or(...order.slice(0, index).map((lower) => after.decision(slot, slotPlace).is(lower))),
        ),
      );
      const given = and(turnedWorse(worse, before, after, place), sameButFor(before, after, worse.fact, place));
      return {
        about: `${worse.fact} ${wording(worse)}, with ${veins} veins`,
        evidence,
        wants: "unsat",
        questions: [{ models: [before, after], given, formula: or(...loosened) }],
      };
    }),
  );
}

function wording({ worse }: Worse): string {
  return typeof worse === "object" ? worse.towards : `is ${String(worse)}`;
}

/** The fact is given in the second case, with the worse value, or a number further towards the worse end. */
function turnedWorse(
  { fact, worse }: Worse,
  before: RulebookModel,
  after: RulebookModel,
  place: string | undefined,
): Formula {
  const [from, to] = [before.input(fact, place), after.input(fact, place)];
  if (typeof worse !== "object") return leafPlanes({ fact, operator: "equal", value: worse }, after.lookUp(place)).t;
  if (from.number === undefined || to.number === undefined) return FALSE;
  const further =
    worse.towards === "lower" ? compare("<=", to.number, from.number) : compare("<=", from.number, to.number);
  return and(to.given, from.given, further);
}

/** Once every fact is given no rule is left open. */
export function openChecks(property: PropertyOf<"nothing-left-open">, models: Models): Check[] {
  return perShape(property, (evidence, veins) => {
    const model = models.of(evidence, veins);
    // Numbers without a value (weeks since the delivery of someone who never delivered) are settled by being left out.
    const settled = model.inputs.map(({ fact, given, vein, absent }) => {
      const cell = model.cell(fact.name, vein);
      const none = cell.kind === "values" || cell.kind === "number" ? cell.notApplicable : FALSE;
      return isCaseFact(fact) ? or(given, and(absent, none)) : TRUE;
    });
    const given = and(...settled);
    const rules = model.rules.flatMap((rule) =>
      model.placesOf(rule.scope).map(
        (place): Check => ({
          about: `${rule.name}${place === undefined ? "" : `@${place}`} with ${veins} veins`,
          evidence,
          wants: "unsat",
          questions: [{ models: [model], given, formula: openOf(model.truth(rule, place)) }],
        }),
      ),
    );
    const known: Check = {
      about: `everything can be known, with ${veins} veins`,
      evidence,
      wants: "sat",
      questions: [{ models: [model], given, formula: model.hasFollowUp }],
    };
    return [known, ...rules];
  });
}

function perShape(
  property: { readonly evidence?: readonly Evidence[]; readonly veins?: readonly number[] },
  make: (evidence: Evidence, veins: number) => Check[],
): Check[] {
  return evidencesOf(property).flatMap((evidence) => (property.veins ?? [1]).flatMap((veins) => make(evidence, veins)));
}
