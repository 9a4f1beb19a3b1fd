import { append } from "../../issues/issue.ts";
import { type Found, isPlain } from "./collect.ts";
import { Counter } from "./counter.ts";
import type { Problems } from "./problems.ts";
import { readResource } from "./read-fields.ts";
import { canonicalReference, isId } from "./references.ts";

/**
 * Leaves of each resource the newest version alone, where the input tells which it is: the first of a history, or the one with
 * the later `meta.lastUpdated`. Versions that cannot be told apart all stay, so that no finding is lost.
 */
export function newestVersions(resources: readonly Found[], problems: Problems): { newest: Found[]; older: Counter } {
  const older = new Counter();
  const versions = new Map<string, Found[]>();
  const newest: Found[] = [];
  for (const found of resources) {
    const { id } = found.body;
    if (!isId(id)) newest.push(found);
    else {
      const key = `${found.type}/${id}`;
      const same = versions.get(key);
      if (same === undefined) versions.set(key, [found]);
      else same.push(found);
    }
  }
  for (const same of versions.values()) {
    const kept = same.length === 1 ? same : withoutOlder(same, problems);
    for (let index = kept.length; index < same.length; index += 1) older.add(kept[0]?.type ?? "");
    append(newest, kept);
  }
  return { newest: inOrderOf(resources, newest), older };
}

function withoutOlder(same: readonly Found[], problems: Problems): Found[] {
  const kept: Found[] = [];
  // A history names its newest version first; the same id under two full URLs is two resources of two servers.
  const heads = new Set<unknown>();
  for (const found of same) {
    if (found.historyOf !== undefined) {
      if (heads.has(found.historyOf)) continue;
      heads.add(found.historyOf);
    }
    kept.push(found);
  }
  if (kept.length === 1) return kept;
  const dated = kept.map((found) => ({ found, at: lastUpdated(found, problems), url: serverUrl(found) }));
  const latest = new Map<string, number>();
  for (const { at, url } of dated) if (at !== undefined) latest.set(url, Math.max(at, latest.get(url) ?? at));
  const newest = dated.filter(({ at, url }) => at === undefined || at === latest.get(url)).map(({ found }) => found);
  // Without a full URL two servers that use the same ids cannot be told apart, but by what the resources are about.
  const others = dated.filter(
    ({ found, url }) => url === "" && !newest.includes(found) && !newest.some((one) => isAboutTheSame(one, found)),
  );
  return [...newest, ...others.map(({ found }) => found)];
}

/** Whether two resources with the same id may be versions of one: they share a code, or one of them has none. */
function isAboutTheSame(one: Found, other: Found): boolean {
  const [own, others] = [codesOf(one), codesOf(other)];
  return own.length === 0 || others.length === 0 || own.some((code) => others.includes(code));
}

function codesOf({ body }: Found): string[] {
  const concept = body["code"] ?? body["medicationCodeableConcept"];
  const codings: unknown = isPlain(concept) ? concept["coding"] : undefined;
  return Array.isArray(codings)
    ? codings.filter(isPlain).map(({ system, code }) => `${String(system)}|${String(code)}`)
    : [];
}

/** What tells two servers apart that use the same ids: a full URL that is more than the reference itself. */
function serverUrl({ fullUrl }: Found): string {
  return fullUrl === undefined || /^urn:/i.test(fullUrl) || canonicalReference(fullUrl) === fullUrl ? "" : fullUrl;
}

function lastUpdated({ body, path }: Found, problems: Problems): number | undefined {
  const text = readResource("Meta", body, path, problems)?.meta?.lastUpdated;
  const time = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

function inOrderOf(all: readonly Found[], some: readonly Found[]): Found[] {
  const kept = new Set(some);
  return all.filter((found) => kept.has(found));
}
