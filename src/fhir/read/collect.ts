import { Counter, isTypeName } from "./counter.ts";
import { Gaps } from "./gaps.ts";
import type { ReadLimits } from "./options.ts";
import type { Problems } from "./problems.ts";
import { readResource, reportWrongType } from "./read-fields.ts";
import { canonicalReference, isId } from "./references.ts";
import { type ReadType, readTypes } from "./result.ts";

export type Plain = Readonly<Record<string, unknown>>;

/** A resource of the input, not yet looked into. */
export interface Found {
  readonly type: ReadType | "Medication";
  readonly body: Plain;
  /** Where it stands: `Bundle.entry[3].resource`. */
  readonly path: string;
  readonly fullUrl?: string;
  /** The history that it stands in, as its newest version or an older one. */
  readonly historyOf?: object;
}

/** What the input holds. */
export interface Collected {
  readonly resources: readonly Found[];
  readonly gaps: Gaps;
  readonly ignored: Counter;
}

const collectedTypes: ReadonlySet<string> = new Set([...readTypes, "Medication"]);

export function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Takes the resources out of a Bundle, a list of resources and Bundles, or a single resource. */
export function collect(input: unknown, limits: ReadLimits, problems: Problems): Collected {
  const collector = new Collector(limits, problems);
  if (Array.isArray(input)) collector.takeAll(input);
  else collector.take(input, "", 0);
  return collector;
}

class Collector implements Collected {
  readonly resources: Found[] = [];
  readonly gaps = new Gaps();
  readonly ignored = new Counter();
  readonly #limits: ReadLimits;
  readonly #problems: Problems;
  #seen = 0;

  constructor(limits: ReadLimits, problems: Problems) {
    this.#limits = limits;
    this.#problems = problems;
  }

  takeAll(list: readonly unknown[]): void {
    for (const [index, part] of list.entries()) if (!this.take(part, `[${index}]`, 0)) return;
  }

  /** Takes one resource, or those of a Bundle; false once the limit is reached. */
  take(value: unknown, path: string, depth: number, about: { fullUrl?: string; historyOf?: object } = {}): boolean {
    if (!isPlain(value) || !isTypeName(value["resourceType"])) {
      this.gaps.add();
      this.#problems.add(
        "fhir/not-a-resource",
        path,
        "expected a FHIR resource, a Bundle, or a list of them, received something else",
        "every resource is an object with a `resourceType`",
        "error",
      );
      return true;
    }
    const type = value["resourceType"];
    const place = path === "" ? type : path;
    if (type === "Bundle") return this.#takeBundle(value, place, depth);
    if (type === "OperationOutcome") this.#takeOutcome(value, place);
    this.#seen += 1;
    if (this.#seen > this.#limits.resources) {
      this.gaps.add();
      this.#problems.add(
        "fhir/too-large",
        place,
        `expected at most ${this.#limits.resources} resources, received more`,
        "the rest was not read: hand over less, or raise `limits.resources`",
        "error",
      );
      return false;
    }
    // What lies within Parameters is not looked for: it may be all of the record.
    if (type === "Parameters") this.#takeNothingOf(place);
    if (collectedTypes.has(type))
      this.resources.push({ type: type as Found["type"], body: value, path: place, ...about });
    else this.ignored.add(type);
    return true;
  }

  #takeNothingOf(path: string): void {
    this.gaps.add();
    this.#problems.add(
      "fhir/not-read",
      path,
      "expected resources and Bundles, received Parameters",
      "hand over the resources within: what they were to give stays unknown",
    );
  }

  #takeBundle(bundle: Plain, path: string, depth: number): boolean {
    if (depth >= this.#limits.depth) {
      this.gaps.add();
      this.#problems.add(
        "fhir/too-deep",
        path,
        `expected at most ${this.#limits.depth} Bundles within each other, received more`,
        "take the inner Bundles out: a record is a Bundle of resources",
        "error",
      );
      return true;
    }
    const head = readResource("Bundle", bundle, path, this.#problems);
    if (head === undefined) this.gaps.add();
    else this.#checkWhole(head, bundle, path);
    const entries = bundle["entry"] ?? [];
    if (!Array.isArray(entries)) {
      reportWrongType(`${path}.entry`, "a list", this.#problems);
      this.gaps.add();
      return true;
    }
    const historyOf = head?.type === "history" ? { historyOf: bundle } : {};
    const deleted = new Set<string>();
    for (const [index, entry] of entries.entries()) {
      const at = `${path}.entry[${index}]`;
      if (!isPlain(entry)) {
        reportWrongType(at, "an object", this.#problems);
        this.gaps.add();
        continue;
      }
      const fullUrl = this.#textOf(entry["fullUrl"], `${at}.fullUrl`);
      if (entry["resource"] === undefined) {
        if ("historyOf" in historyOf) noteDeletion(entry, fullUrl, deleted);
        else this.#checkResponse(entry, at);
        continue;
      }
      if (deleted.size > 0 && isPlain(entry["resource"]) && wasDeleted(entry["resource"], fullUrl, deleted)) continue;
      const about = { ...(fullUrl === undefined ? {} : { fullUrl }), ...historyOf };
      if (!this.take(entry["resource"], `${at}.resource`, depth + 1, about)) return false;
    }
    return true;
  }

  /** Notes where a Bundle is only a part of what there is: a page of search results. */
  #checkWhole(head: NonNullable<ReturnType<typeof readResource<"Bundle">>>, bundle: Plain, path: string): void {
    const entries = Array.isArray(bundle["entry"]) ? bundle["entry"] : [];
    const links = head.link ?? [];
    const searched = searchedType(links.find(({ relation }) => relation === "self")?.url);
    const next = links.some(({ relation }) => relation === "next");
    const short = head.type === "searchset" && head.total !== undefined && head.total > countMatches(entries);
    if (!next && !short) return;
    this.gaps.add(searched);
    this.#problems.add(
      "fhir/incomplete",
      path,
      next
        ? "expected all results, received a page with a `next` link"
        : "expected all results, received fewer than `total`",
      "fetch the other pages: what is missing here stays unknown",
    );
  }

  /** The answer to one of several requests that brings no resource: an error, or something that is not here. */
  #checkResponse({ response }: Plain, path: string): void {
    if (!isPlain(response) || String(response["status"]).startsWith(noContent)) return;
    this.gaps.add();
    this.#problems.add(
      "fhir/not-read",
      `${path}.response`,
      "expected an answer with its resource, received one without",
      "see its status and outcome for what went wrong, and ask again: what it was to give stays unknown",
    );
  }

  #textOf(value: unknown, path: string): string | undefined {
    if (value === undefined || typeof value === "string") return value;
    reportWrongType(path, "a string", this.#problems);
    return undefined;
  }

  #takeOutcome(outcome: Plain, path: string): void {
    const read = readResource("OperationOutcome", outcome, path, this.#problems);
    const failed =
      read === undefined || (read.issue ?? []).some(({ severity }) => severity === "fatal" || severity === "error");
    if (!failed) return;
    this.gaps.add();
    this.#problems.add(
      "fhir/not-read",
      path,
      "expected resources, received the error of a server",
      "see the OperationOutcome for what went wrong, and ask again: what it was to give stays unknown",
    );
  }
}

/** Matches among the entries: what was included beside them or says how the search went is none. */
function countMatches(entries: readonly unknown[]): number {
  return entries.filter((entry) => {
    const search = isPlain(entry) ? entry["search"] : undefined;
    const mode = isPlain(search) ? search["mode"] : undefined;
    return mode !== "include" && mode !== "outcome";
  }).length;
}

/** HTTP's status of an answer that has nothing to bring: what was asked for was deleted. */
const noContent = "204";

/** The type that a search was for: the last part of its URL's path; none where it was for what refers to it as well. */
function searchedType(url: string | undefined): string | undefined {
  if (url !== undefined && /[?&]_(?:rev)?include\b/.test(url)) return undefined;
  const type = url?.split("?")[0]?.split("/").at(-1);
  return isTypeName(type) && collectedTypes.has(type) ? type : undefined;
}

/** A history is ordered from new to old: what follows a deletion are versions of what is no longer there. */
function noteDeletion(entry: Plain, fullUrl: string | undefined, deleted: Set<string>): void {
  const request = entry["request"];
  if (!isPlain(request) || request["method"] !== "DELETE") return;
  if (fullUrl !== undefined) deleted.add(canonicalReference(fullUrl));
  if (typeof request["url"] === "string") deleted.add(canonicalReference(request["url"]));
}

function wasDeleted(resource: Plain, fullUrl: string | undefined, deleted: ReadonlySet<string>): boolean {
  if (fullUrl !== undefined && deleted.has(canonicalReference(fullUrl))) return true;
  const { resourceType, id } = resource;
  return isId(id) && deleted.has(`${String(resourceType)}/${id}`);
}
