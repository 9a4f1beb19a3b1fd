import { describe, expect, test } from "vitest";
import { createAdvisorFor } from "../../../src/advisor/advisor.ts";
import type { Subject } from "../../../src/facts/subject.ts";
import { carePlan } from "../../../src/fhir/write/care-plan.ts";
import { guidanceResponse } from "../../../src/fhir/write/guidance-response.ts";
import { operationOutcome } from "../../../src/fhir/write/operation-outcome.ts";
import { reportBundle } from "../../../src/fhir/write/report-bundle.ts";
import { requestGroup } from "../../../src/fhir/write/request-group.ts";
import { embeddedRulebook } from "../../../src/rulebook/embedded.ts";
import { definitionFindings, findings, structuralFindings } from "../../support/fhir-validator.ts";
import { createRandomCases } from "../../support/random-case.ts";
import { expectNothingIsLost, expectPlainJson, expectReferencesToResolve } from "./written.ts";

const rulebook = embeddedRulebook();
const random = createRandomCases(rulebook);
// SCLERO_FHIR_REPORTS asks for more of them.
const seeds = Array.from({ length: Number(process.env["SCLERO_FHIR_REPORTS"] ?? 120) }, (_, seed) => seed);
const subject = "Patient/one";

/** Every given fact of odd seeds comes from a record: a resource with an id, one without, or a statement of the caller. */
function origins(seed: number) {
  const used = new Set<string>([subject]);
  const originOf = (fact: string, of: Subject): unknown => {
    if (seed % 2 === 0) return null;
    const kind = (fact.length + seed) % 3;
    if (kind === 0) return { absenceOf: ["Condition"], statedBy: "caller" };
    if (kind === 1) return { resource: "Bundle.entry[3].resource", date: "2026-01-01" };
    const id = `${fact.replace(/[^A-Za-z0-9]/g, "-")}-${of.kind}`.slice(0, 60);
    used.add(`Condition/${id}`);
    used.add("Observation/same");
    return {
      resource: `Condition/${id}`,
      code: { system: "http://snomed.info/sct", code: "72866009", display: "Varicose veins" },
      also: ["Observation/same"],
    };
  };
  return { used, originOf };
}

/** In parts, so that a slow machine has time for each. */
const parts = seeds.filter((seed) => seed % 50 === 0).map((first) => [first, first + 49] as const);

describe("a report of a random case as FHIR", () => {
  test.each(parts)(
    "seeds %i to %i: valid by every validator, nothing lost, every reference resolves",
    (first, last) => {
      const advisor = createAdvisorFor(rulebook, first % 100 === 0 ? "all" : "documents");
      for (let seed = first; seed <= last; seed += 1) {
        const { used, originOf } = origins(seed);
        const report = advisor.recommendSync(random.make(seed), { originOf });
        const bundle = reportBundle(report, rulebook, { subject });
        expect(findings(bundle), `seed ${seed}`).toEqual([]);
        expectNothingIsLost(bundle, report);
        expectReferencesToResolve(bundle, used);
        expectPlainJson(bundle);
        expect(structuralFindings(bundle), `seed ${seed}`).toEqual([]);
        if (seed % 10 !== 0) continue;
        expect(JSON.stringify(reportBundle(report, rulebook, { subject }))).toBe(JSON.stringify(bundle));
        for (const alone of [
          guidanceResponse(report, rulebook, { subject, module: "canonical" }),
          requestGroup(report, rulebook, { groupBy: "subject" }),
          carePlan(report, rulebook, { subject }),
          operationOutcome(report.issues),
        ])
          expect(findings(alone), `seed ${seed}, ${alone.resourceType}`).toEqual([]);
      }
    },
    180_000,
  );

  test("without a subject there is no care plan, and the rest is valid", () => {
    const report = createAdvisorFor(rulebook, "all").recommendSync(random.make(1));
    const bundle = reportBundle(report, rulebook);
    expect(bundle.entry?.map(({ resource }) => resource?.resourceType)).not.toContain("CarePlan");
    expect(definitionFindings(bundle)).toEqual([]);
    expectReferencesToResolve(bundle, new Set());
  });
});
