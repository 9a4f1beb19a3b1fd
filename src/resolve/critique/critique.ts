import { type Context, type CritiqueEntry, proposed, type Vein } from "./context.ts";
import type { DoseSum } from "./doses.ts";
import { agentEntry, formEntry } from "./form-and-agent.ts";
import { spacingEntry, sumEntries, unlabelledEntry } from "./session.ts";
import { injectionEntry, strengthEntry } from "./strength-and-volume.ts";
import { gasEntry, guidanceEntry } from "./technique.ts";

export type { CritiqueEntry, CritiqueField } from "./context.ts";
/** Holds what a clinician proposes against what is decided, vein by vein, then the sums and the spacing of the session. */
export function critique(context: Context, sums: readonly DoseSum[]): CritiqueEntry[] {
  const veins = context.store.veins.filter((vein) => vein.kind === "vein").filter((vein) => hasProposal(context, vein));
  // Labels of an excluded form or agent are left out of the plan: to find none there would say the wrong thing.
  const excluded = new Set<string>();
  return [
    ...veins.flatMap((vein) => {
      const choices = [...formEntry(context, vein), ...agentEntry(context, vein)];
      if (choices.some(({ severity }) => severity === "critical")) excluded.add(vein.id);
      return [
        ...choices,
        ...(excluded.has(vein.id) ? [] : strengthEntry(context, vein)),
        ...injectionEntry(context, vein),
        ...gasEntry(context, vein),
        ...guidanceEntry(context, vein),
      ];
    }),
    ...sums.flatMap((sum) => [
      ...sumEntries(sum, context),
      ...(sum.veins.some((vein) => excluded.has(vein)) ? [] : unlabelledEntry(sum, sums, context)),
    ]),
    ...spacingEntry(context),
  ];
}

/** Whether anything is proposed for a vein. */
function hasProposal(context: Context, vein: Vein): boolean {
  const { form, agent, strength, volume, gas, guidance } = context.checks;
  return [form, agent, strength, volume, gas, guidance].some(({ fact }) => proposed(context, fact, vein) !== undefined);
}
