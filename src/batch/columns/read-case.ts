import { dateIssues } from "../../case/date-issues.ts";
import { caseShape } from "../../case/schema.ts";
import type { Scalar } from "../../logic/cell.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import type { Fact } from "../../rulebook/vocabulary.ts";
import { type Block, laneCount, maxVeins } from "./block.ts";
import type { Layout } from "./layout.ts";
import { type FactReader, factReader, mark } from "./read-fact.ts";

type Plain = Record<string, unknown>;

/** The readers of a group, in the vocabulary's order and by key. */
interface GroupReader {
  readonly inOrder: readonly FactReader[];
  readonly placeOf: ReadonlyMap<string, number>;
}

/**
 * Reads a case straight into a lane of a block. False where it is not surely a right one: the case's own parser then says whether
 * it is, and what is wrong. Whatever was set in the lane by then means nothing.
 */
export type CaseReader = (input: unknown, block: Block, lane: number) => boolean;

/** Makes the reader of a rulebook's cases for a layout. */
export function caseReader(rulebook: Rulebook, layout: Layout): CaseReader {
  const shape = caseShape(rulebook);
  const readers = (facts: ReadonlyMap<string, Fact>): GroupReader => ({
    inOrder: [...facts].map(([key, fact]) => factReader(key, fact, layout.columns.get(fact.name))),
    placeOf: new Map([...facts.keys()].map((key, place) => [key, place])),
  });
  const top = readers(shape.top);
  const groups = new Map([...shape.groups].map(([name, facts]) => [name, readers(facts)]));
  const vein = readers(shape.vein);
  const proposal = readers(shape.proposal);

  const readVeins = (veins: unknown, block: Block, lane: number): boolean => {
    if (veins === null) return true;
    if (!Array.isArray(veins) || veins.length > maxVeins) return false;
    if (veins.length > block.rounds) block.rounds = veins.length;
    for (let round = 0; round < veins.length; round += 1) {
      const one: unknown = veins[round];
      if (!isPlain(one)) return false;
      const base = round * block.stride;
      if (!readGroup(vein, one, block, block.veins, base, lane, "proposal")) return false;
      const proposed = one["proposal"];
      if (proposed !== null && proposed !== undefined)
        if (!isPlain(proposed) || !readGroup(proposal, proposed, block, block.veins, base, lane)) return false;
      if (typeof one["id"] !== "string" || !isFirst(veins, round, one["id"])) return false;
      block.present[round] = (block.present[round] as number) | (1 << lane);
    }
    return true;
  };

  return (input, block, lane) => {
    if (!isPlain(input)) return false;
    for (const key of Object.keys(input)) {
      const value = input[key];
      const group = groups.get(key);
      if (group !== undefined) {
        if (value === null || value === undefined) continue;
        if (!isPlain(value) || !readGroup(group, value, block, block.shared, 0, lane)) return false;
        if (key === "followUp") block.followUps |= 1 << lane;
      } else if (key === "veins") {
        if (value !== undefined && !readVeins(value, block, lane)) return false;
      } else if (!readValue(readerOf(top, key), value, block, block.shared, 0, lane)) return false;
    }
    return !hasDates(input) || dateIssues((name) => valueAt(input, name)).length === 0;
  };
}

function readerOf({ inOrder, placeOf }: GroupReader, key: string): FactReader | undefined {
  const place = placeOf.get(key);
  return place === undefined ? undefined : inOrder[place];
}

/** Reads the facts of a group; `except` is a key that is read elsewhere. */
function readGroup(
  { inOrder, placeOf }: GroupReader,
  group: Plain,
  block: Block,
  planes: Int32Array,
  base: number,
  lane: number,
  except?: string,
): boolean {
  // Most cases of a file name their facts in one order: the next reader is mostly the right one, and found without a look-up.
  let next = 0;
  const keys = Object.keys(group);
  const values = Object.values(group);
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at] as string;
    let reader = inOrder[next];
    if (reader?.key !== key) {
      if (key === except) continue;
      next = placeOf.get(key) ?? -1;
      reader = inOrder[next];
    }
    next += 1;
    if (!readValue(reader, values[at], block, planes, base, lane)) return false;
  }
  return true;
}

/** Reads one value; `undefined` counts as absent, `null` as unknown. */
function readValue(
  reader: FactReader | undefined,
  value: unknown,
  block: Block,
  planes: Int32Array,
  base: number,
  lane: number,
): boolean {
  if (value === undefined) return true;
  if (reader === undefined) return false;
  if (value === null) mark(reader.whenNull, planes, base, 1 << lane);
  else if (value === true || value === false) {
    const list = value ? reader.whenTrue : reader.whenFalse;
    if (list === undefined) return false;
    mark(list, planes, base, 1 << lane);
  } else if (!reader.put(value, planes, base, 1 << lane)) return false;
  if (reader.cells >= 0 && value !== null) block.cells[reader.cells * laneCount + lane] = value as Scalar;
  return true;
}

function isPlain(value: unknown): value is Plain {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Whether no earlier vein has the id. */
function isFirst(veins: readonly Plain[], round: number, id: string): boolean {
  for (let earlier = 0; earlier < round; earlier += 1) if (veins[earlier]?.["id"] === id) return false;
  return true;
}

/** Dates can only contradict each other where there is a clock to hold them against. */
function hasDates(input: Plain): boolean {
  return typeof input["asOf"] === "string";
}

/** The value of a fact that stands at the top of a case or in a group; every value has been checked by now. */
function valueAt(input: Plain, name: string): Scalar | undefined {
  const dot = name.indexOf(".");
  if (dot < 0) return (input[name] ?? undefined) as Scalar | undefined;
  const group = input[name.slice(0, dot)] as Plain | null | undefined;
  return (group?.[name.slice(dot + 1)] ?? undefined) as Scalar | undefined;
}
