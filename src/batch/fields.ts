import { AdapterError } from "../issues/errors.ts";
import type { Issue } from "../issues/issue.ts";
import { quote, suggest } from "../issues/nearest.ts";
import { headSlots } from "../report/build.ts";
import type { Report } from "../report/report.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { ReportPart } from "./line.ts";

/** Every key that a report can have; a test holds it against reports. */
const reportKeys = [
  "rulebook",
  "asOf",
  "complete",
  "eligibility",
  "triage",
  "plan",
  "recommendations",
  "questions",
  "disagreements",
  "critique",
  "doses",
  "timeline",
  "issues",
] as const satisfies readonly (keyof Report)[];

const patientPlan = "plan.patient";
const veinsPlan = "plan.veins";

/** Which parts of a report are wanted. */
export interface Selection {
  /** Keys that are wanted whole. */
  readonly keys: ReadonlySet<string>;
  readonly patientPlan: boolean;
  readonly veinsPlan: boolean;
  /** Single slots of the patient's plan. */
  readonly slots: ReadonlySet<string>;
}

/** The names that `fields` can hold: the report's keys, the two plans, and the patient's slots one by one. */
export function fieldNames(rulebook: Rulebook): string[] {
  const slots = [...rulebook.slots.values()].filter(
    ({ name, scope }) => scope === "patient" && !headSlots.includes(name),
  );
  return [...reportKeys, patientPlan, veinsPlan, ...slots.map(({ name }) => `${patientPlan}.${name}`)];
}

/** Reads what is wanted. Throws `AdapterError` for an empty list, and for every name that is no part of a report. */
export function selectionOf(fields: readonly string[], rulebook: Rulebook): Selection {
  const known = fieldNames(rulebook);
  const issues = fields.flatMap((field, index): Issue[] =>
    known.includes(field)
      ? []
      : [
          {
            code: "batch/unknown-field",
            severity: "error",
            path: `fields[${index}]`,
            message: `unknown field ${quote(field)}`,
            help: suggest(field, known),
          },
        ],
  );
  if (fields.length === 0)
    issues.push({
      code: "batch/unknown-field",
      severity: "error",
      path: "fields",
      message: "expected at least one field, received none",
      help: "leave `fields` out for whole reports",
    });
  if (issues.length > 0) throw new AdapterError(issues);
  const slotPrefix = `${patientPlan}.`;
  return {
    keys: new Set(fields.filter((field) => (reportKeys as readonly string[]).includes(field))),
    patientPlan: fields.includes(patientPlan),
    veinsPlan: fields.includes(veinsPlan),
    slots: new Set(
      fields.filter((field) => field.startsWith(slotPrefix)).map((field) => field.slice(slotPrefix.length)),
    ),
  };
}

/** Takes the wanted parts out of a report, in the report's order; what a report does not have, its part has not either. */
export function partOf(report: Report, selection: Selection): ReportPart {
  const part: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(report)) {
    if (selection.keys.has(key)) part[key] = value;
    else if (key === "plan") {
      const plan = planPart(report, selection);
      if (plan !== undefined) part[key] = plan;
    }
  }
  return Object.freeze(part);
}

function planPart({ plan }: Report, selection: Selection): Partial<Report["plan"]> | undefined {
  const { slots } = selection;
  const patient = selection.patientPlan
    ? plan.patient
    : slots.size === 0
      ? undefined
      : Object.freeze(Object.fromEntries(Object.entries(plan.patient).filter(([slot]) => slots.has(slot))));
  if (patient === undefined && !selection.veinsPlan) return undefined;
  return Object.freeze({
    ...(patient === undefined ? {} : { patient }),
    ...(selection.veinsPlan ? { veins: plan.veins } : {}),
  });
}
