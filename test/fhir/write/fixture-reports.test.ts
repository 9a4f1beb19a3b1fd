import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createAdvisorFor } from "../../../src/advisor/advisor.ts";
import { listJson } from "../../../src/cli/files.ts";
import { questionnaireResponse } from "../../../src/fhir/write/questionnaire-response.ts";
import { reportBundle } from "../../../src/fhir/write/report-bundle.ts";
import { embeddedRulebook } from "../../../src/rulebook/embedded.ts";
import type { Fixture } from "../../../src/testing/fixture.ts";
import { findings } from "../../support/fhir-validator.ts";
import { expectNothingIsLost, expectReferencesToResolve } from "./written.ts";

const rulebook = embeddedRulebook();
const advisors = { all: createAdvisorFor(rulebook, "all"), documents: createAdvisorFor(rulebook, "documents") };
const fixtures = listJson("fixtures/cases", true).map((path) => ({
  path,
  fixture: JSON.parse(readFileSync(path, "utf8")) as Fixture,
}));
const topics = [...new Set(fixtures.map(({ path }) => path.split("/")[2] ?? ""))];

describe("the report of every case fixture as FHIR", () => {
  test.each(topics)(
    "%s: valid, nothing lost, every reference resolves",
    (topic) => {
      for (const { path, fixture } of fixtures.filter((one) => one.path.split("/")[2] === topic)) {
        if (fixture.expect.refused !== undefined) continue;
        const report = advisors[fixture.options?.evidence ?? "all"].recommendSync(fixture.case);
        const bundle = reportBundle(report, rulebook, { subject: "Patient/one" });
        expect(findings(bundle), path).toEqual([]);
        expectNothingIsLost(bundle, report);
        expectReferencesToResolve(bundle, new Set(["Patient/one"]));
        const answers = questionnaireResponse(fixture.case, rulebook);
        expect(findings(answers), path).toEqual([]);
      }
    },
    180_000,
  );
});
