import { describe, expect, test } from "vitest";
import { type CdsHooksOptions, createSeenStore, type FeedbackEvent } from "../../src/cds-hooks/index.ts";
import { baseUrl, handlerWith, type Json, noon, refusalOf, serviceOf } from "./calling.ts";

const service = serviceOf("order-sign");
const card = "4e0a3a1e-3283-4575-ab82-028d55fe2719";
const suggestion = "e56e1945-20b3-4393-8503-a1a20fd73152";
const outcomeTimestamp = "2026-11-20T12:00:00Z";
const accepted: Json = { card, outcome: "accepted", outcomeTimestamp, acceptedSuggestions: [{ id: suggestion }] };
const overridden: Json = { card, outcome: "overridden", outcomeTimestamp };

function taker(options: CdsHooksOptions = {}) {
  const events: FeedbackEvent[] = [];
  const { fetch } = handlerWith({ onFeedback: (event) => void events.push(event), ...options });
  const send = (body: unknown) =>
    fetch(
      new Request(`${baseUrl}/cds-services/${service}/feedback`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    );
  return { events, send };
}

const refused = async (...feedback: readonly unknown[]) => refusalOf(await taker().send({ feedback }));

describe("invariants of feedback", () => {
  test("cds-fb-1: the outcome is accepted or overridden", async () => {
    expect(await refused({ ...overridden, outcome: "ignored" })).toEqual({
      status: 400,
      issues: ["cds-hooks/wrong-type feedback[0].outcome"],
    });
    expect((await taker().send({ feedback: [accepted, overridden] })).status).toBe(200);
  });

  test("cds-fb-2: an accepted card names the suggestions that were accepted", async () => {
    expect(await refused({ card, outcome: "accepted", outcomeTimestamp })).toEqual({
      status: 400,
      issues: ["cds-hooks/missing-key feedback[0].acceptedSuggestions"],
    });
    expect(await refused({ ...accepted, acceptedSuggestions: [] })).toEqual({
      status: 400,
      issues: ["cds-hooks/empty-value feedback[0].acceptedSuggestions"],
    });
  });

  test("cds-fb-3: a reason to override holds a reason, a comment, or both", async () => {
    expect(await refused({ ...overridden, overrideReason: {} })).toEqual({
      status: 400,
      issues: ["cds-hooks/empty-value feedback[0].overrideReason"],
    });
    const reason = { code: "record-wrong", system: "https://example.org/reasons" };
    for (const overrideReason of [{ reason }, { userComment: "seen" }, { reason, userComment: "seen" }])
      expect((await taker().send({ feedback: [{ ...overridden, overrideReason }] })).status).toBe(200);
  });
});

describe("feedback", () => {
  test("is told with its service, and answered with 200 and nothing", async () => {
    const { events, send } = taker();
    const response = await send({ feedback: [accepted, { ...overridden, overrideReason: { userComment: "seen" } }] });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe("");
    expect(events).toEqual([
      { service, ...accepted },
      { service, ...overridden, overrideReason: { userComment: "seen" } },
    ]);
  });

  test("sent again changes nothing and is answered alike", async () => {
    const { events, send } = taker();
    for (let time = 0; time < 3; time += 1) expect((await send({ feedback: [accepted] })).status).toBe(200);
    expect(events).toHaveLength(1);
    await send({ feedback: [{ ...accepted, outcomeTimestamp: "2026-11-20T12:00:01Z" }] });
    expect(events).toHaveLength(2);
  });

  test("of one wrong entry none is taken, and all that is wrong is told", async () => {
    const { events, send } = taker();
    const response = await send({ feedback: [accepted, { ...overridden, card: "x", outcomeTimestamp: "yesterday" }] });
    expect(await refusalOf(response)).toEqual({
      status: 400,
      issues: ["cds-hooks/wrong-type feedback[1].card", "cds-hooks/wrong-type feedback[1].outcomeTimestamp"],
    });
    expect(events).toEqual([]);
  });

  test("the dismissal of a client that sends a reason without its display is taken", async () => {
    const { events, send } = taker();
    const overrideReason = { reason: { code: "record-wrong", system: "https://example.org/reasons" } };
    expect((await send({ feedback: [{ ...overridden, overrideReason }] })).status).toBe(200);
    expect(events[0]?.overrideReason).toEqual(overrideReason);
  });

  test("an empty list is taken", async () => {
    expect((await taker().send({ feedback: [] })).status).toBe(200);
  });

  test("a callback that throws is told by name, and the client need not send again", async () => {
    const errors: unknown[] = [];
    const { send } = taker({
      onFeedback: () => Promise.reject(new TypeError("comment: patient asked")),
      onError: (error) => void errors.push(error),
    });
    expect((await send({ feedback: [accepted] })).status).toBe(200);
    expect(errors).toEqual([{ kind: "callback", callback: "onFeedback", name: "TypeError" }]);
  });
});

describe("the store of what was seen", () => {
  test("forgets after the time, and never more than it holds", () => {
    let moment = noon;
    const store = createSeenStore(() => moment, 2);
    const until = new Date(noon.getTime() + 1000);
    expect([store.note("a", until), store.note("a", until), store.note("b", until)]).toEqual(["new", "seen", "new"]);
    expect(store.note("c", until)).toBe("full");
    expect(store.note("a", until)).toBe("seen");
    moment = new Date(noon.getTime() + 1001);
    expect(store.note("c", new Date(moment.getTime() + 1000))).toBe("new");
    expect(store.note("a", new Date(moment.getTime() + 1000))).toBe("new");
  });
});
