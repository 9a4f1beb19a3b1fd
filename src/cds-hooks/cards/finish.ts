import type { Rulebook } from "../../rulebook/rulebook.ts";
import { summaryLimit } from "../schema/response.ts";
import type { Card, CardSource, Coding, Link } from "../types.ts";
import { catalogue } from "./catalogue.ts";
import type { CardDraft } from "./context.ts";
import { uuidOf } from "./identity.ts";
import { shorten } from "./markdown.ts";

/** What every card of a call gets. */
export interface FinishSettings {
  readonly hookInstance: string;
  readonly service: string;
  readonly system: string;
  readonly rulebook: Rulebook;
  /** The caller's own words and address for the source. */
  readonly source: Partial<Omit<CardSource, "topic">>;
  readonly links: readonly Link[];
  readonly overrideReasons: readonly Required<Coding>[];
}

/** Makes a card whole: uuid, source, links, and reasons to override what it advises. */
export function finishCard(draft: CardDraft, settings: FinishSettings): Card {
  const { hookInstance, service, system, rulebook, source, overrideReasons } = settings;
  const { key, topic, indicator, summary, detail, suggestions = [] } = draft;
  const uuid = uuidOf(hookInstance, `${service} ${key}`);
  const links = [...(draft.links ?? []), ...settings.links];
  return {
    uuid,
    summary: shorten(summary, summaryLimit),
    detail,
    indicator,
    source: {
      label: source.label ?? `${rulebook.title} ${rulebook.version}`,
      ...(source.url === undefined ? {} : { url: source.url }),
      ...(source.icon === undefined ? {} : { icon: source.icon }),
      topic: { code: topic, system, display: catalogue.topics[topic] },
    },
    ...(suggestions.length === 0
      ? {}
      : {
          suggestions: suggestions.map(({ key: name, label, isRecommended, actions }) => ({
            label,
            uuid: uuidOf(uuid, name),
            ...(isRecommended === true ? { isRecommended } : {}),
            actions,
          })),
          // A removed order leaves nothing to assess, so one suggestion is enough.
          selectionBehavior: "at-most-one" as const,
        }),
    // Information needs no reason to be put aside.
    ...(indicator === "info" ? {} : { overrideReasons }),
    ...(links.length === 0 ? {} : { links }),
  };
}
