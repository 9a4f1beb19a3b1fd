import type { Scope } from "./vocabulary.ts";

/** How the values that applying rules give to a slot become one. */
export type Merge =
  /** The last in the order of `values` wins. */
  | { readonly kind: "order"; readonly policy: string }
  /** True as soon as one rule says so. */
  | { readonly kind: "any"; readonly policy: string }
  /** Numbers and ranges: the highest or lowest, compared key by key. */
  | {
      readonly kind: "rank";
      readonly policy: string;
      readonly prefer: "highest" | "lowest";
      readonly keys?: readonly string[];
    }
  /** Ranks of the rules decide (exclusion, specific, general); on a tie the last in the order of `values`. */
  | { readonly kind: "precedence"; readonly policy: string; readonly ranks: readonly string[] }
  /** The value `none` beats every range and withdraws other slots. */
  | {
      readonly kind: "none-wins";
      readonly policy: string;
      readonly prefer: "highest" | "lowest";
      readonly keys: readonly string[];
      readonly withdraws: readonly string[];
    }
  /** All values together. */
  | {
      readonly kind: "union";
      readonly policy: string;
      /** Options to leave out: of an agent whose slot has this value, of a form that this rank of the form slot excludes. */
      readonly without?: { readonly agents: string; readonly forms: string };
      /** Adds `key: value` to every option once the slot has reached `from` in its order. */
      readonly annotate?: {
        readonly slot: string;
        readonly from: string;
        readonly key: string;
        readonly value: string;
      };
    };

/**
 * How the value of a slot stands in the timeline, counted from the end of the session in the slot's unit: from zero to the
 * value, or from and to the named numbers of a range. `after` shifts it behind another slot's phase, `open` leaves the end open
 * from the value on, `before` names the number that lies before the session.
 */
export interface SlotPhase {
  readonly kind: "do" | "avoid";
  readonly from?: string;
  readonly to?: string;
  readonly before?: string;
  readonly after?: string;
  readonly open?: true;
}

export type SlotType = "code" | "flag" | "number" | "range" | "range-or-none" | "list" | "options";

/** A slot as `rules/slots.json` declares it. */
export interface SlotDefinition {
  readonly scope: Scope;
  readonly label: string;
  readonly type: SlotType;
  /** Codes, from least to most restrictive where the merge is by order. */
  readonly values?: readonly string[];
  readonly unit?: string;
  readonly min?: number;
  /** The numbers of a range, all required. */
  readonly keys?: readonly string[];
  /** The fields of an option: a list of codes, `number`, `number?` (optional) or `source` (an authority id). */
  readonly fields?: Readonly<Record<string, readonly string[] | "number" | "number?" | "source">>;
  readonly merge: Merge;
  readonly timeline?: SlotPhase;
  readonly default?: string;
  /** When two values are a disagreement: any two of the slot, two on the same `matter`, or two of one option. */
  readonly disagreeBy: "slot" | "matter" | "option";
  /** The agent that the slot is about. */
  readonly agent?: string;
}

export interface Slot extends SlotDefinition {
  readonly name: string;
}

/** A range: its numbers by key. */
export type RangeValue = Readonly<Record<string, number>>;
/** An option: a strength or volume of one agent in one form, from one source. */
export type OptionValue = Readonly<Record<string, string | number>>;
/** The value of a slot. */
export type SlotValue = string | number | boolean | RangeValue | readonly string[] | readonly OptionValue[];
