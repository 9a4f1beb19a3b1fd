import { type Change, leadingSlots, type Question } from "../../explain/questions.ts";
import type { Reason } from "../../explain/reason.ts";
import { valueText, words } from "../../explain/sentence.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import type { Slot, SlotValue } from "../../rulebook/slots.ts";
import type { PlanEntry, Recommendation, Report } from "../report.ts";
import { section, wrap } from "./layout.ts";

/** How many questions are written out; the others are counted. */
const questionsShown = 10;

/**
 * Returns a report as plain text in 80 columns: the decision first, then triage, what to ask, and for the patient and each
 * vein the plan and its reasons; at the end what was overruled, disagreements and issues.
 */
export function reportText(report: Report, rulebook: Rulebook): string {
  const told = report.recommendations.filter(({ status, strength }) => status === "active" && strength !== "info");
  const places = placesOf(told, report, rulebook);
  const lines = [
    ...head(report),
    ...decision(report),
    ...triage(report),
    ...section("ASK NEXT, the worst change first", askLines(report.questions, rulebook)),
    ...subject("PATIENT", report.plan.patient, places.patient, rulebook),
    ...subject("FOLLOW-UP", {}, places.followUp, rulebook),
    ...subject("EVERY VEIN", {}, places.everyVein, rulebook),
    ...Object.entries(report.plan.veins).flatMap(([id, plan]) =>
      subject(`VEIN ${id}`, plan, places.veins.get(id) ?? [], rulebook),
    ),
    ...section("THE PROPOSAL AGAINST THE ADVICE", proposal(report)),
    ...section("PROPOSED DOSES", doses(report)),
    ...section("NORMAL NOW, AND NEXT", nowAndNext(report)),
    ...section("GOOD TO KNOW", information(report)),
    ...section("OVERRULED", report.recommendations.filter(({ status }) => status === "superseded").flatMap(overruled)),
    ...section("WHERE SOURCES DIFFER", differences(report, rulebook)),
    ...section(
      "NOTES ON THE CASE",
      report.issues.flatMap(({ path, message, help }) =>
        wrap(`${path}: ${message}${help === undefined ? "" : ` (${help})`}`, "  - "),
      ),
    ),
    "",
    ...wrap(
      "Decision support for qualified clinicians. No diagnosis, no order: the decision stays with the clinician.",
    ),
  ];
  return `${lines.join("\n")}\n`;
}

/** Recommendations by whom they concern: a vein's rule that decides for the patient stands with the patient, once. */
interface Places {
  readonly patient: readonly Recommendation[];
  readonly followUp: readonly Recommendation[];
  readonly everyVein: readonly Recommendation[];
  readonly veins: ReadonlyMap<string, readonly Recommendation[]>;
}

function placesOf(told: readonly Recommendation[], report: Report, rulebook: Rulebook): Places {
  const body = told.filter(({ slot }) => slot === undefined || !leadingSlots.includes(slot));
  const isPatients = ({ subject: { kind }, slot }: Recommendation): boolean =>
    kind === "patient" || (kind === "vein" && slot !== undefined && rulebook.slots.get(slot)?.scope === "patient");
  const veinIds = Object.keys(report.plan.veins);
  const ofVeins = body.filter((one) => one.subject.kind === "vein" && !isPatients(one));
  const onEvery = (rule: string): boolean =>
    veinIds.length > 1 && ofVeins.filter((one) => one.rule === rule).length === veinIds.length;
  return {
    patient: oncePerRule(body.filter(isPatients)),
    followUp: body.filter(({ subject: { kind } }) => kind === "followUp"),
    everyVein: oncePerRule(ofVeins.filter(({ rule }) => onEvery(rule))),
    veins: new Map(
      veinIds.map((id) => [
        id,
        ofVeins.filter((one) => one.subject.kind === "vein" && one.subject.id === id && !onEvery(one.rule)),
      ]),
    ),
  };
}

function oncePerRule(recommendations: readonly Recommendation[]): Recommendation[] {
  return recommendations.filter(({ rule }, index) => recommendations.findIndex((one) => one.rule === rule) === index);
}

function proposal({ critique }: Report): string[] {
  return critique.flatMap(({ severity, vein, text, because }) => [
    ...wrap(`${vein === null ? "" : `[vein ${vein}] `}${text}`, `  ${severity.toUpperCase().padEnd(8)} `),
    ...wrap(`[${because.join(", ")}]`, "           "),
  ]);
}

function doses({ doses: sums = [] }: Report): string[] {
  return sums.flatMap(({ agent, form, side, unit, total, atLeast, ceilings }) => {
    const what = [agent, form, side].filter((part) => part !== undefined).map(words);
    const limits = ceilings.map(({ amount, exceededBy, sources }) => {
      const over = exceededBy === null ? "" : `, passed by ${atLeast ? "at least " : ""}${exceededBy} ${unit}`;
      return `ceiling ${amount} ${unit}${over} [${sources.join(", ")}]`;
    });
    return wrap([`${what.join(", ")}: ${atLeast ? "at least " : ""}${total} ${unit}`, ...limits].join("; "), "  - ");
  });
}

/** With a follow-up whose time is known: what is normal in its phase, and in the next one. */
function nowAndNext({ timeline }: Report): string[] {
  const index = timeline.findIndex(({ current }) => current);
  return timeline.slice(index, index + 2).flatMap((phase, offset) => {
    if (index < 0) return [];
    const starting = phase.expect.filter(({ fromHours }) => offset === 0 || fromHours === phase.fromHours);
    const texts = [...new Set(starting.map(({ text }) => text))];
    return texts.flatMap((text) => wrap(text, offset === 0 ? "  now   " : "  next  "));
  });
}

/** Information in one line each, without its reasons. */
function information({ recommendations }: Report): string[] {
  const known = recommendations.filter(
    ({ status, strength, slot }) =>
      status === "active" && strength === "info" && (slot === undefined || !leadingSlots.includes(slot)),
  );
  return oncePerRule(known).flatMap(({ summary, sources }) =>
    wrap(`${summary} [${sources.map(({ id }) => id).join(", ")}]`, "  - "),
  );
}

function head({ rulebook, asOf, complete }: Report): string[] {
  const profile = rulebook.profile === undefined ? "" : `, profile ${rulebook.profile.name}`;
  return [
    ...wrap(
      `Rulebook ${rulebook.name} ${rulebook.version}${profile}, evidence ${rulebook.evidence}, as of ${asOf ?? "no date given"}`,
    ),
    ...(complete ? [] : wrap("INCOMPLETE: at least one rule failed; what it would have said is missing.")),
  ];
}

function decision({ eligibility, recommendations }: Report): string[] {
  const could =
    eligibility.couldBecome === null ? "" : `, could still become ${words(eligibility.couldBecome).toUpperCase()}`;
  const reasons = oncePerRule(
    recommendations.filter(({ slot, status }) => slot === "eligibility" && status === "active"),
  );
  return [
    "",
    ...wrap(`DECISION: ${words(eligibility.decision).toUpperCase()}${could}`),
    ...(reasons.length === 0
      ? wrap("No rule restricts the treatment on what is known.", "  ")
      : reasons.flatMap(recommendationLines)),
  ];
}

function triage({ triage: found, recommendations }: Report): string[] {
  if (found === undefined) return [];
  const could = found.couldBecome === null ? "" : `, could still become ${words(found.couldBecome).toUpperCase()}`;
  const suspect = found.suspect.length === 0 ? [] : wrap(`Suspect: ${found.suspect.map(words).join(", ")}`, "  ");
  return [
    "",
    ...wrap(`TRIAGE: ${words(found.level).toUpperCase()}${could}`),
    ...suspect,
    ...recommendations
      .filter(({ slot, status }) => slot === "triage" && status === "active")
      .flatMap(recommendationLines),
  ];
}

function askLines(questions: readonly Question[], rulebook: Rulebook): string[] {
  const shown = questions.slice(0, questionsShown).flatMap((question, index) => {
    const changes = question.couldChange.map((change) => changeText(change, rulebook));
    const vein = question.vein === undefined ? "" : `[vein ${question.vein}] `;
    const more = changes.length > 2 ? `; and ${changes.length - 2} more` : "";
    return [
      ...wrap(`${vein}${question.ask}`, `  ${String(index + 1).padStart(2)}. `),
      ...wrap(`could bring: ${changes.slice(0, 2).join("; ")}${more}`, "      "),
    ];
  });
  const rest = questions.length - questionsShown;
  return rest > 0 ? [...shown, ...wrap(`and ${rest} more: see --json`, "      ")] : shown;
}

function changeText(change: Change, rulebook: Rulebook): string {
  if ("advice" in change) return `the advice ${change.advice}`;
  const slot = rulebook.slots.get(change.slot) as Slot;
  return `${slot.label.toLowerCase()} ${valueText(slot, change.to)}`;
}

function subject(
  heading: string,
  plan: Readonly<Record<string, PlanEntry>>,
  recommendations: readonly Recommendation[],
  rulebook: Rulebook,
): string[] {
  const planLines = Object.entries(plan).flatMap(([name, entry]) => {
    const slot = rulebook.slots.get(name) as Slot;
    const could =
      entry.couldBecome === null ? "" : ` (could become ${valueText(slot, entry.couldBecome as SlotValue)})`;
    return wrap(`${slot.label}: ${valueText(slot, entry.value)}${could}`, "  ");
  });
  const told = recommendations.flatMap(recommendationLines);
  const both =
    planLines.length > 0 && told.length > 0
      ? [...planLines, "", "  Why, and what else:", ...told]
      : [...planLines, ...told];
  return section(heading, both);
}

function recommendationLines(one: Recommendation): string[] {
  // A setting of the clinic that nobody has changed explains nothing.
  const because = one.because.filter(({ assumed, found }) => !(assumed && typeof found !== "boolean")).map(reasonText);
  return [
    ...wrap(one.summary, `  ${one.strength.toUpperCase().padEnd(6)} `),
    ...(because.length === 0 ? [] : wrap(`because ${because.join(", and ")}`, "         ")),
    ...wrap(`[${one.rule}: ${one.sources.map(({ id }) => id).join(", ")}]`, "         "),
    ...(one.marks === undefined
      ? []
      : wrap(`note on the rule itself: ${one.marks.map(words).join(", ")}`, "         ")),
  ];
}

function reasonText({ text, parts }: Reason): string {
  return parts === undefined
    ? text
    : `${text} (${parts.map((part) => (part.vein === undefined ? part.text : `${part.vein}: ${part.text}`)).join("; ")})`;
}

function overruled({ id, summary, supersededBy }: Recommendation): string[] {
  return [
    ...wrap(`${summary} [${id}]`, "  - "),
    ...wrap(`overruled by ${supersededBy?.id}: ${supersededBy?.policy}`, "    "),
  ];
}

function differences({ disagreements }: Report, rulebook: Rulebook): string[] {
  return disagreements.flatMap(({ slot: name, subject: of, matter, used, policy, positions }) => {
    const slot = rulebook.slots.get(name) as Slot;
    const vein = of.kind === "vein" ? `, vein ${of.id}` : "";
    const about = matter === undefined ? "" : `, on ${words(matter)}`;
    return [
      ...wrap(
        `${slot.label}${vein}${about}: used ${slot.disagreeBy === "option" ? "all, shown side by side" : valueText(slot, used)} (${policy})`,
        "  - ",
      ),
      ...positions.flatMap(({ value, sources, jurisdictions, note }) => {
        const where = jurisdictions === undefined ? "" : ` (${jurisdictions.join(", ")})`;
        return wrap(
          `${positionText(slot, value)}: ${sources.join(", ")}${where}${note === undefined ? "" : `; ${note}`}`,
          "      ",
        );
      }),
    ];
  });
}

function positionText(slot: Slot, value: SlotValue): string {
  if (slot.disagreeBy !== "option") return valueText(slot, value);
  return `${[...new Set(Object.values(value as Record<string, number>))].join(" to ")} ${slot.unit ?? ""}`.trim();
}
