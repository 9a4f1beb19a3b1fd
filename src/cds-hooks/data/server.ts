import { readJson } from "../http/body.ts";
import { status } from "../http/status.ts";
import { isObject, isResource, type Resource } from "./resource.ts";
import { type KeyData, readKey } from "./state.ts";
import type { DataKey } from "./templates.ts";

/** The web's `fetch`. */
export type FetchFunction = (url: string, init: RequestInit) => Promise<Response>;

/** The client's FHIR server, for one call. */
export interface FhirServer {
  /** Base URL without a final slash. */
  readonly base: string;
  /** The token that the client lent, if it did. Sent to this server alone. */
  readonly token?: string;
}

/** How servers are asked. */
export interface FetchSettings {
  readonly send: FetchFunction;
  readonly maxBytes: number;
  /** Pages of one search that are followed. */
  readonly maxPages: number;
  /** Ends all requests of one call. */
  readonly signal: AbortSignal;
}

/** The allowed server that a call names; undefined where it names none, or one that is not allowed. */
export function allowedServer(named: string | undefined, allowed: readonly string[]): string | undefined {
  const base = named === undefined ? undefined : withoutSlash(named);
  return base !== undefined && allowed.some((one) => withoutSlash(one) === base) ? base : undefined;
}

function withoutSlash(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname.replace(/(?<!\/)\/+$/, "")}`;
}

/** Reads a query from the server, page after page. Never throws: what cannot be read is in the state `error`. */
export async function fetchKey(
  key: DataKey,
  query: string,
  server: FhirServer,
  settings: FetchSettings,
): Promise<KeyData> {
  const first = await getPage(`${server.base}/${query}`, server, settings);
  // A read of what is not there finds nothing; a search that is not there was no search.
  if (first === "missing" && !query.includes("?")) return readKey(key, null);
  return first === undefined || first === "missing"
    ? { key, state: "error", resources: [] }
    : fetchRest(readKey(key, first), server, settings);
}

/** Follows the next links of a part. Pages of another server are never asked for: they would get the token. */
export async function fetchRest(part: KeyData, server: FhirServer, settings: FetchSettings): Promise<KeyData> {
  let data = part;
  for (let page = 1; data.next !== undefined && data.state === "incomplete" && page < settings.maxPages; page += 1) {
    const url = data.next;
    if (!isBelow(url, server.base)) return data;
    const bundle = await getPage(url, server, settings);
    if (bundle === undefined || bundle === "missing") return data;
    const next = readKey(data.key, bundle);
    if (next.state === "error") return data;
    data = {
      key: data.key,
      resources: [...data.resources, ...next.resources],
      // The count of all pages is on each of them: only the last link tells that this was the end.
      ...(next.next === undefined ? { state: "given" as const } : { state: "incomplete" as const, next: next.next }),
    };
  }
  return data;
}

function isBelow(url: string, base: string): boolean {
  try {
    const { origin, pathname } = new URL(url);
    const path = `${origin}${pathname}`;
    return path === base || path.startsWith(`${base}/`);
  } catch {
    return false;
  }
}

/** A page; `missing` for a resource that is not there; undefined for everything that failed. */
async function getPage(
  url: string,
  server: FhirServer,
  settings: FetchSettings,
): Promise<Resource | "missing" | undefined> {
  try {
    const response = await settings.send(url, {
      headers: {
        accept: "application/fhir+json",
        ...(server.token === undefined ? {} : { authorization: `Bearer ${server.token}` }),
      },
      // Wherever a redirect leads, the token must not go.
      redirect: "error",
      signal: settings.signal,
    });
    if (isGone(response.status)) {
      await response.body?.cancel();
      return "missing";
    }
    if (!response.ok) {
      await response.body?.cancel();
      return undefined;
    }
    const body = await readJson(response, settings.maxBytes);
    return isObject(body) && isResource(body) ? body : undefined;
  } catch {
    // A network's errors may quote the URL, and with it the patient.
    return undefined;
  }
}

function isGone(code: number): boolean {
  return code === status.notFound || code === status.gone;
}
