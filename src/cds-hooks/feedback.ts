import type { FeedbackEvent } from "./events.ts";
import { Refusal } from "./http/refusal.ts";
import { status } from "./http/status.ts";
import { readFeedback } from "./schema/feedback.ts";
import type { SeenStore } from "./seen.ts";

/** How long the same feedback is known again, in milliseconds: a client that tries again does so within days. */
const remembered = 604_800_000;

/**
 * Takes feedback on a service's cards. The same entry, sent again, changes nothing and is not told again. Throws a `Refusal` of
 * 400 with all that is wrong; of a body with one wrong entry none is taken.
 */
export async function takeFeedback(
  service: string,
  body: unknown,
  {
    seen,
    now,
    tell,
  }: { readonly seen: SeenStore; readonly now: () => Date; readonly tell: (event: FeedbackEvent) => Promise<void> },
): Promise<number> {
  const { feedback, issues } = readFeedback(body);
  if (issues.length > 0) throw new Refusal(status.badRequest, issues);
  let told = 0;
  for (const entry of feedback) {
    const key = JSON.stringify([service, entry.card, entry.outcome, entry.outcomeTimestamp]);
    // A full store tells twice rather than never.
    if ((await seen.note(key, new Date(now().getTime() + remembered))) === "seen") continue;
    await tell({ service, ...entry });
    told += 1;
  }
  return told;
}
