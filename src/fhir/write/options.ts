import type { Reference } from "fhir/r4.js";
import type { Rulebook } from "../../rulebook/rulebook.ts";

/**
 * The base of canonical URLs where the caller gives none. The domain is reserved for examples and leads nowhere: whoever
 * publishes the rulebook gives the address under which it can be found.
 */
export const defaultBase = "https://sclerotherapy-cds.example";

/** Where the rulebook is published. */
export interface CanonicalOptions {
  /** Base of canonical URLs and code systems, without a final slash; by default `defaultBase`. */
  readonly base?: string;
}

/** Settings of every resource that is made from a report. */
export interface ReportResourceOptions extends CanonicalOptions {
  /** Whom the report is about: `Patient/123`, or a whole Reference. */
  readonly subject?: string | Reference;
  readonly encounter?: string | Reference;
  /** Who evaluates: a Device, as a rule. */
  readonly performer?: string | Reference;
  /** The resource's id; by default none, since servers give their own. */
  readonly id?: string;
  /** A date or date-time in place of the report's `asOf`. */
  readonly occurrence?: string;
}

/** A reference from its text. */
export function referenceTo(target: string | Reference | undefined): Reference | undefined {
  return typeof target === "string" ? { reference: target } : target;
}

export type CanonicalType = "PlanDefinition" | "Library" | "Questionnaire" | "CodeSystem" | "StructureDefinition";

/** The canonical URL of something that belongs to a rulebook, without its version. */
export function canonicalUrl(type: CanonicalType, name: string, { base = defaultBase }: CanonicalOptions = {}): string {
  return `${base.replace(/(?<!\/)\/+$/, "")}/${type}/${name}`;
}

/** The rulebook's canonical: the URL of its PlanDefinition, `|`, its version. */
export function rulebookCanonical(rulebook: Rulebook, options: CanonicalOptions = {}): string {
  return `${canonicalUrl("PlanDefinition", rulebook.name, options)}|${rulebook.version}`;
}
