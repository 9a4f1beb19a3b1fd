import { describe, expect, test } from "vitest";
import * as fhir from "../../../src/fhir/index.ts";
import { createAdvisor, embeddedRulebook } from "../../../src/index.ts";
import { AdapterError } from "../../../src/issues/errors.ts";

const rulebook = embeddedRulebook();
const report = createAdvisor().recommendSync({ patient: { pregnant: true } });
const subject = "Patient/1";

/** Every writer, called with options of any form. */
const writers: Readonly<Record<string, (options: never) => unknown>> = {
  carePlan: (options) => fhir.carePlan(report, rulebook, options),
  detectedIssues: (options) => fhir.detectedIssues(report, rulebook, options),
  guidanceResponse: (options) => fhir.guidanceResponse(report, rulebook, options),
  library: (options) => fhir.library(rulebook, options),
  operationOutcome: (options) => fhir.operationOutcome([], options),
  planDefinition: (options) => fhir.planDefinition(rulebook, options),
  questionnaire: (options) => fhir.questionnaire(rulebook, options),
  questionnaireResponse: (options) => fhir.questionnaireResponse({}, rulebook, options),
  reportBundle: (options) => fhir.reportBundle(report, rulebook, options),
  requestGroup: (options) => fhir.requestGroup(report, rulebook, options),
};

function refused(writer: string, options: unknown): string[] {
  try {
    writers[writer]?.(options as never);
    return [];
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    return error.issues.map(({ code, path }) => `${code} ${path}`);
  }
}

describe.each(Object.keys(writers))("%s", (writer) => {
  test("takes options that are right", () => {
    expect(refused(writer, { subject, base: "https://rules.example" })).toEqual([]);
  });

  test("refuses a misspelt option, and one of another type, at once", () => {
    expect(refused(writer, { subject, bas: "https://rules.example", performer: 3 })).toEqual([
      "fhir/wrong-type options.performer",
      "fhir/wrong-type options.bas",
    ]);
  });

  test.each([["a text"], [[]], [null]])("refuses %j in place of options", (options) => {
    const [first = ""] = refused(writer, options);
    expect(first).toMatch(/^fhir\/wrong-type options/);
  });
});

test.each([[{}], [undefined], [{ subject: undefined }], [{ subject: "" }]])(
  "a plan needs its subject: %j",
  (options) => {
    expect(refused("carePlan", options)).toEqual(["fhir/wrong-type options.subject"]);
  },
);
