import { hoursPer } from "../logic/units.ts";
import type { TimelineItem, TimelinePhase } from "../report/phase.ts";
import type { Report } from "../report/report.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import { languageOf } from "./options.ts";
import { type Language, type Wording, wordings } from "./wording.ts";

export interface HandoutOptions {
  /** English by default. */
  readonly language?: Language;
}

/** The topic whose rules make the list of when to call. */
const callTopic = "when-to-call";

/** The levels of that list, most urgent first, by the phrase of their heading; what is merely expected is not on it. */
const callHeadings = ["callEmergency", "callUrgent", "callSameDay", "callBook"] as const;

/**
 * Returns a handout for the patient as Markdown: what was decided, when to call, what to do, expect and avoid and until when,
 * and the disclaimer. It holds only what the catalogue words for patients: nothing for clinicians alone, and no value of the
 * case. Not a substitute for the conversation. Throws `AdapterError` for options that it does not know.
 */
export function patientHandout(report: Report, rulebook: Rulebook, options: HandoutOptions = {}): string {
  const wording = wordings[languageOf(options)];
  const say = (key: string, values: Readonly<Record<string, string>> = {}): string =>
    (own(wording.phrases, key) ?? key).replace(/\{(\w+)\}/g, (_, name: string) => own(values, name) ?? "");
  const told = spoken(report, wording);
  const lines = [
    `# ${say("title")}`,
    "",
    say("intro"),
    "",
    `## ${say("decisionTitle")}`,
    "",
    say(`decision.${report.eligibility.decision}`),
    ...(report.eligibility.couldBecome === null ? [] : ["", say("undecided")]),
    "",
    `## ${say("callTitle")}`,
    ...callList(rulebook, wording, say),
    ...rulebook.topics
      .filter((topic) => topic !== callTopic || report.triage !== undefined)
      .flatMap((topic) => bullets(`## ${say(`topic.${topic}`)}`, told.get(topic) ?? [])),
    ...timeline(report.timeline, wording, say),
    "",
    "---",
    "",
    say("disclaimer"),
  ];
  return `${lines.join("\n")}\n`;
}

/** The text under a key of one's own: a rule may have a name that every object inherits. */
function own(texts: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(texts, key) ? texts[key] : undefined;
}

type Say = (key: string, values?: Readonly<Record<string, string>>) => string;

/** What the active recommendations say to a patient, by topic, each once. What to expect and when stands in the timeline alone. */
function spoken({ recommendations, timeline: phases }: Report, wording: Wording): Map<string, string[]> {
  const told = new Map<string, string[]>();
  const timed = new Set(phases.flatMap(({ expect }) => expect.flatMap(({ from }) => from)));
  for (const { rule, topic, status } of recommendations) {
    const text = own(wording.rules, rule);
    const known = told.get(topic) ?? [];
    if (status !== "active" || text === undefined || known.includes(text)) continue;
    if (timed.has(rule) && topic !== callTopic) continue;
    told.set(topic, [...known, text]);
  }
  return told;
}

function bullets(heading: string, texts: readonly string[]): string[] {
  return texts.length === 0 ? [] : ["", heading, "", ...texts.map((text) => `- ${text}`)];
}

/** Every sign to call for, whatever the report says now: a patient takes the list home. */
function callList(rulebook: Rulebook, wording: Wording, say: Say): string[] {
  const levels = [...(rulebook.slots.get("triage")?.values ?? [])].reverse();
  return callHeadings.flatMap((heading, index) => {
    const texts = rulebook.rules
      .filter(
        ({ topic, event }) =>
          topic === callTopic && event.params.slot === "triage" && event.params.value === levels[index],
      )
      // A red flag of the caller's own has no wording for patients: better its summary than silence.
      .map(({ name, event }) => own(wording.rules, name) ?? event.params.summary);
    return bullets(`### ${say(heading)}`, [...new Set(texts)]);
  });
}

function timeline(phases: readonly TimelinePhase[], wording: Wording, say: Say): string[] {
  // Each instruction stands once, where it begins: it says itself how long it holds.
  const said = new Set<string>();
  const told = phases.flatMap((phase) => {
    const part = (heading: string, items: readonly TimelineItem[]): string[] => {
      const texts = items.flatMap(({ from }) =>
        from.map((rule) => own(wording.rules, rule)).filter((text) => text !== undefined),
      );
      const fresh = [...new Set(texts)].filter((text) => !said.has(text));
      for (const text of fresh) said.add(text);
      return bullets(`**${say(heading)}**`, fresh);
    };
    const body = [
      ...part("doTitle", phase.do),
      ...part("expectTitle", phase.expect),
      ...part("avoidTitle", phase.avoid),
    ];
    return body.length === 0 ? [] : ["", `### ${phaseLabel(phase, say)}`, ...body];
  });
  return told.length === 0 ? [] : ["", `## ${say("timelineTitle")}`, ...told];
}

function phaseLabel({ fromHours, toHours }: TimelinePhase, say: Say): string {
  const from = timeLabel(fromHours, say);
  return toHours === null ? say("phase.from", { from }) : say("phase.between", { from, to: timeLabel(toHours, say) });
}

/** A time in the largest unit that gives it a whole number. */
function timeLabel(hours: number, say: Say): string {
  const unit = (["mo", "wk", "d"] as const).find((one) => hours > 0 && Number.isInteger(hours / hoursPer[one])) ?? "h";
  return say(`time.${unit}`, { n: String(hours / hoursPer[unit]) });
}
