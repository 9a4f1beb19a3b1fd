import type { EmbeddedCodes } from "../../fhir/codes/embedded.ts";
import { CodeIndex } from "../../fhir/read/code-index.ts";
import type { Scalar } from "../../logic/cell.ts";
import { isObject, listOf } from "../data/resource.ts";

/** What the product of an order proposes: the facts of `proposal`, by their last name. */
export type Proposed = Readonly<Record<string, Scalar>>;

/** A code of the caller's own lists: what a local catalogue calls sclerotherapy or a sclerosant. */
export interface LocalOrderCode {
  /** The system's URL, as codings give it. */
  readonly system: string;
  readonly code: string;
  /** For a product: what it proposes, `{ agent: "polidocanol", concentrationPercent: 1 }`; without it, the treatment. */
  readonly proposes?: Proposed;
}

/** What a coding means to an order. */
export type OrderMeaning = { readonly kind: "treatment" } | { readonly kind: "product"; readonly proposes: Proposed };

/** Looks up what codings mean. */
export interface OrderCodes {
  /** What a CodeableConcept or Coding orders; undefined for everything that is no sclerotherapy. */
  readonly meaningOf: (concept: unknown) => OrderMeaning | undefined;
  /** Whether a CodeableConcept names a leg vein disease. */
  readonly isVein: (concept: unknown) => boolean;
}

/** Looks codings up in the code lists of the package and the caller's own. */
export function createOrderCodes(codes: EmbeddedCodes, local: readonly LocalOrderCode[] = []): OrderCodes {
  const systems = new Map<string, string>();
  for (const [name, { url, also = [] }] of Object.entries(codes.systems))
    for (const one of [url, ...also]) systems.set(one, name);
  const orders = new CodeIndex<OrderMeaning>();
  for (const { gives, codes: entries } of codes.orders.agents)
    orders.add(entries, { kind: "product", proposes: gives });
  orders.add(codes.orders.procedures, { kind: "treatment" });
  for (const { system, code, proposes } of local)
    orders.add(
      [{ system: systems.get(system) ?? system, code, display: code }],
      proposes === undefined ? { kind: "treatment" } : { kind: "product", proposes },
    );
  const veins = new CodeIndex<true>();
  for (const { codes: entries } of codes.veins) veins.add(entries, true);
  veins.add(codes.relevance, true);

  const firstOf = <T>(concept: unknown, index: CodeIndex<T>): T | undefined => {
    for (const { system, code } of codingsOf(concept)) {
      if (typeof system !== "string" || typeof code !== "string") continue;
      const [found] = index.find(systems.get(system) ?? system, code);
      if (found !== undefined) return found.target;
    }
    return undefined;
  };
  return {
    meaningOf: (concept) => firstOf(concept, orders),
    isVein: (concept) => firstOf(concept, veins) ?? false,
  };
}

/** The codings of a CodeableConcept, of a list of them, or of a Coding. */
function codingsOf(concept: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (Array.isArray(concept)) return concept.flatMap(codingsOf);
  if (!isObject(concept)) return [];
  return "coding" in concept ? listOf(concept["coding"]).filter(isObject) : [concept];
}
