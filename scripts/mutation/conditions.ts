import type { Condition, Leaf } from "../../src/logic/condition.ts";
import { isLeaf } from "../../src/logic/condition.ts";
import type { Operator } from "../../src/logic/operators.ts";
import type { FactDefinition } from "../../src/rulebook/vocabulary.ts";

/** A changed condition, with what was changed in words. */
export interface ConditionMutant {
  readonly kind: string;
  readonly what: string;
  readonly condition: Condition;
}

type FactOf = (name: string) => FactDefinition | undefined;

/** The neighbours of each operator: the limit moved in or out, and the other direction. */
const neighbours: Readonly<Record<Operator, readonly Operator[]>> = {
  equal: [],
  in: [],
  lessThan: ["lessThanInclusive", "greaterThanInclusive"],
  lessThanInclusive: ["lessThan", "greaterThan"],
  greaterThan: ["greaterThanInclusive", "lessThanInclusive"],
  greaterThanInclusive: ["greaterThan", "lessThan"],
};

/**
 * Every small change of a condition: operators, thresholds, values, `all` and `any`, `not`, leaves left out. `at` says where it
 * stands within a larger one: two changes are never described alike.
 */
export function mutateCondition(condition: Condition, factOf: FactOf, at = ""): ConditionMutant[] {
  if (isLeaf(condition)) return mutateLeaf(condition, factOf, at);
  if ("not" in condition) {
    const inner = mutateCondition(condition.not, factOf, `${at}not `).map((mutant) => ({
      ...mutant,
      condition: { not: mutant.condition },
    }));
    return [{ kind: "not", what: `${at}\`not\` left out`, condition: condition.not }, ...inner];
  }
  const [word, parts] = "all" in condition ? (["all", condition.all] as const) : (["any", condition.any] as const);
  const rebuilt = (list: readonly Condition[]): Condition => (word === "all" ? { all: list } : { any: list });
  const found: ConditionMutant[] = [];
  if (parts.length > 1) {
    found.push({
      kind: "all or any",
      what: `${at}\`${word}\` turned round`,
      condition: word === "all" ? { any: parts } : { all: parts },
    });
    for (const [index, part] of parts.entries())
      found.push({
        kind: "dropped part",
        what: `${at}${word}[${index}] left out${isLeaf(part) ? ` (${part.fact})` : ""}`,
        condition: rebuilt(parts.filter((_, other) => other !== index)),
      });
  }
  for (const [index, part] of parts.entries())
    for (const mutant of mutateCondition(part, factOf, `${at}${word}[${index}] `))
      found.push({
        ...mutant,
        condition: rebuilt(parts.map((one, other) => (other === index ? mutant.condition : one))),
      });
  return found;
}

function mutateLeaf(leaf: Leaf, factOf: FactOf, at: string): ConditionMutant[] {
  const { fact, operator, value } = leaf;
  const changed = (kind: string, what: string, change: Partial<Leaf>): ConditionMutant => ({
    kind,
    what: `${at}${fact} ${operator} ${JSON.stringify(value)}: ${what}`,
    condition: { ...leaf, ...change },
  });
  const found = neighbours[operator].map((other) => changed("operator", other, { operator: other }));
  const definition = factOf(fact);
  if (typeof value === "number") {
    const step = definition?.step ?? 1;
    for (const by of [step, -step]) {
      const moved = Math.round((value + by) * 1e6) / 1e6;
      found.push(changed("threshold", `${moved}`, { value: moved }));
    }
  }
  if (typeof value === "boolean") found.push(changed("value", `${!value}`, { value: !value }));
  const codes = definition?.values ?? [];
  if (operator === "equal" && typeof value === "string")
    for (const other of codes) if (other !== value) found.push(changed("value", other, { value: other }));
  if (operator === "in" && Array.isArray(value)) {
    const list = value as readonly string[];
    if (list.length > 1)
      for (const one of list)
        found.push(changed("value", `without ${one}`, { value: list.filter((other) => other !== one) }));
    for (const other of codes)
      if (!list.includes(other)) found.push(changed("value", `with ${other}`, { value: [...list, other] }));
  }
  return found;
}
