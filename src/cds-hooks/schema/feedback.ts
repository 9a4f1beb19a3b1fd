import * as z from "zod/mini";
import type { Issue } from "../../issues/issue.ts";
import { parseBySchema, withoutCodeGeneration } from "../../issues/zod.ts";
import type { Feedback } from "../types.ts";
import { filled, instantPattern, issuesOf, left, uuid, wellFormed } from "./parts.ts";

function build() {
  const overrideReason = z
    .looseObject({
      reason: left(z.looseObject({ code: filled(), system: left(filled()), display: left(filled()) })),
      userComment: left(filled()),
    })
    .check(
      // cds-fb-3
      z.refine(({ reason, userComment }) => (reason ?? userComment ?? null) !== null, {
        error: "a reason, a comment of the user, or both",
      }),
    );
  const entry = z
    .looseObject({
      card: wellFormed(uuid(), "the UUID of a card"),
      // cds-fb-1
      outcome: wellFormed(z.enum(["accepted", "overridden"]), "`accepted` or `overridden`"),
      outcomeTimestamp: wellFormed(z.string().check(z.regex(instantPattern)), "an instant in ISO 8601"),
      acceptedSuggestions: left(z.array(z.looseObject({ id: wellFormed(uuid(), "the UUID of a suggestion") }))),
      overrideReason: left(overrideReason),
    })
    .check(
      // cds-fb-2
      z.refine(({ outcome, acceptedSuggestions }) => outcome !== "accepted" || (acceptedSuggestions ?? []).length > 0, {
        error: "the accepted suggestions of an accepted card",
        path: ["acceptedSuggestions"],
      }),
    );
  return z.looseObject({ feedback: z.array(entry) });
}

let schema: ReturnType<typeof build> | undefined;

/** Reads the body of a feedback call: what users did with cards, or everything that is wrong with it. */
export function readFeedback(body: unknown): { readonly feedback: readonly Feedback[]; readonly issues: Issue[] } {
  schema ??= withoutCodeGeneration(build);
  const parsed = parseBySchema(schema, body);
  if (!parsed.success) return { feedback: [], issues: issuesOf(parsed.issues, body) };
  return { feedback: parsed.data.feedback.map((entry) => known(entry as unknown as Feedback)), issues: [] };
}

/** An entry with the keys that the specification has, and none that is null. */
function known({ card, outcome, outcomeTimestamp, acceptedSuggestions, overrideReason }: Feedback): Feedback {
  const { reason, userComment } = overrideReason ?? {};
  return {
    card: card.toLowerCase(),
    outcome,
    outcomeTimestamp,
    ...(acceptedSuggestions
      ? { acceptedSuggestions: acceptedSuggestions.map(({ id }) => ({ id: id.toLowerCase() })) }
      : {}),
    ...(overrideReason
      ? { overrideReason: { ...(reason ? { reason: codingOf(reason) } : {}), ...(userComment ? { userComment } : {}) } }
      : {}),
  };
}

function codingOf({ code, system, display }: { code: string; system?: string; display?: string }) {
  return { code, ...(system ? { system } : {}), ...(display ? { display } : {}) };
}
