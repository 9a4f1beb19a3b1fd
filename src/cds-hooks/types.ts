import type { Resource } from "./data/resource.ts";

/** The hooks that have a service. */
export type Hook = "patient-view" | "order-select" | "order-sign" | "appointment-book";

/** How much a card weighs; the specification has no other. */
export type Indicator = "info" | "warning" | "critical";

export interface Coding {
  readonly code: string;
  readonly system: string;
  readonly display?: string;
}

export interface CardSource {
  readonly label: string;
  /** Where to read about the source, not about this patient. */
  readonly url?: string;
  readonly icon?: string;
  readonly topic?: Coding;
}

/** What accepting a suggestion does. */
export type Action =
  | { readonly type: "create" | "update"; readonly description: string; readonly resource: Resource }
  | { readonly type: "delete"; readonly description: string; readonly resourceId: string };

export interface Suggestion {
  readonly label: string;
  readonly uuid: string;
  readonly isRecommended?: boolean;
  readonly actions: readonly Action[];
}

export interface Link {
  readonly label: string;
  readonly url: string;
  readonly type: "absolute" | "smart";
  /** Only with `smart`. */
  readonly appContext?: string;
}

/** A card as CDS Hooks 2.0 has it. */
export interface Card {
  readonly uuid: string;
  /** One sentence under 140 characters, plain text. */
  readonly summary: string;
  /** GitHub-flavoured Markdown. */
  readonly detail?: string;
  readonly indicator: Indicator;
  readonly source: CardSource;
  readonly suggestions?: readonly Suggestion[];
  /** Always with suggestions. */
  readonly selectionBehavior?: "at-most-one" | "any";
  readonly overrideReasons?: readonly Required<Coding>[];
  readonly links?: readonly Link[];
}

export interface CdsResponse {
  readonly cards: readonly Card[];
}

/** A service as discovery lists it. */
export interface CdsService {
  readonly hook: Hook;
  readonly title: string;
  readonly description: string;
  readonly id: string;
  readonly prefetch: Readonly<Record<string, string>>;
  readonly usageRequirements: string;
  /** The specification's version: 3.0 ballot only. */
  readonly version?: string;
}

export interface Discovery {
  readonly services: readonly CdsService[];
}

/** What a user did with a card. */
export interface Feedback {
  /** The card's uuid. */
  readonly card: string;
  readonly outcome: "accepted" | "overridden";
  /** An instant in ISO 8601. */
  readonly outcomeTimestamp: string;
  readonly acceptedSuggestions?: readonly { readonly id: string }[];
  readonly overrideReason?: {
    readonly reason?: { readonly code: string; readonly system?: string; readonly display?: string };
    readonly userComment?: string;
  };
}
