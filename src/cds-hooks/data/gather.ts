import type { Issue } from "../../issues/issue.ts";
import { callIssue, Refusal } from "../http/refusal.ts";
import { status } from "../http/status.ts";
import type { CdsRequest } from "../schema/request.ts";
import type { Resource } from "./resource.ts";
import { allowedServer, type FetchSettings, type FhirServer, fetchKey, fetchRest } from "./server.ts";
import { type DataState, type KeyData, readKey } from "./state.ts";
import { type DataKey, dataKeys, queryOf } from "./templates.ts";

/** All that is known of the record. */
export interface RecordData {
  readonly patient: Resource;
  readonly keys: Readonly<Record<DataKey, KeyData>>;
}

/** What gathering goes by. */
export interface GatherSettings extends Omit<FetchSettings, "signal"> {
  readonly templates: Readonly<Record<DataKey, string>>;
  /** Base URLs of servers that may be asked. */
  readonly servers: readonly string[];
  readonly fetchMs: number;
}

/**
 * Puts together what the client sent and what its server gives for the rest. Only what is missing or incomplete is fetched,
 * all at once and within one time limit. Throws a `Refusal` of 412 where there is no Patient.
 */
export async function gather(request: CdsRequest, settings: GatherSettings): Promise<RecordData> {
  const { prefetch, context } = request;
  const sent = dataKeys.map((key) => readKey(key, Object.hasOwn(prefetch, key) ? prefetch[key] : undefined));
  const server = serverOf(request, settings);
  const lacking = sent.some(({ state }) => state === "not-asked" || state === "incomplete");
  const data =
    server === undefined || !lacking
      ? sent
      : await complete(sent, context.patientId, server, { ...settings, signal: AbortSignal.timeout(settings.fetchMs) });
  const keys = Object.fromEntries(data.map((one) => [one.key, one])) as Record<DataKey, KeyData>;
  return { patient: patientOf(keys.patient, request, settings), keys };
}

function serverOf({ fhirServer, fhirAuthorization }: CdsRequest, { servers }: GatherSettings): FhirServer | undefined {
  const base = allowedServer(fhirServer, servers);
  if (base === undefined) return undefined;
  return { base, ...(fhirAuthorization === undefined ? {} : { token: fhirAuthorization.access_token }) };
}

function complete(
  sent: readonly KeyData[],
  patientId: string,
  server: FhirServer,
  settings: GatherSettings & FetchSettings,
): Promise<KeyData[]> {
  return Promise.all(
    sent.map((data) => {
      if (data.state === "incomplete") return fetchRest(data, server, settings);
      if (data.state !== "not-asked") return data;
      return fetchKey(data.key, queryOf(settings.templates[data.key], patientId), server, settings);
    }),
  );
}

function patientOf(data: KeyData, request: CdsRequest, settings: GatherSettings): Resource {
  const patient = data.resources.find(({ resourceType }) => resourceType === "Patient");
  if (patient === undefined)
    throw new Refusal(status.preconditionFailed, missingPatient(data.state, request, settings));
  const { id } = patient;
  if (typeof id === "string" && id !== request.context.patientId)
    throw new Refusal(status.badRequest, [
      callIssue("cds-hooks/wrong-type", "prefetch.patient.id", "expected the patient of the context, received another"),
    ]);
  // Some clients leave the id out, which the context gives.
  return { ...patient, id: request.context.patientId };
}

const whyMissing: Readonly<Record<DataState, string>> = {
  "not-asked": "expected the Patient, which was neither sent nor could be fetched",
  none: "expected the Patient, received null",
  empty: "expected the Patient, received a Bundle without it",
  error: "expected the Patient, which could not be read",
  incomplete: "expected the Patient, received a Bundle without it",
  given: "expected the Patient, received another resource",
};

function missingPatient(state: DataState, { fhirServer }: CdsRequest, { servers }: GatherSettings): Issue[] {
  const missing = callIssue("cds-hooks/missing-data", "prefetch.patient", whyMissing[state], {
    help: "send the prefetch key `patient`, or give access to a FHIR server that this service may ask",
  });
  const isForeign = fhirServer !== undefined && allowedServer(fhirServer, servers) === undefined;
  return state === "not-asked" && isForeign
    ? [
        missing,
        callIssue("cds-hooks/server-not-allowed", "fhirServer", "expected a server that this service may ask", {
          help: "its operator lists the servers that may be asked",
        }),
      ]
    : [missing];
}
