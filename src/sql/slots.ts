import type { Rule } from "../rulebook/rule.ts";
import type { Slot } from "../rulebook/slots.ts";
import type { SqlBounds, SqlCell } from "./cell.ts";
import {
  decidedBounds,
  decidedLeaf,
  numberOf,
  type PartOf,
  possibleValue,
  settledValue,
  wholeValue,
} from "./decide-grades.ts";
import { decideNumbers, keysOf, plainNumber } from "./decide-numbers.ts";
import type { ColumnType, Dialect } from "./dialect.ts";
import { choose, type Expression, FALSE, isTrue, not, or, raw } from "./expression.ts";
import { type Grade, type GradeContext, gradesOf } from "./grades.ts";
import { columnName } from "./names.ts";

/** A column of the answer that a slot gives. */
export interface SlotColumn {
  /** What stands behind the slot's name: nothing, a key, `could_become`. */
  readonly suffix: string;
  readonly key?: string;
  readonly couldBecome: boolean;
  readonly type: ColumnType;
  readonly value: Expression;
}

/** What becomes of a slot, in columns. */
export interface SqlDecision {
  readonly columns: readonly SlotColumn[];
  readonly cell: SqlCell;
  /** A number of a range; undefined where the slot is none. */
  readonly bounds: (key: string) => SqlBounds | undefined;
  /** Whether the slot has the value that withdraws others. */
  readonly withdraws?: Expression;
}

/** Decides a slot; undefined where its values are lists of objects, which have no column. */
export function decideSlot(
  slot: Slot,
  rules: readonly Rule[],
  context: GradeContext,
  dialect: Dialect,
): SqlDecision | undefined {
  const truthOf = (some: readonly Rule[]): Expression => or(...some.map(context.truth));
  if (slot.merge.kind === "any") {
    const truth = context.name("", truthOf(rules));
    return {
      columns: [{ suffix: "", couldBecome: false, type: "boolean", value: truth }],
      cell: { kind: "value", value: truth },
      bounds: () => undefined,
    };
  }
  if (slot.merge.kind === "union") return slot.type === "list" ? decideList(slot, rules, truthOf) : undefined;
  const all = gradesOf(slot, rules, context);
  if (all === undefined) return undefined;
  const { grades, numbers } = all;
  if (numbers.length > 0) {
    const decided = decideNumbers(slot, all, dialect, context.name);
    const type: ColumnType = "number";
    return {
      columns: (slot.keys ?? [plainNumber]).flatMap((key) => [
        { ...named(key, false), type, value: decided.settled.get(key) as Expression },
        { ...named(key, true), type, value: decided.possible.get(key) as Expression },
      ]),
      cell: slot.type === "number" ? { kind: "decided", leaf: decided.leaf } : { kind: "unknown" },
      bounds: (key) => (slot.type === "range" && keysOf(slot).includes(key) ? decided.bounds(key) : undefined),
    };
  }
  const noneGrade = grades.find(({ value }) => slot.type === "range-or-none" && typeof value === "string");
  const withdraws =
    slot.merge.kind === "none-wins" && noneGrade !== undefined ? { withdraws: isTrue(noneGrade.given) } : {};
  return {
    columns: [
      ...(noneGrade === undefined
        ? []
        : [
            {
              suffix: "_none",
              key: "none",
              couldBecome: false,
              type: "boolean",
              value: noneGrade.given,
            } satisfies SlotColumn,
          ]),
      ...gradedColumns(slot, grades, dialect, context),
    ],
    cell: {
      kind: "decided",
      leaf: (operator, expected) =>
        context.name(`is_${operator}_${[expected].flat().join("_")}`, decidedLeaf(slot, grades, operator, expected)),
    },
    bounds: (key) => (slot.type === "range" ? decidedBounds(slot, grades, key) : undefined),
    ...withdraws,
  };
}

function named(key: string, couldBecome: boolean): Pick<SlotColumn, "suffix" | "couldBecome"> & { key?: string } {
  const parts = [...(couldBecome ? ["could_become"] : []), ...(key === plainNumber ? [] : [columnName(key)])];
  return {
    suffix: parts.map((part) => `_${part}`).join(""),
    couldBecome,
    ...(key === plainNumber ? {} : { key }),
  };
}

function gradedColumns(slot: Slot, grades: readonly Grade[], dialect: Dialect, context: GradeContext): SlotColumn[] {
  const type: ColumnType = slot.type === "code" ? "text" : "number";
  const none = raw(`CAST(NULL AS ${dialect.types[type]})`);
  return (slot.keys ?? [plainNumber]).flatMap((key): SlotColumn[] => {
    const part: PartOf = key === plainNumber ? wholeValue(dialect) : numberOf(key);
    const settled = context.name(`settled_${key}`, settledValue(slot, grades, part, none));
    return [
      { ...named(key, false), type, value: settled },
      { ...named(key, true), type, value: possibleValue(slot, grades, settled, part, none) },
    ];
  });
}

/** A list as one truth value for each code: given by a rule that applies, unknown where one cannot tell. */
function decideList(slot: Slot, rules: readonly Rule[], truthOf: (rules: readonly Rule[]) => Expression): SqlDecision {
  return {
    columns: (slot.values ?? []).map((code) => ({
      suffix: `_${columnName(code)}`,
      key: code,
      couldBecome: false,
      type: "boolean",
      value: truthOf(rules.filter((rule) => listsOf(slot, rule).includes(code))),
    })),
    cell: { kind: "unknown" },
    bounds: () => undefined,
  };
}

function listsOf(slot: Slot, { event: { params } }: Rule): string[] {
  const lists = [
    ...(params.slot === slot.name ? [params.value] : []),
    ...(params.also ?? []).flatMap((part) => (part.slot === slot.name ? [part.value] : [])),
  ];
  return lists.flatMap((list) => (Array.isArray(list) ? (list as readonly string[]) : []));
}

/** The column of a slot after another slot has withdrawn it: nothing is set, and nothing could be. */
export function unlessWithdrawn({ type, value }: SlotColumn, withdrawn: Expression, { types }: Dialect): Expression {
  const nothing = type === "boolean" ? FALSE : raw(`CAST(NULL AS ${types[type]})`);
  return choose([[not(withdrawn), value]], nothing);
}
