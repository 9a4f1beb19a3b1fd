import type { Difference } from "./difference.ts";

/** What differs for one patient. */
export interface PatientDifference {
  readonly patient: string;
  readonly evidence: string;
  readonly differences: readonly Difference[];
}

/** A patient's differences as lines: the patient, then each part with what changed in it and the rules behind it. */
export function differenceLines({ patient, evidence, differences }: PatientDifference): string[] {
  return [
    `${patient}${evidence === "all" ? "" : ` (evidence ${evidence})`}`,
    ...differences.map(({ part, how, fields, rules }) => {
      const what = fields.length === 0 ? how : `${how}: ${fields.join(", ")}`;
      return `  ${part} ${what}${rules.length === 0 ? "" : ` [${rules.join(", ")}]`}`;
    }),
  ];
}

/** The rules behind the differences, those of most patients first. */
export function ruleCounts(found: readonly PatientDifference[]): string[] {
  const counts = new Map<string, number>();
  for (const { differences } of found)
    for (const rule of new Set(differences.flatMap(({ rules }) => rules)))
      counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const sorted = [...counts].sort(([a, less], [b, more]) => more - less || (a < b ? -1 : 1));
  return sorted.length === 0 ? [] : ["by rule:", ...sorted.map(([rule, count]) => `  ${count} ${rule}`)];
}
