import { caseShape } from "../../../src/case/schema.ts";
import type { Rulebook } from "../../../src/rulebook/rulebook.ts";
import { isCaseFact } from "../../../src/rulebook/vocabulary.ts";
import { caseId, hasFollowUp, type InputColumn, inputColumns, veinId } from "../../../src/sql/input.ts";
import type { PlainCase } from "../../support/random-case.ts";

type Group = Readonly<Record<string, unknown>>;
export type Row = Readonly<Record<string, unknown>>;

/** Cases as rows of the two tables of facts: an explicit `null` is a NULL that its column `…_is_unknown` speaks of. */
export function rowsOf(rulebook: Rulebook, cases: readonly PlainCase[]): { cases: Row[]; veins: Row[] } {
  const columns = inputColumns(rulebook);
  const shape = caseShape(rulebook);
  const places = new Map<string, readonly string[]>();
  for (const key of shape.top.keys()) places.set(shape.top.get(key)?.name ?? "", [key]);
  for (const [group, facts] of shape.groups) for (const [key, fact] of facts) places.set(fact.name, [group, key]);
  for (const [key, fact] of shape.vein) places.set(fact.name, [key]);
  for (const [key, fact] of shape.proposal) places.set(fact.name, ["proposal", key]);
  if (![...rulebook.facts.values()].filter(isCaseFact).every(({ name }) => places.has(name)))
    throw new Error("a fact of the case has no place");

  const at = (from: unknown, fact: string): unknown =>
    (places.get(fact) ?? []).reduce<unknown>((value, key) => (value as Group | null | undefined)?.[key], from);
  const row = (from: unknown, list: readonly InputColumn[]): Record<string, unknown> =>
    Object.fromEntries(
      list.flatMap(({ name, fact, unknownFact, type }) => {
        if (unknownFact !== undefined) return [[name, at(from, unknownFact) === null ? true : null]];
        if (fact === undefined) return [];
        const value = at(from, fact) ?? null;
        return [[name, type === "date" && typeof value === "string" ? value.slice(0, 10) : value]];
      }),
    );
  const idOf = (index: number): string => `case-${index}`;
  return {
    cases: cases.map((one, index) => ({
      ...row(one, columns.cases),
      [caseId]: idOf(index),
      [hasFollowUp]: one["followUp"] != null,
    })),
    veins: cases.flatMap((one, index) =>
      ((one["veins"] ?? []) as Group[]).map((vein) => ({
        ...row(vein, columns.veins),
        [caseId]: idOf(index),
        [veinId]: vein["id"],
      })),
    ),
  };
}

/** Rows as CSV with a header; NULL is nothing between two commas, text stands in quotes. */
export function csvOf(rows: readonly Row[], columns: readonly InputColumn[]): string {
  const cell = (value: unknown): string =>
    value == null ? "" : typeof value === "string" ? `"${value.replaceAll('"', '""')}"` : String(value);
  return [
    columns.map(({ name }) => name).join(","),
    ...rows.map((row) => columns.map(({ name }) => cell(row[name])).join(",")),
    "",
  ].join("\n");
}

/** The statement that makes a table of facts. */
export function createTable(
  table: string,
  columns: readonly InputColumn[],
  types: Readonly<Record<InputColumn["type"], string>>,
): string {
  return `CREATE TABLE ${table} (${columns.map(({ name, type }) => `${name} ${types[type]}`).join(", ")})`;
}
