import type { CodeableConcept, Coding } from "fhir/r4.js";
import { words } from "../../explain/sentence.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import { type CanonicalOptions, canonicalUrl } from "./options.ts";

/** The code system of UCUM units. */
export const ucum = "http://unitsofmeasure.org";

/** The code system of the values of one fact or slot: the same word means different things in different ones. */
export function valueSystem(name: string, options: CanonicalOptions = {}): string {
  return canonicalUrl("CodeSystem", name, options);
}

/** A code of a fact or slot, with its words. */
export function valueCoding(name: string, code: string, options: CanonicalOptions = {}): Coding {
  return { system: valueSystem(name, options), code, display: words(code) };
}

/** A fact of the vocabulary as a code. */
export function factCoding(name: string, rulebook: Rulebook, options: CanonicalOptions = {}): Coding {
  const display = rulebook.facts.get(name)?.label;
  return { system: canonicalUrl("CodeSystem", `${rulebook.name}-facts`, options), code: name, display };
}

/** A rule as a code, with its title. */
export function ruleCoding(name: string, rulebook: Rulebook, options: CanonicalOptions = {}): Coding {
  const display = rulebook.ruleByName.get(name)?.title;
  return { system: canonicalUrl("CodeSystem", `${rulebook.name}-rules`, options), code: name, display };
}

/** A slot as a code, with its label. */
export function slotCoding(name: string, rulebook: Rulebook, options: CanonicalOptions = {}): Coding {
  const display = rulebook.slots.get(name)?.label;
  return { system: canonicalUrl("CodeSystem", `${rulebook.name}-slots`, options), code: name, display };
}

/** A topic as a concept. */
export function topicConcept(topic: string, rulebook: Rulebook, options: CanonicalOptions = {}): CodeableConcept {
  const system = canonicalUrl("CodeSystem", `${rulebook.name}-topics`, options);
  return { coding: [{ system, code: topic, display: heading(topic) }], text: heading(topic) };
}

/** A code as a heading: `when-to-call` becomes `When to call`. */
export function heading(code: string): string {
  const text = words(code);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The id of a vein as FHIR can carry it: one of white space alone is put in quotes, since such a text says nothing there. */
export function veinName(id: string): string {
  return id.trim() === "" ? JSON.stringify(id) : id;
}
