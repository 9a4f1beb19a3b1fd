import type { Draft } from "../orders/draft.ts";
import { catalogue } from "./catalogue.ts";
import type { SuggestionDraft } from "./context.ts";

/** The suggestions to remove drafts: each accepted one leaves nothing that the same card could be raised for. */
export function removals(kind: "order" | "appointment", drafts: readonly Draft[]): SuggestionDraft[] {
  const references = drafts.flatMap(({ reference }) => (reference === undefined ? [] : [reference]));
  if (references.length === 0 || references.length < drafts.length) return [];
  const { label, description } = catalogue.removal[kind];
  return [
    {
      key: `remove-${references.join(" ")}`,
      label,
      isRecommended: true,
      actions: references.map((resourceId) => ({ type: "delete" as const, description, resourceId })),
    },
  ];
}
