import type { CodeSet } from "../../fhir/read/code-set.ts";
import { catalogue } from "../cards/catalogue.ts";

/** The keys of what a service asks for beforehand. */
export const dataKeys = [
  "patient",
  "conditions",
  "allergies",
  "medicationRequests",
  "medicationStatements",
  "observations",
  "procedures",
  "questionnaireResponses",
  "tasks",
] as const;

export type DataKey = (typeof dataKeys)[number];

/** The type of resource behind each key. */
export const typeOfKey = {
  patient: "Patient",
  conditions: "Condition",
  allergies: "AllergyIntolerance",
  medicationRequests: "MedicationRequest",
  medicationStatements: "MedicationStatement",
  observations: "Observation",
  procedures: "Procedure",
  questionnaireResponses: "QuestionnaireResponse",
  tasks: "Task",
} as const satisfies Record<DataKey, string>;

/** What stands for the patient's id in a template. */
const patientToken = "{{context.patientId}}";

/**
 * The prefetch templates: one read and one search for each type, with the codes of the observations and tasks that count.
 * They stay within the query subset that the specification allows; codes stand alone, as in its own examples, since a `|`
 * would have to be escaped.
 */
export function prefetchTemplates(codes: CodeSet): Readonly<Record<DataKey, string>> {
  const search = (key: DataKey, parameters = ""): string => `${typeOfKey[key]}?patient=${patientToken}${parameters}`;
  const { open, decisions } = catalogue;
  const tasks = [open.task, ...Object.values(decisions).flatMap(({ task }) => task ?? [])].map(({ code }) => code);
  return {
    patient: `Patient/${patientToken}`,
    conditions: search("conditions"),
    allergies: search("allergies"),
    medicationRequests: search("medicationRequests"),
    medicationStatements: search("medicationStatements"),
    observations: search("observations", `&code=${observationCodes(codes).join(",")}`),
    procedures: search("procedures"),
    questionnaireResponses: search("questionnaireResponses"),
    tasks: search("tasks", `&code=${tasks.join(",")}`),
  };
}

/** The codes of every observation that a fact is read from, each once. */
export function observationCodes({ facts }: CodeSet): string[] {
  const readings = facts.flatMap(({ readings, hints = [] }) => [...readings, ...hints]);
  const codes = readings
    .filter(({ resource }) => resource === "Observation")
    .flatMap((reading) => reading.codes.map(({ code }) => code));
  return [...new Set(codes)];
}

/** The search or read that a template becomes for a patient. */
export function queryOf(template: string, patientId: string): string {
  return template.replaceAll(patientToken, encodeURIComponent(patientId));
}
