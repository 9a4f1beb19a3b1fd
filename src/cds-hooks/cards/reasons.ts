import type { Origin, Reason } from "../../explain/reason.ts";
import type { FactOrigin } from "../../fhir/case-from-fhir.ts";
import type { Recommendation } from "../../report/report.ts";
import { contentOf } from "../../rulebook/assemble.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import type { Citation } from "../../rulebook/source.ts";
import { catalogue } from "./catalogue.ts";
import { bold, escapeMarkdown } from "./markdown.ts";

const { words } = catalogue;

/** A recommendation as a list item: what, because of which facts from where, on whose authority. */
export function reasonItem({ summary, because, sources, detail }: Recommendation, rulebook: Rulebook): string {
  const why = [...new Set(because.map(reasonLine))];
  const parts = [
    `${bold(summary)}${why.length === 0 ? "" : `, ${words.because} ${why.join("; ")}`}`,
    ...(detail === undefined ? [] : [escapeMarkdown(detail)]),
    ...(sources.length === 0 ? [] : [`${words.sources}: ${sourcesText(sources, rulebook)}`]),
  ];
  return `- ${parts.map((part) => part.replace(/\.$/, "")).join(". ")}.`;
}

function reasonLine({ text, origin }: Reason): string {
  const from = originText(origin);
  return from === "" ? escapeMarkdown(text) : `${escapeMarkdown(text)} (${from})`;
}

/** Where in the record a fact was found: what it is called, the resource, and the date that counted. */
function originText(origin: Origin): string {
  if (typeof origin !== "object" || origin === null) return "";
  const from = origin as FactOrigin;
  if ("absenceOf" in from) return `${words.noneRecorded}: ${from.absenceOf.map(escapeMarkdown).join(", ")}`;
  const when = from.date === undefined ? "" : ` ${words.since} ${escapeMarkdown(from.date)}`;
  const what = from.code?.display === undefined ? "" : `${escapeMarkdown(from.code.display)}, `;
  return `${what}${escapeMarkdown(from.resource)}${when}`;
}

/** The sources of a recommendation, each with its rows: `Asclera prescribing information (label, US: A-08)`. */
function sourcesText(citations: readonly Citation[], rulebook: Rulebook): string {
  const { sources } = contentOf(rulebook);
  const rows = new Map<string, string[]>();
  for (const { id, authority, source, section, jurisdiction } of citations) {
    const title = (Object.hasOwn(sources, source) ? sources[source]?.title : section) ?? source;
    const key = `${title} (${[authority, jurisdiction].filter((one) => one !== undefined).join(", ")}`;
    rows.set(key, [...(rows.get(key) ?? []), id]);
  }
  return [...rows].map(([key, ids]) => escapeMarkdown(`${key}: ${ids.join(", ")})`)).join("; ");
}

/** The recommendations that gave a slot its value, each rule once. */
export function decidingOf(
  recommendations: readonly Recommendation[],
  slot: string,
  rules: readonly string[],
): Recommendation[] {
  const active = recommendations.filter(
    (one) => one.status === "active" && one.slot === slot && rules.includes(one.rule),
  );
  return active.filter(({ rule }, index) => active.findIndex((one) => one.rule === rule) === index);
}

/** The first reason in words, and how many more there are. */
export function reasonText(deciding: readonly { readonly summary: string }[]): string {
  const [first, ...more] = deciding;
  if (first === undefined) return "";
  return more.length === 0
    ? first.summary
    : `${first.summary} ${words.several.replace("{count}", String(more.length))}`;
}

/** A heading and its lines; nothing where there are none. */
export function part(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`### ${escapeMarkdown(heading)}`, "", ...lines, ""];
}
