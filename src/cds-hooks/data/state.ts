import { entriesOf, isObject, isResource, type Json, listOf, type Resource } from "./resource.ts";
import { type DataKey, typeOfKey } from "./templates.ts";

/**
 * How much is known of the data behind a key. `given`: all of it is here. `none`: asked, and the record has none (`null`).
 * `empty`: searched, nothing found. `error`: the record reported an error. `incomplete`: there is more than was sent.
 * `not-asked`: neither sent nor fetched.
 */
export type DataState = "given" | "none" | "empty" | "error" | "incomplete" | "not-asked";

/** The data behind a key. */
export interface KeyData {
  readonly key: DataKey;
  readonly state: DataState;
  readonly resources: readonly Resource[];
  /** The next page. */
  readonly next?: string;
}

/** What was sent or fetched for a key; undefined where nothing was. */
export function readKey(key: DataKey, sent: Resource | null | undefined): KeyData {
  if (sent === undefined) return { key, state: "not-asked", resources: [] };
  if (sent === null) return { key, state: "none", resources: [] };
  if (sent.resourceType === "OperationOutcome") return { key, state: "error", resources: [] };
  // One resource is the answer to a read; of a search it is a part, whatever else was found.
  if (sent.resourceType !== "Bundle")
    return { key, state: key === "patient" ? "given" : "incomplete", resources: [sent] };
  return readBundle(key, sent);
}

function readBundle(key: DataKey, bundle: Resource): KeyData {
  const all = entriesOf(bundle);
  const resources = all.filter(({ resourceType }) => resourceType !== "OperationOutcome");
  const next = nextOf(bundle);
  const state =
    all.some(isFailure) || listOf(bundle["entry"]).some(isUnanswered)
      ? "error"
      : next !== undefined || isPart(bundle) || isOfOthers(key, resources)
        ? "incomplete"
        : resources.length === 0
          ? "empty"
          : "given";
  return { key, state, resources, ...(next === undefined ? {} : { next }) };
}

/** An outcome within search results that tells of an error; warnings and hints stand there too. */
function isFailure(resource: Resource): boolean {
  if (resource.resourceType !== "OperationOutcome") return false;
  const severities = listOf(resource["issue"]).map((issue) => (isObject(issue) ? issue["severity"] : undefined));
  return (
    !severities.every((severity) => severity === "information" || severity === "warning") || severities.length === 0
  );
}

/** The answer to one of several requests that came without its resource: a search that was refused is no empty one. */
function isUnanswered(entry: unknown): boolean {
  return isObject(entry) && isObject(entry["response"]) && !isResource(entry["resource"]);
}

/** Resources, and none of the type that was asked for: whatever was found under the key, it was not looked for. */
function isOfOthers(key: DataKey, resources: readonly Resource[]): boolean {
  const type = typeOfKey[key];
  return key !== "patient" && resources.length > 0 && resources.every(({ resourceType }) => resourceType !== type);
}

function nextOf(bundle: Json): string | undefined {
  const link = listOf(bundle["link"]).find((one) => isObject(one) && one["relation"] === "next");
  const url = isObject(link) ? link["url"] : undefined;
  // A link without its URL still says that there is more.
  return link === undefined ? undefined : typeof url === "string" ? url : "";
}

/** The Bundle counts more matches than it holds. Resources included beside them are no matches. */
function isPart(bundle: Json): boolean {
  const { total } = bundle;
  const matches = listOf(bundle["entry"]).filter((entry) => {
    const search = isObject(entry) ? entry["search"] : undefined;
    return !isObject(search) || search["mode"] === undefined || search["mode"] === "match";
  });
  return typeof total === "number" && total > matches.length;
}
