import { leavesOf } from "../../logic/condition.ts";
import { leafText } from "../model/condition-text.ts";
import { linksFrom } from "../model/links.ts";
import { titleOf } from "../model/names.ts";
import { rowsIn } from "../model/rows.ts";
import type { SiteModel } from "../model/site-model.ts";
import type { SearchEntry } from "./entry.ts";

/** What can be found: topics, rules, decisions, facts and rows of the guidance. */
export function searchEntries(model: SiteModel): readonly SearchEntry[] {
  const links = linksFrom(0, model);
  const { rulebook, rules, topics } = model;
  return [
    ...[...topics.keys()].map((topic) => entry("topic", titleOf(topic), topic, links.topic(topic), "")),
    ...rules.map((rule) => {
      const { summary, detail = "" } = rule.event.params;
      const leaves = leavesOf(rule.conditions).map((leaf) => leafText(leaf, rulebook.facts.get(leaf.fact)));
      const text = [summary, detail, ...leaves].filter(Boolean).join(". ");
      return entry("rule", rule.title, rule.name, links.rule(rule.name), text);
    }),
    ...[...rulebook.slots.values()].map(({ name, label, merge, values = [] }) =>
      entry("decision", label, name, links.slot(name), [merge.policy, ...values].join(", ")),
    ),
    ...[...rulebook.facts.values()]
      .filter(({ slot }) => slot === undefined)
      .map(({ name, label, ask = "", meaning = "" }) =>
        entry("fact", label, name, links.fact(name), [ask, meaning].filter(Boolean).join(" ")),
      ),
    ...rowsIn(model).map(({ id, citation, source, topic = "", excuse = "" }) =>
      entry(
        "row",
        `${source?.title ?? "Resolution"}: ${citation.section ?? citation.source}`,
        id,
        links.row(id),
        [topic, excuse].filter(Boolean).join(". "),
      ),
    ),
  ];
}

function entry(kind: SearchEntry["kind"], title: string, name: string, href: string, text: string): SearchEntry {
  return { kind, title, name, href, text };
}
