import { type Cell, isKnown, type Scalar, unknownCell } from "../logic/cell.ts";
import type { Fact } from "../rulebook/vocabulary.ts";
import type { CaseSubject, CaseVein, DeferredFacts, ParsedCase } from "./case.ts";
import { dateIssues } from "./date-issues.ts";
import { type Fits, fitsFact } from "./fits.ts";
import type { CaseShape } from "./schema.ts";

type Plain = Record<string, unknown>;
type Given = Map<string, Cell>;

/** A fact by the key that it has in its group. */
interface Field {
  readonly name: string;
  readonly fits: Fits;
}

/**
 * Reads a case in one pass, without copying it. Returns undefined where the case is not surely a right one, holds a function, or
 * was made in another realm: the parser then says what it is. It accepts nothing that the parser refuses.
 */
export type CaseReader = (input: unknown) => ParsedCase | undefined;

const noFunctions: DeferredFacts = new Map();

/** Makes the reader of the cases of a shape. */
export function caseReader(shape: CaseShape): CaseReader {
  const top = fieldsOf(shape.top);
  const groups = new Map([...shape.groups].map(([name, facts]) => [name, fieldsOf(facts)]));
  const vein = fieldsOf(shape.vein);
  const proposal = fieldsOf(shape.proposal);

  const readVein = (one: unknown, index: number): CaseVein | undefined => {
    if (!isPlain(one)) return undefined;
    const given: Given = new Map();
    for (const key of Object.keys(one)) {
      const value = one[key];
      const isRead = key === "proposal" ? readGroup(proposal, value, given) : readValue(vein.get(key), value, given);
      if (!isRead) return undefined;
    }
    const id = given.get("vein.id");
    return typeof id === "string" ? { id, index, given, deferred: noFunctions } : undefined;
  };

  const readVeins = (veins: unknown, into: CaseVein[]): boolean => {
    if (veins == null) return true;
    if (!Array.isArray(veins)) return false;
    const ids = new Set<string>();
    for (let index = 0; index < veins.length; index += 1) {
      const read = readVein(veins[index], index);
      if (read === undefined || ids.has(read.id)) return false;
      ids.add(read.id);
      into.push(read);
    }
    return true;
  };

  return (input) => {
    if (!isPlain(input)) return undefined;
    const patient: Given = new Map();
    const veins: CaseVein[] = [];
    let followUp: Given | undefined;
    for (const key of Object.keys(input)) {
      const value = input[key];
      const group = groups.get(key);
      let into = patient;
      if (key === "followUp" && value != null) into = followUp = new Map();
      const isRead =
        key === "veins"
          ? readVeins(value, veins)
          : group === undefined
            ? readValue(top.get(key), value, patient)
            : readGroup(group, value, into);
      if (!isRead) return undefined;
    }
    if (dateIssues((name) => known(patient.get(name) ?? followUp?.get(name))).length > 0) return undefined;
    return {
      patient: subject(patient),
      veins,
      ...(followUp === undefined ? {} : { followUp: subject(followUp) }),
    };
  };
}

function fieldsOf(facts: ReadonlyMap<string, Fact>): ReadonlyMap<string, Field> {
  return new Map([...facts].map(([key, fact]) => [key, { name: fact.name, fits: fitsFact(fact) }]));
}

function subject(given: Given): CaseSubject {
  return { given, deferred: noFunctions };
}

function known(cell: Cell = unknownCell): Scalar | undefined {
  return isKnown(cell) ? cell : undefined;
}

/** Reads a group of facts; an absent one and an explicit unknown say nothing. */
function readGroup(fields: ReadonlyMap<string, Field>, group: unknown, into: Given): boolean {
  if (group == null) return true;
  if (!isPlain(group)) return false;
  for (const key of Object.keys(group)) if (!readValue(fields.get(key), group[key], into)) return false;
  return true;
}

/** Reads one value; `undefined` counts as absent, `null` as unknown. */
function readValue(field: Field | undefined, value: unknown, into: Given): boolean {
  if (value === undefined) return true;
  if (field === undefined) return false;
  if (value === null) into.set(field.name, unknownCell);
  else if (field.fits(value)) into.set(field.name, value as Scalar);
  else return false;
  return true;
}

function isPlain(value: unknown): value is Plain {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
