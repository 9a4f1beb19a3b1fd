import type { Report } from "../../report/report.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import type { KeyData } from "../data/state.ts";
import type { OwnTask } from "../data/tasks.ts";
import type { Draft } from "../orders/draft.ts";
import type { Action, Hook, Indicator, Link } from "../types.ts";
import type { CardTopic } from "./catalogue.ts";

/** A link to where the questions can be answered. */
export interface QuestionnaireLink extends Omit<Link, "appContext"> {
  /** Canonical URL of the questionnaire; by default the one that this package writes. */
  readonly canonical?: string;
}

/** A draft with the report that its proposal leads to. */
export interface JudgedDraft extends Draft {
  readonly report: Report;
}

/** What cards are made from. */
export interface CardContext {
  readonly hook: Hook;
  readonly rulebook: Rulebook;
  /** The report without any order's proposal. */
  readonly report: Report;
  readonly patientId: string;
  /** The date that the report is for. */
  readonly asOf: string;
  readonly keys: readonly KeyData[];
  /** Types of which nothing recorded was taken to mean that there is none. */
  readonly assumed: readonly string[];
  /** Facts that the record touches without settling them. */
  readonly leftOpen: ReadonlySet<string>;
  readonly tasks: readonly OwnTask[];
  readonly orders: readonly JudgedDraft[];
  readonly appointments: readonly Draft[];
  /** The code system of tasks and topics. */
  readonly system: string;
  /** Base of canonical URLs. */
  readonly base?: string;
  readonly questionnaire?: QuestionnaireLink;
}

/** A card before it gets its uuid, source, links and override reasons. */
export interface CardDraft {
  /** What tells the card from the others of a call. */
  readonly key: string;
  readonly topic: CardTopic;
  readonly indicator: Indicator;
  readonly summary: string;
  readonly detail: string;
  readonly suggestions?: readonly SuggestionDraft[];
  readonly links?: readonly Link[];
}

export interface SuggestionDraft {
  readonly key: string;
  readonly label: string;
  readonly isRecommended?: boolean;
  readonly actions: readonly Action[];
}
