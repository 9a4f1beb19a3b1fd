import cards from "../../../rules/codes/cards.json" with { type: "json" };
import { canonicalUrl } from "../../fhir/write/options.ts";
import type { Coding, Hook, Indicator } from "../types.ts";

/** An indicator, the same everywhere or one for each hook. */
export type IndicatorByHook = Indicator | Readonly<Record<Hook, Indicator>>;

/** A kind of task that a suggestion proposes. */
export interface TaskWording {
  readonly code: string;
  readonly label: string;
  readonly display: string;
}

/** How one kind of card is worded and how much it weighs. `{reason}` and the like stand for what the report says. */
export interface CardWording {
  readonly indicator: IndicatorByHook;
  readonly summary: string;
  /** Hooks at which there is nothing to say. */
  readonly silentAt?: readonly string[];
  /** The draft order or appointment may be removed by a suggestion. */
  readonly removal?: boolean;
}

export interface DecisionWording extends CardWording {
  /** The decision within a sentence. */
  readonly words: string;
  /** Whether the plan is worth showing. */
  readonly plan: boolean;
  readonly task?: TaskWording;
}

/** The content of `rules/codes/cards.json`: what a decision weighs, how cards are worded, and why they may be overridden. */
export interface CardCatalogue {
  /** Name of the code system of tasks, topics and override reasons, below the base of canonical URLs. */
  readonly system: string;
  readonly services: Readonly<
    Record<Hook, { readonly id: string; readonly title: string; readonly description: string }>
  >;
  readonly usageRequirements: string;
  readonly specification: { readonly version: string };
  /** By the value of the slot `eligibility`. */
  readonly decisions: Readonly<Record<string, DecisionWording>>;
  readonly open: CardWording & {
    readonly questionsShown: number;
    /** While a task with the questions is open. */
    readonly asked: CardWording;
    /** Once it was closed without the record answering. */
    readonly closed: CardWording;
    readonly task: TaskWording;
  };
  /** While a task to assess first is open. */
  readonly assessing: CardWording;
  /** By the value of the slot `triage`; a level that is not listed gives no card. */
  readonly triage: Readonly<Record<string, CardWording>>;
  readonly proposal: Readonly<Record<Indicator, CardWording>>;
  readonly spacing: CardWording;
  readonly removal: Readonly<Record<"order" | "appointment", { readonly label: string; readonly description: string }>>;
  readonly tasks: {
    readonly open: readonly string[];
    readonly closed: readonly string[];
    readonly status: string;
    readonly intent: string;
    readonly levelInput: string;
    readonly levelDisplay: string;
    readonly ruleInput: string;
    readonly ruleDisplay: string;
    readonly questionnaireInput: string;
    readonly questionnaireDisplay: string;
  };
  readonly topics: Readonly<Record<CardTopic, string>>;
  /** Slots of the plan that a card shows, in this order. */
  readonly plan: { readonly vein: readonly string[]; readonly patient: readonly string[] };
  readonly data: {
    readonly what: Readonly<Record<string, string>>;
    readonly states: Readonly<Record<string, string>>;
    readonly absenceAssumed: string;
    /** How old answers of a questionnaire may be. */
    readonly answersForDays: { readonly value: number; readonly why: string };
  };
  readonly words: typeof cards.words;
  readonly overrideReasons: readonly { readonly code: string; readonly display: string }[];
  readonly ballot3: {
    readonly overrideReasons: {
      readonly system: string;
      readonly reasons: readonly { readonly code: string; readonly display: string }[];
    };
  };
}

export type CardTopic = keyof typeof cards.topics;

/** The wordings that the package carries. */
export const catalogue = cards as unknown as CardCatalogue;

/** The indicator of a card at a hook. */
export function indicatorAt(indicator: IndicatorByHook, hook: Hook): Indicator {
  return typeof indicator === "string" ? indicator : indicator[hook];
}

/** Whether a kind of card has nothing to say at a hook. */
export function isSilentAt({ silentAt = [] }: CardWording, hook: Hook): boolean {
  return silentAt.includes(hook);
}

/** A template with its `{names}` replaced; a name without a value becomes nothing. */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => (Object.hasOwn(values, name) ? (values[name] ?? "") : ""));
}

/** The code system of tasks, topics and override reasons. */
export function cardSystem(base: string | undefined): string {
  return canonicalUrl("CodeSystem", catalogue.system, base === undefined ? {} : { base });
}

/** The reasons that a clinician may choose from when a card is dismissed. */
export function overrideReasons(system: string, ballot3: boolean): readonly Required<Coding>[] {
  const { reasons, ...other } = ballot3
    ? catalogue.ballot3.overrideReasons
    : { reasons: catalogue.overrideReasons, system };
  return reasons.map(({ code, display }) => ({ code, system: other.system, display }));
}
