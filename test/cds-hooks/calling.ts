import { type CdsHooksOptions, type CdsResponse, createCdsHooks, type Hook } from "../../src/cds-hooks/index.ts";
import { createAdvisor } from "../../src/index.ts";
import type { Issue } from "../../src/issues/issue.ts";

/** The address that tests call. */
export const baseUrl = "https://cds.example.org/sclero";

/** The moment of every test. */
export const noon = new Date("2026-11-20T12:00:00Z");

export const hookInstance = "d2f1c5a0-7f5e-4f0a-9d3c-0b6a4c1e2f30";

const advisor = createAdvisor();

/** A handler at a fixed moment; they share one advisor. */
export function handlerWith(options: CdsHooksOptions = {}) {
  return createCdsHooks({ baseUrl, advisor, now: () => noon, ...options });
}

export function serviceOf(hook: Hook): string {
  return `sclerotherapy-${hook}`;
}

export type Json = Record<string, unknown>;

export interface CallOptions extends CdsHooksOptions {
  readonly headers?: Record<string, string>;
}

/** Posts a body to a path below the base URL. */
export function post(path: string, body: unknown, { headers = {}, ...options }: CallOptions = {}): Promise<Response> {
  return handlerWith(options).fetch(
    new Request(`${baseUrl}/cds-services/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    }),
  );
}

/** Calls the service of a request's hook and returns its cards; throws where it answers anything but 200. */
export async function cardsOf(request: Json, options: CallOptions = {}): Promise<CdsResponse["cards"]> {
  const response = await post(serviceOf(request["hook"] as Hook), request, options);
  if (response.status !== 200) throw new Error(`status ${response.status}: ${await response.text()}`);
  return ((await response.json()) as CdsResponse).cards;
}

/** Status of an answer, with code and path of each issue. */
export async function refusalOf(response: Response): Promise<{ status: number; issues: string[] }> {
  const text = await response.text();
  const { issues = [] } = text === "" ? {} : (JSON.parse(text) as { issues?: Issue[] });
  return { status: response.status, issues: issues.map(({ code, path = "" }) => `${code} ${path}`.trim()) };
}

export const patient = { resourceType: "Patient", id: "p1", gender: "female", birthDate: "1981-04-02" } as const;

export function searchset(...resources: readonly Json[]): Json {
  return { resourceType: "Bundle", type: "searchset", entry: resources.map((resource) => ({ resource })) };
}

export function concept(system: string, code: string, display: string): Json {
  return { coding: [{ system, code, display }], text: display };
}

export const icd = "http://hl7.org/fhir/sid/icd-10-cm";
export const rxnorm = "http://www.nlm.nih.gov/research/umls/rxnorm";
export const cpt = "http://www.ama-assn.org/go/cpt";

const clinical = "http://terminology.hl7.org/CodeSystem/condition-clinical";
const verification = "http://terminology.hl7.org/CodeSystem/condition-ver-status";

/** An active, confirmed condition. */
export function condition(id: string, code: string, display: string, more: Json = {}): Json {
  return {
    resourceType: "Condition",
    id,
    clinicalStatus: { coding: [{ system: clinical, code: "active" }] },
    verificationStatus: { coding: [{ system: verification, code: "confirmed" }] },
    code: concept(icd, code, display),
    subject: { reference: "Patient/p1" },
    ...more,
  };
}

export const spiderVeins = condition("spider-veins", "I78.1", "Nevus, non-neoplastic", { onsetDateTime: "2024-02-01" });

/** Everything asked for and nothing found, beside the patient and what is given. */
export function prefetchWith(more: Json = {}): Json {
  return {
    patient,
    conditions: searchset(spiderVeins),
    allergies: searchset(),
    medicationRequests: searchset(),
    medicationStatements: searchset(),
    observations: searchset(),
    procedures: searchset(),
    questionnaireResponses: searchset(),
    tasks: searchset(),
    ...more,
  };
}

/** A request as the specification lays it out. */
export function requestOf(hook: Hook, context: Json = {}, more: Json = {}): Json {
  return {
    hook,
    hookInstance,
    context: { userId: "Practitioner/dr", patientId: "p1", ...context },
    prefetch: prefetchWith(),
    ...more,
  };
}

/** A draft order of polidocanol. */
export const polidocanolOrder: Json = {
  resourceType: "MedicationRequest",
  id: "draft-1",
  status: "draft",
  intent: "order",
  subject: { reference: "Patient/p1" },
  medicationCodeableConcept: concept(rxnorm, "968181", "polidocanol 10 MG/ML Injectable Solution"),
};

export function bundle(...resources: readonly Json[]): Json {
  return { resourceType: "Bundle", type: "collection", entry: resources.map((resource) => ({ resource })) };
}
