import type { Rulebook } from "../../src/rulebook/rulebook.ts";
import type { Fact } from "../../src/rulebook/vocabulary.ts";
import { formOf } from "../form/sections.ts";
import { type PlainCase, type PlainVein, placeOf, valueAt, veinsOf } from "../state/case.ts";
import { aboutVein } from "../veins/about-vein.ts";
import { answerText } from "../words.ts";

/** What is known of a vein: what matters most, and all of it. */
export interface KnownVein {
  readonly short: string;
  readonly full: string;
  /** Facts that the short text leaves out. */
  readonly more: number;
}

/** What a case says, in short texts: what is there, and what is said not to be. */
export interface Known {
  readonly veins: readonly KnownVein[];
  readonly present: readonly string[];
  readonly absent: readonly string[];
}

/** The facts that a case gives: its veins, and the patient and the follow-up in the order of the form. */
export function knownFacts(rulebook: Rulebook, of: PlainCase): Known {
  const { sections, vein } = formOf(rulebook);
  const facts = sections.flatMap((section) => section.facts);
  const ofVeins = vein.flatMap((section) => section.facts);
  const given = (some: readonly Fact[], id?: string) =>
    some
      .map((fact) => ({ fact, value: valueAt(of, placeOf(fact.name, id)) ?? null }))
      .filter((one) => one.value !== null);
  const patient = given(facts);
  return {
    veins: veinsOf(of).map((one) => knownVein(one, given(ofVeins, one.id))),
    present: patient.filter(({ value }) => value !== false).map(textOf),
    absent: patient.filter(({ value }) => value === false).map(textOf),
  };
}

interface Given {
  readonly fact: Fact;
  readonly value: unknown;
}

/** `Smoking`, `Smoking: no`, `Age: 45 years`. */
function textOf({ fact, value }: Given): string {
  return value === true ? fact.label : `${fact.label}: ${answerText(fact, value)}`;
}

/** Facts of a vein that its short text has room for, beside what it is and where it lies. */
const mostOfVein = 3;

function knownVein(vein: PlainVein, given: readonly Given[]): KnownVein {
  const { text, told } = aboutVein(vein);
  const others = given.filter(({ fact }) => !told.has(fact.name)).map((one) => lowerFirst(textOf(one)));
  const textWith = (some: readonly string[]): string =>
    `Vein ${vein.id}: ${[text, ...some].filter(Boolean).join("; ") || "nothing known yet"}`;
  const shown = others.slice(0, mostOfVein);
  return { short: textWith(shown), full: textWith(others), more: others.length - shown.length };
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
