import type { Question } from "../explain/questions.ts";
import type { SlotValue } from "../rulebook/slots.ts";
import type { PlanEntry, Recommendation, Report } from "./report.ts";

/** A value before and after. */
export interface Turn<T> {
  readonly from: T;
  readonly to: T;
}

/** A slot that differs: its value, or what it could still become. */
export interface PlanDifference {
  readonly slot: string;
  /** Absent for the patient's slots. */
  readonly vein?: string;
  readonly value: Turn<SlotValue | null>;
  readonly couldBecome: Turn<SlotValue | null>;
}

/** How two reports differ; parts that do not differ are empty or absent. */
export interface ReportDifference {
  readonly eligibility?: Turn<Report["eligibility"]>;
  readonly triage?: Turn<Report["triage"] | null>;
  readonly plan: readonly PlanDifference[];
  /** Recommendations that came, went, or changed between active and superseded. */
  readonly recommendations: {
    readonly added: readonly Recommendation[];
    readonly removed: readonly Recommendation[];
    readonly changed: readonly { readonly id: string; readonly status: Turn<string> }[];
  };
  readonly questions: { readonly added: readonly Question[]; readonly removed: readonly Question[] };
  /** The parts of the report that are shown whole where they differ. */
  readonly complete?: Turn<Report["complete"]>;
  readonly critique?: Turn<Report["critique"]>;
  readonly doses?: Turn<NonNullable<Report["doses"]>>;
  readonly disagreements?: Turn<Report["disagreements"]>;
  readonly issues?: Turn<Report["issues"]>;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Returns what differs between two reports. */
export function differenceOf(before: Report, after: Report): ReportDifference {
  const status = new Map(before.recommendations.map((one) => [one.id, one.status]));
  const questionKey = ({ fact, vein }: Question): string => `${vein ?? ""} ${fact}`;
  const without = <T>(from: readonly T[], other: readonly T[], key: (one: T) => string): T[] => {
    const keys = new Set(other.map(key));
    return from.filter((one) => !keys.has(key(one)));
  };
  const turned = <K extends string, T>(key: K, from: T, to: T): { [P in K]?: Turn<T> } =>
    same(from, to) ? {} : ({ [key]: { from, to } } as { [P in K]: Turn<T> });
  const idOf = ({ id }: Recommendation): string => id;
  return {
    ...(same(before.eligibility, after.eligibility)
      ? {}
      : { eligibility: { from: before.eligibility, to: after.eligibility } }),
    ...(same(before.triage, after.triage) ? {} : { triage: { from: before.triage ?? null, to: after.triage ?? null } }),
    plan: [
      ...planDifferences(before.plan.patient, after.plan.patient),
      ...[...new Set([...Object.keys(before.plan.veins), ...Object.keys(after.plan.veins)])].flatMap((vein) =>
        planDifferences(before.plan.veins[vein] ?? {}, after.plan.veins[vein] ?? {}, vein),
      ),
    ],
    recommendations: {
      added: without(after.recommendations, before.recommendations, idOf),
      removed: without(before.recommendations, after.recommendations, idOf),
      changed: after.recommendations.flatMap((one) => {
        const from = status.get(one.id);
        return from === undefined || from === one.status ? [] : [{ id: one.id, status: { from, to: one.status } }];
      }),
    },
    questions: {
      added: without(after.questions, before.questions, questionKey),
      removed: without(before.questions, after.questions, questionKey),
    },
    ...turned("complete", before.complete, after.complete),
    ...turned("critique", before.critique, after.critique),
    ...turned("doses", before.doses ?? [], after.doses ?? []),
    ...turned("disagreements", before.disagreements, after.disagreements),
    ...turned("issues", before.issues, after.issues),
  };
}

function planDifferences(
  before: Readonly<Record<string, PlanEntry>>,
  after: Readonly<Record<string, PlanEntry>>,
  vein?: string,
): PlanDifference[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((slot) => {
    const value = { from: before[slot]?.value ?? null, to: after[slot]?.value ?? null };
    const couldBecome = { from: before[slot]?.couldBecome ?? null, to: after[slot]?.couldBecome ?? null };
    if (same(value.from, value.to) && same(couldBecome.from, couldBecome.to)) return [];
    return [{ slot, ...(vein === undefined ? {} : { vein }), value, couldBecome }];
  });
}
