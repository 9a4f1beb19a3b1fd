import type { Issue } from "../issues/issue.ts";
import { quote, suggest } from "../issues/nearest.ts";
import type { Scalar } from "../logic/cell.ts";
import { type Leaf, leavesOf } from "../logic/condition.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import { isCaseFact } from "../rulebook/vocabulary.ts";
import type { Property, PropertyCondition } from "./property.ts";
import { sourcesOf, tableIssues } from "./table-names.ts";

/** What a property names that the rulebook does not have: facts, values of facts, slots, values of slots, rules. */
export function nameIssues(property: Property, rulebook: Rulebook, path: string): Issue[] {
  const unknown = (what: string, name: string, known: Iterable<string>): Issue => ({
    code: "verify/unknown-name",
    severity: "error",
    path,
    message: `unknown ${what} ${quote(name)}`,
    help: suggest(name, [...known]),
  });
  const named = (what: string, names: readonly string[], known: ReadonlyMap<string, unknown>): Issue[] =>
    names.filter((name) => !known.has(name)).map((name) => unknown(what, name, known.keys()));
  const value = (fact: string, one: Scalar): Issue[] => {
    const declared = rulebook.facts.get(fact);
    if (declared === undefined) return [];
    if (declared.type === "code")
      return declared.values?.includes(String(one)) === true
        ? []
        : [unknown(`value of ${quote(fact)}`, String(one), declared.values ?? [])];
    const expected = declared.type === "boolean" ? "boolean" : "number";
    return typeof one === expected ? [] : [unknown(`value of ${quote(fact)}`, String(one), [])];
  };
  const leaf = ({ fact, value: expected }: Leaf): Issue[] => [
    ...named("fact", [fact], rulebook.facts),
    ...[expected].flat().flatMap((one) => value(fact, one)),
  ];
  const slotValues = (slot: string, values: readonly string[]): Issue[] => {
    const known = rulebook.slots.get(slot)?.values ?? [];
    return values.filter((one) => !known.includes(one)).map((one) => unknown(`value of ${quote(slot)}`, one, known));
  };

  // What is worked out from others cannot turn worse by itself.
  const given = new Map([...rulebook.facts].filter(([, fact]) => isCaseFact(fact)));
  const slots = "slots" in property ? property.slots : "slot" in property ? [property.slot] : [];
  const ordered = "order" in property ? slotValues(property.slot, property.order) : [];
  const levels = property.kind === "levels" ? property.rows.flatMap(({ all, documents }) => [all, documents]) : [];
  return [
    ...named("slot", slots, rulebook.slots),
    ...ordered,
    ...("order" in property
      ? levels
          .filter((one) => one !== null && !property.order.includes(one))
          .map((one) => unknown("level", String(one), property.order))
      : []),
    ...conditionsOf(property).flatMap(partsOf).flatMap(leaf),
    ...rulesOf(property)
      .filter((name) => !rulebook.ruleByName.has(name))
      .map((name) => unknown("rule", name, rulebook.ruleByName.keys())),
    ...named("row of the guidance", sourcesOf(property), rulebook.citations),
    ...tableIssues(property, rulebook, unknown, path),
    ...("known" in property ? named("fact", property.known, rulebook.facts) : []),
    ...("facts" in property
      ? property.facts.flatMap(({ fact, worse }) => [
          ...named("fact of a case", [fact], given),
          ...(typeof worse === "object" ? [] : value(fact, worse)),
        ])
      : []),
  ];
}

function conditionsOf(property: Property): PropertyCondition[] {
  if (property.kind === "levels" || property.kind === "limits") return property.rows.map(({ when }) => when);
  if (property.kind === "options") return [...property.rows, ...(property.without ?? [])].map(({ when }) => when);
  if (property.kind === "covered") return [property.when, ...(property.exceptions ?? []).map(({ when }) => when)];
  return "when" in property ? [property.when] : [];
}

function partsOf(condition: PropertyCondition): Leaf[] {
  return "atLeast" in condition ? condition.of.flatMap(leavesOf) : leavesOf(condition);
}

function rulesOf(property: Property): string[] {
  if (property.kind === "equal-ranks-agree") return (property.exceptions ?? []).flatMap(({ rules }) => rules);
  if (property.kind !== "every-rule-can-apply" && property.kind !== "every-rule-can-stand") return [];
  return (property.exceptions ?? []).map(({ rule }) => rule);
}
