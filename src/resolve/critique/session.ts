import { hundredthsDown } from "../../facts/derive.ts";
import { bounds } from "../../logic/cell.ts";
import { cleanDecimal } from "../../logic/units.ts";
import { type Context, type CritiqueEntry, ids } from "./context.ts";
import type { DoseSum } from "./doses.ts";

/** The ids of what a rule says, for the patient or for the veins of a sum. */
function idsOfRule(name: string, { veins }: DoseSum, { decisions }: Context): string[] {
  const all = decisions.values().flatMap(({ applying }) => applying.filter(({ rule }) => rule.name === name));
  const own = all.filter(({ subject }) => subject.kind !== "vein" || veins.includes(subject.id));
  return ids(own.length > 0 ? own : all);
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
