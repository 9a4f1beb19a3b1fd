import type { Evidence } from "../evaluate/program.ts";
import type { Scalar } from "../logic/cell.ts";
import type { Condition } from "../logic/condition.ts";
import type { OptionValue, SlotValue } from "../rulebook/slots.ts";

/** A condition of a property: as in rules, and a number of conditions of which some must hold. */
export type PropertyCondition = Condition | { readonly atLeast: number; readonly of: readonly Condition[] };

interface Head {
  readonly name: string;
  /** In a clinician's words. */
  readonly title: string;
  readonly why?: string;
  /** Under which evidence it holds; under both where it does not say. */
  readonly evidence?: readonly Evidence[];
  /** How many veins the cases have that are looked at, one list entry for each kind of case. */
  readonly veins?: readonly number[];
}

/** A rule that the property passes over, and why. */
export interface RuleException {
  readonly rule: string;
  readonly reason: string;
}

/** A finding with the least level that it must bring; null where the evidence knows none. */
export interface LevelRow {
  readonly title: string;
  /** The rows of the guidance that say so. */
  readonly sources?: readonly string[];
  readonly when: PropertyCondition;
  readonly documents: string | null;
  readonly all: string | null;
}

/** A finding with the limit that it brings; null where the evidence knows none. */
export interface LimitRow {
  readonly title: string;
  /** The rows of the guidance that say so. */
  readonly sources: readonly string[];
  readonly when: PropertyCondition;
  readonly documents: number | null;
  readonly all: number | null;
}

/** A finding with the options that it brings, each with the row of the guidance that it is from. */
export interface OptionRow {
  readonly title: string;
  readonly when: PropertyCondition;
  readonly options: readonly OptionValue[];
}

/** A finding that rules options out: all that have the given fields. */
export interface OptionExclusion {
  readonly title: string;
  readonly sources: readonly string[];
  readonly when: PropertyCondition;
  readonly options: OptionValue;
}

/** Where the guidance is silent. */
export interface CoverException {
  readonly when: PropertyCondition;
  readonly slots: readonly string[];
  readonly evidence?: readonly Evidence[];
  readonly reason: string;
}

/** A fact and which of its values is the worse one: a value, or the direction of a number. */
export interface Worse {
  readonly fact: string;
  readonly worse: Scalar | { readonly towards: "lower" | "higher" };
}

/** What a rulebook must keep to, for all cases at once. */
export type Property =
  | (Head & { readonly kind: "every-rule-can-apply"; readonly exceptions?: readonly RuleException[] })
  | (Head & { readonly kind: "every-rule-can-stand"; readonly exceptions?: readonly RuleException[] })
  | (Head & {
      readonly kind: "equal-ranks-agree";
      readonly exceptions?: readonly { readonly rules: readonly [string, string]; readonly reason: string }[];
    })
  | (Head & {
      readonly kind: "levels";
      readonly slot: string;
      /** From least to most restrictive: the property's own word, not the slot's. */
      readonly order: readonly string[];
      readonly rows: readonly LevelRow[];
      /** The rows are all that raises the level. */
      readonly nothingElse?: boolean;
    })
  | (Head & {
      readonly kind: "never";
      readonly slot: string;
      readonly value: SlotValue;
      readonly when: PropertyCondition;
    })
  | (Head & {
      readonly kind: "within";
      readonly slot: string;
      /** The number of a range. */
      readonly key?: string;
      readonly when: PropertyCondition;
      readonly min?: number;
      readonly max?: number;
    })
  | (Head & {
      readonly kind: "covered";
      readonly slots: readonly string[];
      readonly when: PropertyCondition;
      /** Facts that must be known before a value can be expected. */
      readonly known: readonly string[];
      readonly exceptions?: readonly CoverException[];
    })
  | (Head & {
      readonly kind: "limits";
      readonly slot: string;
      /** Which of the limits that apply binds: the property's own word, not the slot's. */
      readonly binds: "lowest" | "highest";
      /** All limits that there are. */
      readonly rows: readonly LimitRow[];
    })
  | (Head & {
      readonly kind: "options";
      readonly slot: string;
      /** All options that there are. */
      readonly rows: readonly OptionRow[];
      readonly without?: readonly OptionExclusion[];
    })
  | (Head & {
      readonly kind: "withdrawn";
      readonly slots: readonly string[];
      readonly sources?: readonly string[];
      readonly when: PropertyCondition;
    })
  | (Head & { readonly kind: "information-keeps-outcomes" })
  | (Head & {
      readonly kind: "worse-never-loosens";
      readonly slot: string;
      readonly order: readonly string[];
      readonly facts: readonly Worse[];
    })
  | (Head & { readonly kind: "could-become-bounds"; readonly slot: string; readonly order: readonly string[] })
  | (Head & { readonly kind: "nothing-left-open" });

export type PropertyOf<K extends Property["kind"]> = Extract<Property, { kind: K }>;
