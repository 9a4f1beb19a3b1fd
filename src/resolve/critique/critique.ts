import { hundredthsDown } from "../../facts/derive.ts";
import type { FactStore } from "../../facts/store.ts";
import { type Subject, subjectKey } from "../../facts/subject.ts";
import { bounds, isKnown, type Scalar } from "../../logic/cell.ts";
import { cleanDecimal } from "../../logic/units.ts";
import type { ProposalChecks } from "../../rulebook/proposal.ts";
import type { OptionValue, Slot } from "../../rulebook/slots.ts";
import type { Contribution } from "../contribution.ts";
import type { Decision } from "../decide.ts";
import type { Decisions } from "../finish.ts";
import type { DoseSum } from "./doses.ts";

export type CritiqueField =
  | "form"
  | "agent"
  | "concentrationPercent"
  | "volumeMl"
  | "gas"
  | "ultrasoundGuided"
  | "spacing";

/** Where a proposal differs from what is advised. */
export interface CritiqueEntry {
  /** The vein whose proposal it is; null for the session as a whole. */
  readonly vein: string | null;
  readonly field: CritiqueField;
  readonly proposed: Scalar;
  /** The nearest acceptable value; null where there is none. */
  readonly advised: Scalar | null;
  /** The unit of a sum; absent where the field's name gives it. */
  readonly unit?: string;
  /** `critical`: contraindicated, or over a ceiling. */
  readonly severity: "critical" | "warning" | "info";
  /** What differs and why, in one sentence. */
  readonly text: string;
  /** Ids of the recommendations that it rests on. */
  readonly because: readonly string[];
}

interface Context {
  readonly checks: ProposalChecks;
  readonly slots: ReadonlyMap<string, Slot>;
  readonly store: FactStore;
  readonly decisions: Decisions;
}

type Vein = Extract<Subject, { kind: "vein" }>;

/** Holds what a clinician proposes against what is decided, vein by vein, then the sums and the spacing of the session. */
export function critique(context: Context, sums: readonly DoseSum[]): CritiqueEntry[] {
  const veins = context.store.veins.filter((vein) => vein.kind === "vein");
  return [
    ...veins.flatMap((vein) => {
      const choices = [...formEntry(context, vein), ...agentEntry(context, vein)];
      return [
        ...choices,
        // Labels of an excluded form or agent are left out of the plan: to find none there would say the wrong thing.
        ...(choices.some(({ severity }) => severity === "critical") ? [] : strengthEntry(context, vein)),
        ...injectionEntry(context, vein),
        ...gasEntry(context, vein),
        ...guidanceEntry(context, vein),
      ];
    }),
    ...sums.flatMap((sum) => sumEntries(sum, context)),
    ...spacingEntry(context),
  ];
}

function proposed({ store }: Context, fact: string, vein: Vein): Scalar | undefined {
  const cell = store.get(fact, vein);
  return isKnown(cell) ? cell : undefined;
}

function decisionOf({ decisions }: Context, slot: string, vein: Vein): Decision | undefined {
  return decisions.get(slot, subjectKey(vein));
}

function idOf({ rule, subject }: Contribution): string {
  return subject.kind === "vein" ? `${rule.name}@${subject.id}` : rule.name;
}

function ids(contributions: readonly Contribution[]): string[] {
  return [...new Set(contributions.map(idOf))].sort();
}

function formEntry(context: Context, vein: Vein): CritiqueEntry[] {
  const { form } = context.checks;
  const value = proposed(context, form.fact, vein);
  const decision = decisionOf(context, form.slot, vein);
  if (value === undefined || decision?.value === undefined || decision.value === value) return [];
  const excluded = decision.winners.some(({ rule }) => rule.event.params.rank === form.excludedBy);
  const advised = decision.value as string;
  return [
    {
      vein: vein.id,
      field: "form",
      proposed: value,
      advised,
      severity: excluded ? "critical" : "warning",
      text: excluded
        ? `${capital(String(value))} is excluded for this vein: use ${advised}`
        : `${capital(advised)} is advised for this vein, ${value} is proposed`,
      because: ids(decision.winners),
    },
  ];
}

function agentDecisions(context: Context, vein: Vein): Decision[] {
  return [...context.slots.values()]
    .filter(({ agent }) => agent !== undefined)
    .map(({ name }) => decisionOf(context, name, vein))
    .filter((decision) => decision !== undefined);
}

function agentEntry(context: Context, vein: Vein): CritiqueEntry[] {
  const { agent } = context.checks;
  const value = proposed(context, agent.fact, vein);
  const decisions = agentDecisions(context, vein);
  const decision = decisions.find(({ slot }) => slot.agent === value);
  if (value === undefined || decision === undefined) return [];
  const isCritical = decision.value === agent.critical;
  if (!isCritical && decision.value !== agent.info) return [];
  const order = decision.slot.values ?? [];
  const rank = (other: Decision): number =>
    other.value === undefined ? order.length : order.indexOf(other.value as string);
  const better = decisions.filter((other) => rank(other) < rank(decision)).sort((a, b) => rank(a) - rank(b))[0];
  const name = decision.slot.label;
  return [
    {
      vein: vein.id,
      field: "agent",
      proposed: value,
      advised: better?.slot.agent ?? null,
      severity: isCritical ? "critical" : "info",
      text: isCritical ? `${name} is contraindicated here` : `${name} calls for caution here`,
      because: ids(decision.winners),
    },
  ];
}

/** The options for the proposed agent in every form, and those in the proposed form or, where none is proposed, the decided one. */
function optionsFor(
  context: Context,
  slot: string,
  vein: Vein,
): { options: readonly OptionValue[]; inAnyForm: readonly OptionValue[]; decision: Decision } | undefined {
  const { checks } = context;
  const agent = proposed(context, checks.agent.fact, vein);
  const form = proposed(context, checks.form.fact, vein) ?? decisionOf(context, checks.form.slot, vein)?.value;
  const decision = decisionOf(context, slot, vein);
  if (agent === undefined || form === undefined || decision === undefined) return undefined;
  const inAnyForm = ((decision.value ?? []) as readonly OptionValue[]).filter((option) => option["agent"] === agent);
  return { options: inAnyForm.filter((option) => option["form"] === form), inAnyForm, decision };
}

/** The ids of the rules that gave some of these options. */
function givers({ winners }: Decision, options: readonly OptionValue[]): string[] {
  const keyOf = (option: OptionValue): string => `${option["source"]} ${option["agent"]} ${option["form"]}`;
  const keys = new Set(options.map(keyOf));
  return ids(
    winners.filter(({ value }) => (value as readonly OptionValue[]).some((option) => keys.has(keyOf(option)))),
  );
}

function strengthEntry(context: Context, vein: Vein): CritiqueEntry[] {
  const { strength } = context.checks;
  const value = proposed(context, strength.fact, vein);
  const found = optionsFor(context, strength.slot, vein);
  if (typeof value !== "number" || found === undefined) return [];
  // Where no label speaks of this form, what it allows in the other one is still a bound.
  const { options, inAnyForm, decision } = found;
  const because = givers(decision, options.length > 0 ? options : inAnyForm);
  const make = (advised: number | null, severity: CritiqueEntry["severity"], text: string): CritiqueEntry[] => [
    { vein: vein.id, field: "concentrationPercent", proposed: value, advised, severity, text, because },
  ];
  const ranges = options.map((option) => ({
    min: Number(option["minPercent"]),
    max: Number(option["maxPercent"]),
    lowest: "pick" in option,
  }));
  if (ranges.length === 0) {
    const highestOfAll = Math.max(...inAnyForm.map((option) => Number(option["maxPercent"])));
    return value > highestOfAll && inAnyForm.length > 0
      ? make(
          highestOfAll,
          "warning",
          `${value} % is above every labelled strength of the agent for this vein, the highest is ${highestOfAll} %`,
        )
      : make(null, "info", "No label in use gives a strength for this agent, form and vein");
  }
  const lowest = Math.min(...ranges.map(({ min }) => min));
  if (ranges.some(({ lowest: pick }) => pick))
    return value > lowest
      ? make(lowest, "warning", `The lowest labelled strength, ${lowest} %, is advised here, ${value} % is proposed`)
      : below(value, lowest, make);
  if (ranges.some(({ min, max }) => value >= min && value <= max)) return [];
  // From the lowest up, so that of two that are as near the lower is taken.
  const ends = ranges.flatMap(({ min, max }) => [min, max]).sort((a, b) => a - b);
  const nearest = ends.reduce((best, end) => (Math.abs(end - value) < Math.abs(best - value) ? end : best));
  const highest = Math.max(...ends);
  return value > highest
    ? make(highest, "warning", `${value} % is above every labelled strength, the highest is ${highest} %`)
    : make(nearest, "info", `${value} % lies outside the labelled strengths, the nearest is ${nearest} %`);
}

function below(
  value: number,
  lowest: number,
  make: (advised: number, severity: "info", text: string) => CritiqueEntry[],
): CritiqueEntry[] {
  return value < lowest
    ? make(lowest, "info", `${value} % is below every labelled strength, the lowest is ${lowest} %`)
    : [];
}

function injectionEntry(context: Context, vein: Vein): CritiqueEntry[] {
  const { volume } = context.checks;
  const value = proposed(context, volume.fact, vein);
  const found = optionsFor(context, volume.perInjection, vein);
  if (typeof value !== "number" || found === undefined || found.options.length === 0) return [];
  const most = Math.min(...found.options.map((option) => Number(option["max"])));
  if (value <= most) return [];
  return [
    {
      vein: vein.id,
      field: "volumeMl",
      proposed: value,
      advised: most,
      severity: "info",
      text: `${value} mL for the vein needs at least ${Math.ceil(cleanDecimal(value / most))} injections of at most ${most} mL`,
      because: givers(found.decision, found.options),
    },
  ];
}

function gasEntry(context: Context, vein: Vein): CritiqueEntry[] {
  const { gas } = context.checks;
  const value = proposed(context, gas.fact, vein);
  const decision = decisionOf(context, gas.slot, vein);
  if (value === undefined || decision?.value !== gas.when || gas.accepts.includes(String(value))) return [];
  return [
    {
      vein: vein.id,
      field: "gas",
      proposed: value,
      advised: gas.accepts[0] ?? null,
      severity: "warning",
      text: `A physiological gas (${gas.accepts.join(", ")}) is advised for foam here, ${value} is proposed`,
      because: ids(decision.winners),
    },
  ];
}

function guidanceEntry(context: Context, vein: Vein): CritiqueEntry[] {
  const { guidance } = context.checks;
  const value = proposed(context, guidance.fact, vein);
  const decision = decisionOf(context, guidance.slot, vein);
  if (value !== false || decision?.value !== guidance.when) return [];
  return [
    {
      vein: vein.id,
      field: "ultrasoundGuided",
      proposed: false,
      advised: true,
      severity: "warning",
      text: "Ultrasound guidance is advised for this vein, none is proposed",
      because: ids(decision.winners),
    },
  ];
}

/** The ids of what a rule says, for the patient or for the veins of a sum. */
function idsOfRule(name: string, { veins }: DoseSum, { decisions }: Context): string[] {
  const all = decisions.values().flatMap(({ applying }) => applying.filter(({ rule }) => rule.name === name));
  const own = all.filter(({ subject }) => subject.kind !== "vein" || veins.includes(subject.id));
  return ids(own.length > 0 ? own : all);
}

function sumEntries(sum: DoseSum, context: Context): CritiqueEntry[] {
  return sum.ceilings.flatMap(({ amount, exceededBy, rules }) =>
    exceededBy === null
      ? []
      : [
          {
            vein: sum.veins.length === 1 ? (sum.veins[0] ?? null) : null,
            field: "volumeMl" as const,
            proposed: sum.total,
            advised: amount,
            unit: sum.unit,
            severity: "critical" as const,
            text: `${sum.atLeast ? "At least " : ""}${sum.total} ${sum.unit} of ${[sum.agent, sum.form]
              .filter((part) => part !== undefined)
              .map((part) => part.replaceAll("-", " "))
              .join(
                " ",
              )} in the session passes the ceiling of ${amount} ${sum.unit} by ${sum.atLeast ? "at least " : ""}${exceededBy} ${sum.unit}`,
            because: rules.flatMap((rule) => idsOfRule(rule, sum, context)),
          },
        ],
  );
}

function spacingEntry({ checks, store, decisions }: Context): CritiqueEntry[] {
  const decision = decisions.get(checks.spacing.slot, "patient");
  const elapsed = bounds(store.get(checks.spacing.elapsed, { kind: "patient" }));
  if (typeof decision?.value !== "number" || decision.value <= 0 || elapsed === undefined) return [];
  // To hundredths, as what is left is given: down, since that is rounded up.
  const passed = hundredthsDown(elapsed.min);
  return [
    {
      vein: null,
      field: "spacing",
      proposed: passed,
      advised: cleanDecimal(passed + decision.value),
      severity: "warning",
      text: `A session now would come ${decision.value} ${decision.value === 1 ? "week" : "weeks"} too early`,
      because: ids(decision.winners),
    },
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
