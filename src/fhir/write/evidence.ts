import type { CodeableConcept, Coding, Reference } from "fhir/r4.js";
import type { Origin, Reason } from "../../explain/reason.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import { factCoding } from "./codings.ts";
import type { CanonicalOptions } from "./options.ts";

/** A fact that decided: in words, as a code, and where in the record it came from. */
export interface Ground {
  readonly fact: string;
  readonly text: string;
  readonly concept: CodeableConcept;
  /** The code of the record that it was read from. */
  readonly recorded: CodeableConcept | undefined;
  readonly references: readonly Reference[];
}

/** The facts that decided, those behind a derived fact included: what is derived has no place in a record, its parts have. */
export function groundsOf(reasons: readonly Reason[], rulebook: Rulebook, options: CanonicalOptions): Ground[] {
  return reasons.flatMap((reason) => [
    groundOf(reason, rulebook, options),
    ...groundsOf(reason.parts ?? [], rulebook, options),
  ]);
}

function groundOf(reason: Reason & { readonly vein?: string }, rulebook: Rulebook, options: CanonicalOptions): Ground {
  const { fact, text, origin, vein } = reason;
  const statement = statementOf(origin);
  const said = [
    ...(vein === undefined ? [] : [`vein ${vein}:`]),
    text,
    ...(statement === "" ? [] : [`(${statement})`]),
  ];
  const coding = codingOf(origin);
  return {
    fact,
    text: said.join(" "),
    concept: { coding: [factCoding(fact, rulebook, options)], text: said.join(" ") },
    recorded: coding === undefined ? undefined : { coding: [coding] },
    references: referencesOf(origin),
  };
}

/** `Condition/123`, with or without a version, a UUID or OID, or a whole address. */
const reference =
  /^(?:[A-Z][A-Za-z]+\/[A-Za-z0-9.-]+(?:\/_history\/[A-Za-z0-9.-]+)?|urn:(?:uuid|oid):\S+|https?:\/\/\S+)$/;

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

/**
 * The resources that an origin names. What the reader gives is understood (`resource`, `also`), and a Reference too; the position of
 * a resource without an id is no reference, and is shown in words.
 */
export function referencesOf(origin: Origin): Reference[] {
  const { resource, also, reference: given } = fieldsOf(origin);
  const named = [resource ?? given, ...(Array.isArray(also) ? also : [])];
  const texts = named.filter((text) => typeof text === "string" && text.trim() !== "") as string[];
  return texts.map((text) => (reference.test(text) ? { reference: text } : { display: text }));
}

function codingOf(origin: Origin): Coding | undefined {
  const { system, code, display } = fieldsOf(fieldsOf(origin)["code"]);
  if (typeof system !== "string" || typeof code !== "string") return undefined;
  return { system, code, ...(typeof display === "string" ? { display } : {}) };
}

/** What an origin says in words: a note of the reader, or the caller's statement that what is not recorded is not there. */
function statementOf(origin: Origin): string {
  const { note, absenceOf } = fieldsOf(origin);
  if (Array.isArray(absenceOf)) return `none recorded, and the record was stated to hold every ${absenceOf.join(", ")}`;
  return typeof note === "string" ? note : "";
}
