import type { Citation, Source } from "../../rulebook/source.ts";
import type { SiteModel } from "./site-model.ts";

/** A row of the guidance as pages show it. */
export interface Row {
  readonly id: string;
  readonly citation: Citation;
  /** `rule`, `expectation`, `confirmed`, `conflict`: what kind of row it is. */
  readonly kind: string;
  readonly topic: string | undefined;
  readonly source: Source | undefined;
  /** Why no rule rests on it. */
  readonly excuse: string | undefined;
}

/** One row, by its id. */
export function rowOf(id: string, { content, rulebook }: SiteModel): Row | undefined {
  const citation = rulebook.citations.get(id);
  if (citation === undefined) return undefined;
  const source = own(content.sources, citation.source);
  const statement = own(content.statements, id);
  if (citation.authority === "document" && statement !== undefined)
    return { id, citation, kind: statement.kind, topic: statement.topic, source, excuse: statement.notActionable };
  const resolution = own(content.resolutions, id);
  if (citation.authority === "resolution" && resolution !== undefined)
    return { id, citation, kind: resolution.kind, topic: undefined, source, excuse: resolution.notCoded };
  const authority = own(content.authorities, id);
  return {
    id,
    citation,
    kind: authority?.status ?? "",
    topic: authority?.topic,
    source,
    excuse: authority?.notActionable,
  };
}

/** Every row of the guidance, in the order of its files. */
export function rowsIn(model: SiteModel): readonly Row[] {
  return [...model.rulebook.citations.keys()].flatMap((id) => rowOf(id, model) ?? []);
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
