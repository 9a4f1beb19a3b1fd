import * as z from "zod/mini";
import type { Issue } from "../../issues/issue.ts";
import { minLength, parseBySchema, withoutCodeGeneration } from "../../issues/zod.ts";
import { isObject, isResource, type Json, type Resource } from "../data/resource.ts";
import { callIssue } from "../http/refusal.ts";
import type { Hook } from "../types.ts";
import { absoluteUrl, filled, issuesOf, left, uuid, wellFormed } from "./parts.ts";

/** The token that a client lends for its server, for this call alone. */
export interface FhirAuthorization {
  readonly access_token: string;
  readonly token_type: "Bearer";
  readonly expires_in: number;
  readonly scope: string;
  readonly subject: string;
  /** The patient that the token is restricted to. */
  readonly patient?: string;
}

/** A call of a service, checked. */
export interface CdsRequest {
  readonly hook: Hook;
  readonly hookInstance: string;
  readonly fhirServer?: string;
  readonly fhirAuthorization?: FhirAuthorization;
  readonly context: {
    readonly patientId: string;
    /** References, `MedicationRequest/103`. */
    readonly selections?: readonly string[];
    readonly draftOrders?: Json;
    readonly appointments?: Json;
  };
  /** By key: a resource, or null where there is no data. */
  readonly prefetch: Readonly<Record<string, Resource | null>>;
}

/** Characters of FHIR ids. Servers in use give longer ones than the 64 that FHIR allows. */
const patientId = /^(?:Patient\/)?(?!\.+$)[A-Za-z0-9\-._]{1,256}$/;

function build() {
  const bundle = wellFormed(
    z.unknown().check(z.refine((value) => isResource(value) && value["resourceType"] === "Bundle")),
    "a Bundle",
  );
  const patient = wellFormed(z.string().check(z.regex(patientId)), "the id of a Patient");
  const user = wellFormed(filled(), "the reference of a user");
  const context = {
    userId: user,
    patientId: patient,
  };
  const contexts: Readonly<Record<Hook, z.ZodMiniType>> = {
    "patient-view": z.looseObject(context),
    "order-select": z.looseObject({
      ...context,
      selections: wellFormed(z.array(filled()).check(minLength(1)), "a list of references"),
      draftOrders: bundle,
    }),
    "order-sign": z.looseObject({ ...context, draftOrders: bundle }),
    "appointment-book": z.looseObject({ ...context, appointments: bundle }),
  };
  const authorization = z.looseObject({
    access_token: filled(),
    token_type: wellFormed(z.literal("Bearer"), "`Bearer`"),
    expires_in: z.number(),
    scope: filled(),
    subject: filled(),
    patient: left(filled()),
  });
  const envelope = (hook: Hook) =>
    z.looseObject({
      hook: wellFormed(z.string(), "the name of a hook"),
      hookInstance: wellFormed(uuid(), "a UUID"),
      fhirServer: left(wellFormed(absoluteUrl(), "the absolute URL of a FHIR server")),
      fhirAuthorization: left(authorization),
      context: contexts[hook],
      prefetch: left(
        z.record(
          z.string(),
          z.nullable(wellFormed(z.unknown().check(z.refine(isResource)), "a FHIR resource or null")),
        ),
      ),
    });
  return {
    "patient-view": envelope("patient-view"),
    "order-select": envelope("order-select"),
    "order-sign": envelope("order-sign"),
    "appointment-book": envelope("appointment-book"),
  };
}

let schemas: ReturnType<typeof build> | undefined;

/**
 * Reads the body of a call for a service's hook: the request, or everything that is wrong with it. Optional keys that are
 * null count as left out, since clients send them so; what a service needs may be neither null nor empty. Warnings come with
 * a request that can be used.
 */
export function readRequest(
  body: unknown,
  hook: Hook,
): { readonly request?: CdsRequest; readonly issues: readonly Issue[] } {
  schemas ??= withoutCodeGeneration(build);
  const hookIssues = wrongHook(body, hook);
  const parsed = parseBySchema(schemas[hook], body);
  const issues = [
    ...hookIssues,
    ...(parsed.success ? [] : issuesOf(parsed.issues, body)),
    ...authorizationIssues(body),
  ];
  if (!parsed.success || issues.some(({ severity }) => severity === "error")) return { issues };
  return { request: requestOf(parsed.data as Json, hook), issues };
}

/** The body speaks of another hook than the service is for. */
function wrongHook(body: unknown, hook: Hook): Issue[] {
  const named = isObject(body) ? body["hook"] : undefined;
  if (typeof named !== "string" || named === hook) return [];
  return [callIssue("cds-hooks/wrong-hook", "hook", `expected the hook \`${hook}\` of this service, received another`)];
}

/** What the parts of the authorization have to do with each other (cds-r-1, cds-r-2). */
function authorizationIssues(body: unknown): Issue[] {
  const authorization = isObject(body) ? body["fhirAuthorization"] : undefined;
  if (!isObject(body) || !isObject(authorization)) return [];
  const { scope, patient } = authorization;
  const context = isObject(body["context"]) ? body["context"] : {};
  const server = body["fhirServer"];
  const issues: Issue[] = [];
  if (server === undefined || server === null)
    issues.push(
      callIssue("cds-hooks/missing-key", "fhirServer", "expected the server that `fhirAuthorization` is for", {
        help: "cds-r-1: an authorization comes with its `fhirServer`",
      }),
    );
  if (typeof scope === "string" && /(?:^|\s)patient\//.test(scope) && (patient === undefined || patient === null))
    issues.push(
      callIssue("cds-hooks/missing-key", "fhirAuthorization.patient", "expected the patient of a patient scope", {
        help: "cds-r-2: a token with a patient scope names its patient",
        severity: "warning",
      }),
    );
  if (typeof patient === "string" && bareId(patient) !== bareId(context["patientId"]))
    issues.push(
      callIssue(
        "cds-hooks/wrong-type",
        "fhirAuthorization.patient",
        "expected the patient of the context, received another",
      ),
    );
  return issues;
}

function bareId(id: unknown): string {
  return typeof id === "string" ? id.replace(/^Patient\//, "") : "";
}

function requestOf(data: Json, hook: Hook): CdsRequest {
  const { hookInstance, fhirServer, fhirAuthorization, prefetch } = data;
  const context = data["context"] as Json;
  const { selections, draftOrders, appointments } = context;
  return {
    hook,
    hookInstance: hookInstance as string,
    ...(typeof fhirServer === "string" ? { fhirServer } : {}),
    ...(isObject(fhirAuthorization) ? { fhirAuthorization: fhirAuthorization as unknown as FhirAuthorization } : {}),
    context: {
      patientId: bareId(context["patientId"]),
      ...(Array.isArray(selections) ? { selections: selections as readonly string[] } : {}),
      ...(isObject(draftOrders) ? { draftOrders } : {}),
      ...(isObject(appointments) ? { appointments } : {}),
    },
    prefetch: (prefetch ?? {}) as CdsRequest["prefetch"],
  };
}
