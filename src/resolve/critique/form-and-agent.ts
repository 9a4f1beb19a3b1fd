import type { Decision } from "../decide.ts";
import { type Context, type CritiqueEntry, capital, decisionOf, ids, proposed, type Vein } from "./context.ts";
export function formEntry(context: Context, vein: Vein): CritiqueEntry[] {
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

export function agentEntry(context: Context, vein: Vein): CritiqueEntry[] {
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
