import { cleanDecimal } from "../../logic/units.ts";
import type { OptionValue } from "../../rulebook/slots.ts";
import { type Decision, reached } from "../decide.ts";
import { type Context, type CritiqueEntry, decisionOf, ids, proposed, type Vein } from "./context.ts";

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
  const keyOf = (option: OptionValue): string => `${option["agent"]} ${option["form"]}`;
  const keys = new Set(options.map(keyOf));
  return ids(
    winners.filter(({ value }) => (value as readonly OptionValue[]).some((option) => keys.has(keyOf(option)))),
  );
}

export function strengthEntry(context: Context, vein: Vein): CritiqueEntry[] {
  const { strength } = context.checks;
  const value = proposed(context, strength.fact, vein);
  const found = optionsFor(context, strength.slot, vein);
  if (typeof value !== "number" || found === undefined) return [];
  // Where no label speaks of this form, what it allows in the other one is still a bound.
  const { options, inAnyForm, decision } = found;
  const low = lowBand(context, decision, vein);
  const because = [
    ...new Set([...ids(low?.winners ?? []), ...givers(decision, options.length > 0 ? options : inAnyForm)]),
  ];
  const make = (advised: number | null, severity: CritiqueEntry["severity"], text: string): CritiqueEntry[] => [
    { vein: vein.id, field: "concentrationPercent", proposed: value, advised, severity, text, because },
  ];
  const ranges = options.map((option) => ({
    min: Number(option["minPercent"]),
    max: Number(option["maxPercent"]),
  }));
  if (ranges.length === 0) {
    const highestOfAll = Math.max(...inAnyForm.map((option) => Number(option["maxPercent"])));
    return value > highestOfAll && inAnyForm.length > 0
      ? make(
          highestOfAll,
          "warning",
          `${value} % is above every labelled strength of the agent for this vein, the highest is ${highestOfAll} %`,
        )
      : low === undefined
        ? make(null, "info", "No label in use gives a strength for this agent, form and vein")
        : make(
            null,
            "warning",
            "A low strength is advised here, and no label in use gives one for this agent, form and vein",
          );
  }
  const lowest = Math.min(...ranges.map(({ min }) => min));
  const highest = Math.max(...ranges.map(({ max }) => max));
  // A label's only strength is its lowest and its highest: whoever takes the lowest has then not gone lower.
  if (low !== undefined && lowest === highest && value === lowest)
    return make(
      null,
      "info",
      `A lower strength is advised here; ${lowest} % is the only one that a label in use gives`,
    );
  if (low !== undefined)
    return value > lowest
      ? make(lowest, "warning", `The lowest labelled strength, ${lowest} %, is advised here, ${value} % is proposed`)
      : below(value, lowest, make);
  if (ranges.some(({ min, max }) => value >= min && value <= max)) return [];
  // From the lowest up, so that of two that are as near the lower is taken.
  const ends = ranges.flatMap(({ min, max }) => [min, max]).sort((a, b) => a - b);
  const nearest = ends.reduce((best, end) => (Math.abs(end - value) < Math.abs(best - value) ? end : best));
  return value > highest
    ? make(highest, "warning", `${value} % is above every labelled strength, the highest is ${highest} %`)
    : make(nearest, "info", `${value} % lies outside the labelled strengths, the nearest is ${nearest} %`);
}

/** The decision on the band, where it has come to what calls for the lowest labelled strength. */
function lowBand(context: Context, { slot }: Decision, vein: Vein): Decision | undefined {
  const mark = slot.merge.kind === "union" ? slot.merge.annotate : undefined;
  const band = mark === undefined ? undefined : decisionOf(context, mark.slot, vein);
  return mark !== undefined && reached(band, mark.from) ? band : undefined;
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

export function injectionEntry(context: Context, vein: Vein): CritiqueEntry[] {
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
      // The vein's total has no acceptable value of its own: it is the number of injections that follows.
      advised: null,
      severity: "info",
      text: `${value} mL for the vein needs at least ${Math.ceil(cleanDecimal(value / most))} injections of at most ${most} mL`,
      because: givers(found.decision, found.options),
    },
  ];
}
