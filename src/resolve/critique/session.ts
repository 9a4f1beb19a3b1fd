import { hundredthsDown } from "../../facts/derive.ts";
import { bounds } from "../../logic/cell.ts";
import { cleanDecimal } from "../../logic/units.ts";
import { type Context, type CritiqueEntry, ids } from "./context.ts";
import { type DoseSum, optionCeilings } from "./doses.ts";

/** The ids of what a rule says, for the patient or for the veins of a sum. */
function idsOfRule(name: string, { veins }: DoseSum, { decisions }: Context): string[] {
  const all = decisions.values().flatMap(({ applying }) => applying.filter(({ rule }) => rule.name === name));
  const own = all.filter(({ subject }) => subject.kind !== "vein" || veins.includes(subject.id));
  return ids(own.length > 0 ? own : all);
}

/** What a sum is of, in words. */
function nameOf({ agent, form }: DoseSum): string {
  return [agent, form]
    .filter((part) => part !== undefined)
    .map((part) => part.replaceAll("-", " "))
    .join(" ");
}

function amountOf(sum: DoseSum): string {
  return `${sum.atLeast ? "At least " : ""}${sum.total} ${sum.unit} of ${nameOf(sum)}`;
}

/**
 * A sum of an agent in a form that no label in use gives a ceiling for. What a label allows of the agent in the other form is still a
 * bound; where nothing at all bounds the sum, that is said: silence would look like consent.
 */
export function unlabelledEntry(sum: DoseSum, sums: readonly DoseSum[], context: Context): CritiqueEntry[] {
  const { agent, form, total, veins } = sum;
  if (agent === undefined || form === undefined || sum.ceilings.length > 0) return [];
  const make = (
    advised: number | null,
    severity: CritiqueEntry["severity"],
    text: string,
    rules: readonly string[],
  ): CritiqueEntry[] => [
    {
      vein: veins.length === 1 ? (veins[0] ?? null) : null,
      field: "volumeMl",
      proposed: total,
      advised,
      unit: sum.unit,
      severity,
      text,
      because: rules.flatMap((rule) => idsOfRule(rule, sum, context)),
    },
  ];
  const [other] = optionCeilings(context.checks, context.store, context.decisions, agent);
  if (other !== undefined && total > other.amount)
    return make(
      other.amount,
      "warning",
      `${amountOf(sum)} in the session is more than a label allows of the agent in its other form, ${other.amount} mL`,
      other.rules,
    );
  const { weightCeiling } = context.checks;
  const isBounded =
    sums.some((one) => one.ceilings.length > 0 && (one.agent ?? agent) === agent && (one.form ?? form) === form) ||
    // By weight: in milligrams, once the weight is known.
    (agent === weightCeiling.agent && context.decisions.get(weightCeiling.slot, "patient")?.value !== undefined);
  return isBounded || other !== undefined
    ? []
    : make(null, "info", `No label in use gives a ceiling for a session of ${nameOf(sum)}`, []);
}

export function sumEntries(sum: DoseSum, context: Context): CritiqueEntry[] {
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
            text: `${amountOf(sum)} in the session passes the ceiling of ${amount} ${sum.unit} by ${sum.atLeast ? "at least " : ""}${exceededBy} ${sum.unit}`,
            because: rules.flatMap((rule) => idsOfRule(rule, sum, context)),
          },
        ],
  );
}

export function spacingEntry({ checks, store, decisions }: Context): CritiqueEntry[] {
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
