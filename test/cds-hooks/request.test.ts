import { describe, expect, test } from "vitest";
import type { Hook, RequestSummary } from "../../src/cds-hooks/index.ts";
import { bundle, hookInstance, type Json, polidocanolOrder, post, refusalOf, requestOf, serviceOf } from "./calling.ts";

const service = serviceOf("patient-view");
const authorization = {
  access_token: "secret-token",
  token_type: "Bearer",
  expires_in: 300,
  scope: "user/Patient.read user/Condition.read",
  subject: "sclero",
};

const refused = async (body: unknown, to = service) => refusalOf(await post(to, body));

describe("invariants of requests", () => {
  test("cds-r-1: an authorization comes with the server that it is for", async () => {
    expect(await refused(requestOf("patient-view", {}, { fhirAuthorization: authorization }))).toEqual({
      status: 400,
      issues: ["cds-hooks/missing-key fhirServer"],
    });
    const whole = { fhirAuthorization: authorization, fhirServer: "https://ehr.example/fhir" };
    expect((await post(service, requestOf("patient-view", {}, whole))).status).toBe(200);
  });

  test("cds-r-2: a token with a patient scope should name its patient, which is a warning", async () => {
    const told: RequestSummary[] = [];
    const call = (more: Json) =>
      post(
        service,
        requestOf(
          "patient-view",
          {},
          {
            fhirServer: "https://ehr.example/fhir",
            fhirAuthorization: { ...authorization, scope: "launch patient/Observation.read", ...more },
          },
        ),
        { onRequest: (summary) => told.push(summary) },
      );
    expect((await call({})).status).toBe(200);
    expect((await call({ patient: "p1" })).status).toBe(200);
    expect(told.map(({ issues }) => issues)).toEqual([["cds-hooks/missing-key"], []]);
  });

  test("a token of another patient is refused", async () => {
    const more = { fhirServer: "https://ehr.example/fhir", fhirAuthorization: { ...authorization, patient: "p2" } };
    expect(await refused(requestOf("patient-view", {}, more))).toEqual({
      status: 400,
      issues: ["cds-hooks/wrong-type fhirAuthorization.patient"],
    });
  });
});

describe("what is wrong with a request is told all at once", () => {
  test("missing, empty and ill-formed, each with its path", async () => {
    const body = {
      hook: "patient-view",
      hookInstance: "not-a-uuid",
      fhirServer: "ehr.example",
      fhirAuthorization: { ...authorization, access_token: "", token_type: "MAC" },
      context: { userId: "  ", patientId: "../p1" },
      prefetch: { patient: [], conditions: "none" },
    };
    const { status, issues } = await refused(body);
    expect(status).toBe(400);
    expect(issues.sort()).toEqual([
      "cds-hooks/empty-value context.userId",
      "cds-hooks/empty-value fhirAuthorization.access_token",
      "cds-hooks/empty-value prefetch.patient",
      "cds-hooks/wrong-type context.patientId",
      "cds-hooks/wrong-type fhirAuthorization.token_type",
      "cds-hooks/wrong-type fhirServer",
      "cds-hooks/wrong-type hookInstance",
      "cds-hooks/wrong-type prefetch.conditions",
    ]);
  });

  test("an empty object lacks all that is required", async () => {
    expect(await refused({})).toEqual({
      status: 400,
      issues: ["cds-hooks/missing-key hook", "cds-hooks/missing-key hookInstance", "cds-hooks/missing-key context"],
    });
  });

  test.each<[Hook, string[]]>([
    ["patient-view", []],
    ["order-select", ["context.selections", "context.draftOrders"]],
    ["order-sign", ["context.draftOrders"]],
    ["appointment-book", ["context.appointments"]],
  ])("the context of %s needs its fields", async (hook, missing) => {
    const { status, issues } = await refused(requestOf(hook), serviceOf(hook));
    expect(status).toBe(missing.length === 0 ? 200 : 400);
    expect(issues).toEqual(missing.length === 0 ? [] : missing.map((path) => `cds-hooks/missing-key ${path}`));
  });

  test("draft orders and appointments are Bundles", async () => {
    expect(await refused(requestOf("order-sign", { draftOrders: polidocanolOrder }), serviceOf("order-sign"))).toEqual({
      status: 400,
      issues: ["cds-hooks/wrong-type context.draftOrders"],
    });
  });

  test("the hook of the body is that of the service", async () => {
    const body = requestOf("order-sign", { draftOrders: bundle(polidocanolOrder) });
    expect(await refused(body)).toEqual({ status: 400, issues: ["cds-hooks/wrong-hook hook"] });
  });

  test("messages hold nothing that was sent", async () => {
    const text = await (
      await post(service, {
        hook: "patient-view",
        hookInstance: "Jane Doe 1981",
        fhirServer: "Jane Doe 1981",
        fhirAuthorization: { ...authorization, token_type: "Jane Doe 1981", patient: "Jane Doe 1981" },
        context: { userId: 7, patientId: "Jane Doe 1981" },
        prefetch: { patient: "Jane Doe 1981" },
      })
    ).text();
    expect(text).not.toContain("Jane");
    expect(text).not.toContain("secret-token");
  });

  test("the ballot's answer is an OperationOutcome with the same issues", async () => {
    const body = { ...requestOf("patient-view"), hookInstance: "x" };
    const outcome = (await (await post(service, body, { ballot3: true })).json()) as {
      resourceType: string;
      issue: { severity: string; expression?: string[] }[];
    };
    expect(outcome.resourceType).toBe("OperationOutcome");
    expect(outcome.issue.map(({ severity, expression }) => [severity, expression])).toEqual([
      ["error", ["hookInstance"]],
    ]);
  });
});

describe("what clients do beside the specification is forgiven where it does no harm", () => {
  test.each([
    ["null for what is optional", { fhirServer: null, fhirAuthorization: null }, { encounterId: null }],
    ["an id with its type", {}, { patientId: "Patient/p1" }],
    ["keys of their own", { extension: { vendor: { site: 1 } }, user: "dr" }, { visit: "v1" }],
    ["a UUID in capitals", { hookInstance: hookInstance.toUpperCase() }, {}],
  ])("%s", async (_, more, context) => {
    expect((await post(service, requestOf("patient-view", context, more))).status).toBe(200);
  });

  test("keys that would reach a prototype stay data", async () => {
    const body = JSON.stringify(requestOf("patient-view")).replace(
      '"prefetch":{',
      '"__proto__":{"hook":"x"},"constructor":1,"prefetch":{"__proto__":{"resourceType":"Patient"},"toString":null,',
    );
    expect((await post(service, body)).status).toBe(200);
    expect(({} as Json)["hook"]).toBeUndefined();
  });
});
