import { type Context, type CritiqueEntry, decisionOf, ids, proposed, type Vein } from "./context.ts";
export function gasEntry(context: Context, vein: Vein): CritiqueEntry[] {
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

export function guidanceEntry(context: Context, vein: Vein): CritiqueEntry[] {
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
