import * as z from "zod/mini";
import { formatPath, type Issue } from "../../issues/issue.ts";
import { minLength, withoutCodeGeneration } from "../../issues/zod.ts";
import { isResource } from "../data/resource.ts";
import { callIssue } from "../http/refusal.ts";
import { emptyValues } from "./empty-values.ts";
import { filled, isHttpUrl, uuid } from "./parts.ts";

/** Summaries have fewer characters than this. */
export const summaryLimit = 140;

function build() {
  const url = z.string().check(z.refine(isHttpUrl));
  const coding = z.strictObject({ code: filled(), system: filled(), display: z.optional(filled()) });
  const source = z.strictObject({
    label: filled(),
    url: z.optional(url),
    icon: z.optional(url),
    topic: z.optional(coding),
  });
  const resource = z.unknown().check(z.refine(isResource));
  const reference = z.string().check(z.regex(/^[A-Za-z]+\/[A-Za-z0-9\-._]+$/));
  // cds-resp-2 and cds-resp-5: a delete names its resource and carries none, every action says what it does.
  const action = z.discriminatedUnion("type", [
    z.strictObject({ type: z.enum(["create", "update"]), description: filled(), resource }),
    z.strictObject({ type: z.literal("delete"), description: filled(), resourceId: reference }),
  ]);
  const suggestion = z.strictObject({
    label: filled(),
    uuid: z.optional(uuid()),
    isRecommended: z.optional(z.boolean()),
    actions: z.optional(z.array(action).check(minLength(1))),
    // cds-resp-7
    actionSelectionBehavior: z.optional(z.enum(["all", "any", "at-most-one"])),
  });
  // cds-resp-3
  const link = z.discriminatedUnion("type", [
    z.strictObject({ label: filled(), url, type: z.literal("absolute") }),
    z.strictObject({ label: filled(), url, type: z.literal("smart"), appContext: z.optional(filled()) }),
  ]);
  const card = z
    .strictObject({
      uuid: z.optional(uuid()),
      // Counted in UTF-16 units, of which there are never fewer than characters.
      summary: filled().check(z.refine((text) => text.length < summaryLimit)),
      detail: z.optional(filled()),
      indicator: z.enum(["info", "warning", "critical"]),
      source,
      suggestions: z.optional(z.array(suggestion).check(minLength(1))),
      selectionBehavior: z.optional(z.enum(["at-most-one", "any"])),
      // cds-resp-4
      overrideReasons: z.optional(
        z.array(z.strictObject({ code: filled(), system: filled(), display: filled() })).check(minLength(1)),
      ),
      links: z.optional(z.array(link).check(minLength(1))),
    })
    .check(
      // cds-resp-6
      z.refine(({ suggestions, selectionBehavior }) => suggestions === undefined || selectionBehavior !== undefined, {
        path: ["selectionBehavior"],
      }),
      // cds-resp-1
      z.refine(
        ({ suggestions = [], selectionBehavior }) =>
          selectionBehavior !== "at-most-one" || suggestions.filter(({ isRecommended }) => isRecommended).length <= 1,
        { path: ["suggestions"] },
      ),
    );
  return z.strictObject({ cards: z.array(card) });
}

let schema: ReturnType<typeof build> | undefined;

/**
 * Checks a response with cards against CDS Hooks 2.0: the fields, the invariants cds-resp-1 to cds-resp-7, the length of
 * summaries, unique uuids, and that nothing is null or empty. Returns what is wrong, and nothing where all is well.
 */
export function checkResponse(response: unknown): Issue[] {
  schema ??= withoutCodeGeneration(build);
  const parsed = schema.safeParse(response);
  const wrong = parsed.success
    ? repeatedUuids(parsed.data.cards).map((path) => callIssue("cds-hooks/wrong-type", path, "expected each uuid once"))
    : parsed.error.issues.map((issue) =>
        callIssue(
          "cds-hooks/wrong-type",
          formatPath(issue.path),
          `expected what CDS Hooks 2.0 asks for (${issue.code})`,
        ),
      );
  const empty = emptyValues(response).map((path) =>
    callIssue("cds-hooks/empty-value", path, "expected a value or no key, received something empty"),
  );
  return [...wrong, ...empty];
}

interface Identified {
  readonly uuid?: string | undefined;
}

function repeatedUuids(
  cards: readonly (Identified & { readonly suggestions?: readonly Identified[] | undefined })[],
): string[] {
  const seen = new Set<string>();
  const isRepeated = ({ uuid: id }: Identified): boolean => {
    if (id === undefined) return false;
    if (seen.has(id)) return true;
    seen.add(id);
    return false;
  };
  return cards.flatMap((card, index) => [
    ...(isRepeated(card) ? [formatPath(["cards", index, "uuid"])] : []),
    ...(card.suggestions ?? []).flatMap((suggestion, position) =>
      isRepeated(suggestion) ? [formatPath(["cards", index, "suggestions", position, "uuid"])] : [],
    ),
  ]);
}
