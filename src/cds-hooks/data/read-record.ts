import { type AbsentType, caseFromFhir, type ReadCase } from "../../fhir/case-from-fhir.ts";
import type { CodeSet } from "../../fhir/read/code-set.ts";
import type { Issue } from "../../issues/issue.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import { catalogue } from "../cards/catalogue.ts";
import { daysAfter } from "../day.ts";
import type { RecordData } from "./gather.ts";
import type { KeyData } from "./state.ts";
import { dataKeys, typeOfKey } from "./templates.ts";

/** What reading goes by. */
export interface ReadSettings {
  readonly rulebook: Rulebook;
  readonly codes: CodeSet;
  readonly absenceMeansFalse: readonly AbsentType[];
  /** What the clinic knows beside the record. */
  readonly base: Readonly<Record<string, unknown>>;
  /** Canonical URL of the questionnaire whose answers count. */
  readonly questionnaire?: string;
}

/**
 * Reads the case from the record. What was not asked, could not be read or is not whole never counts as absent, whatever the
 * caller stated of its type.
 */
export function readRecord({ patient, keys }: RecordData, asOf: string, settings: ReadSettings): ReadCase {
  const { rulebook, codes, absenceMeansFalse, base, questionnaire } = settings;
  const read = dataKeys.filter((key) => key !== "patient" && key !== "tasks").map((key) => keys[key]);
  const whole = read.filter(isWhole).map(({ key }) => typeOfKey[key] as string);
  const result = caseFromFhir([patient, ...read.flatMap(({ resources }) => resources)], {
    asOf,
    patient: `Patient/${patient.id ?? ""}`,
    absenceMeansFalse: absenceMeansFalse.filter((type) => whole.includes(type)),
    incomplete: read.flatMap((data) => {
      const type = typeOfKey[data.key];
      return isWhole(data) || type === "Patient" || type === "QuestionnaireResponse" || type === "Task" ? [] : [type];
    }),
    base,
    rulebook,
    codes,
    questionnaire: {
      // What was answered before an earlier treatment tells nothing of this one.
      since: daysAfter(asOf, -catalogue.data.answersForDays.value),
      ...(questionnaire === undefined ? {} : { url: questionnaire }),
    },
  });
  return { ...result, issues: [...read.flatMap(stateIssue), ...result.issues] };
}

/** Whether all that there is of a type was asked for and is here. */
export function isWhole({ state }: KeyData): boolean {
  return state === "given" || state === "none" || state === "empty";
}

/** What the report says of data that were not read, or not read whole. */
function stateIssue({ key, state }: KeyData): Issue[] {
  if (state !== "error" && state !== "incomplete" && state !== "not-asked") return [];
  return [
    {
      code: state === "incomplete" ? "fhir/incomplete" : "fhir/not-read",
      severity: "warning",
      path: `prefetch.${key}`,
      message: `${typeOfKey[key]}: ${catalogue.data.states[state]}`,
    },
  ];
}
