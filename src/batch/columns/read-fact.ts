import { type Fits, fitsFact } from "../../case/fits.ts";
import type { Scalar } from "../../logic/cell.ts";
import { leafTruth } from "../../logic/operators.ts";
import { TRUE, UNKNOWN } from "../../logic/truth.ts";
import type { Fact } from "../../rulebook/vocabulary.ts";
import type { Place } from "./block.ts";
import { type FactColumn, placesFor } from "./layout.ts";

/** Planes by their numbers. */
type PlaneList = readonly number[];

/** Reads one fact of a case into its planes. */
export interface FactReader {
  readonly key: string;
  /** What true and false set; undefined where the fact is no boolean. */
  readonly whenTrue: PlaneList | undefined;
  readonly whenFalse: PlaneList | undefined;
  /** What an explicit unknown sets: that the fact was given, where somebody asks. */
  readonly whenNull: PlaneList;
  /** Sets the planes of any other value; false where the value is not surely one that the fact can have. */
  readonly put: (value: unknown, planes: Int32Array, base: number, bit: number) => boolean;
  /** The column of its values, -1 where nobody works with them. */
  readonly cells: number;
}

/** Makes the reader of a fact; without a column its values are only checked. */
export function factReader(key: string, fact: Fact, column: FactColumn | undefined): FactReader {
  const isBoolean = fact.type === "boolean";
  const whenNull = numbersOf(column?.given === undefined ? [] : [column.given]);
  // A name that was an object's key is compared by its place in memory, one that was cut out of another letter by letter.
  const [name = key] = Object.keys({ [key]: true });
  return {
    key: name,
    whenTrue: isBoolean ? planesFor(column, true) : undefined,
    whenFalse: isBoolean ? planesFor(column, false) : undefined,
    whenNull,
    put: putOf(fact, column, whenNull),
    cells: column?.cells ?? -1,
  };
}

function putOf(fact: Fact, column: FactColumn | undefined, whenGiven: PlaneList): FactReader["put"] {
  switch (fact.type) {
    case "boolean":
      return () => false;
    case "code": {
      const byCode = new Map<unknown, PlaneList>((fact.values ?? []).map((code) => [code, planesFor(column, code)]));
      return (value, planes, base, bit) => {
        const found = byCode.get(value);
        if (found === undefined) return false;
        mark(found, planes, base, bit);
        return true;
      };
    }
    default:
      return checked(column, whenGiven, fitsFact(fact));
  }
}

/** Checks a value and compares it with each of the fact's leaves. */
function checked(column: FactColumn | undefined, whenGiven: PlaneList, fits: Fits): FactReader["put"] {
  const leaves = (column?.leaves ?? []).map(({ leaf, planes }) => ({
    ...leaf,
    whenTrue: planes.whenTrue.index,
    whenFalse: planes.whenFalse.index,
  }));
  return (value, planes, base, bit) => {
    if (!fits(value)) return false;
    mark(whenGiven, planes, base, bit);
    for (const { operator, value: expected, whenTrue, whenFalse } of leaves) {
      const truth = leafTruth(operator, value as Scalar, expected);
      if (truth === UNKNOWN) continue;
      const plane = base + (truth === TRUE ? whenTrue : whenFalse);
      planes[plane] = (planes[plane] as number) | bit;
    }
    return true;
  };
}

/** The planes that a value sets: those of its leaves, and that it was given. */
function planesFor(column: FactColumn | undefined, value: Scalar): PlaneList {
  if (column === undefined) return [];
  return numbersOf([...placesFor(column, value), ...(column.given === undefined ? [] : [column.given])]);
}

function numbersOf(places: readonly Place[]): PlaneList {
  return places.map(({ index }) => index);
}

/** Sets a lane's bit in planes. */
export function mark(list: PlaneList, planes: Int32Array, base: number, bit: number): void {
  for (let at = 0; at < list.length; at += 1) {
    const plane = base + (list[at] as number);
    planes[plane] = (planes[plane] as number) | bit;
  }
}
