import type { Action, Card } from "../../src/cds-hooks/index.ts";
import type { Json } from "./calling.ts";

interface Bundle {
  entry?: { resource: Json }[];
}

/** The request that a client sends after it has done what a suggestion proposes: drafts removed, resources in the record. */
export function accepting(request: Json, suggestion: { readonly actions: readonly Action[] }): Json {
  const copy = structuredClone(request) as { context: Record<string, unknown>; prefetch: Record<string, unknown> };
  for (const action of suggestion.actions) {
    if (action.type === "delete") remove(copy.context, action.resourceId);
    else create(copy.prefetch, action.resource);
  }
  return copy as unknown as Json;
}

function remove(context: Record<string, unknown>, reference: string): void {
  for (const key of ["draftOrders", "appointments"]) {
    const bundle = context[key] as Bundle | undefined;
    if (bundle?.entry === undefined) continue;
    const left = bundle.entry.filter(({ resource }) => `${resource["resourceType"]}/${resource["id"]}` !== reference);
    if (left.length === bundle.entry.length) throw new Error(`no ${reference} in ${key}`);
    bundle.entry = left;
  }
}

/** A server gives new resources an id and keeps the rest. */
function create(prefetch: Record<string, unknown>, resource: Json): void {
  const tasks = (prefetch["tasks"] ?? { resourceType: "Bundle", type: "searchset" }) as Bundle;
  prefetch["tasks"] = { ...tasks, entry: [...(tasks.entry ?? []), { resource: { ...resource, id: "new-1" } }] };
}

/** What makes two cards the same for a clinician: weight and words. */
export function faceOf({ indicator, summary }: Card): string {
  return `${indicator}: ${summary}`;
}
