import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { examples } from "../../playground/examples.ts";
import { placeOf } from "../../playground/state/case.ts";
import { startState } from "../../playground/state/loading.ts";
import { createReducer } from "../../playground/state/reducer.ts";
import type { Action, State } from "../../playground/state/state.ts";
import { tryAnswers } from "../../playground/state/trial.ts";
import { createAdvisor } from "../../src/index.ts";
import { createRandomCases } from "../support/random-case.ts";

const advisor = createAdvisor();
const reduce = createReducer(advisor);
const stateAfter = (...actions: readonly Action[]): State => actions.reduce(reduce, startState(advisor));
const answer = (fact: string, value: unknown, vein?: string): Action => ({
  type: "answer",
  place: placeOf(fact, vein),
  value,
});
const refusals = (state: State): unknown =>
  [...state.refused].map(([path, { issues }]) => [path, issues.map(({ code }) => code)]);

describe("an answer", () => {
  test("is in the case, and the report is the library's answer to it", () => {
    const state = stateAfter(answer("patient.pregnant", true));
    expect(state.case).toEqual({ patient: { pregnant: true } });
    expect(state.report).toEqual(advisor.recommendSync({ patient: { pregnant: true } }));
    expect(state.report.eligibility.decision).toBe("defer");
  });

  test("that the library refuses stays beside the case with its issue, and counts as unknown", () => {
    const state = stateAfter(answer("patient.ageYears", 45), answer("patient.ageYears", 450));
    expect(refusals(state)).toEqual([["patient.ageYears", ["case/out-of-range"]]]);
    expect(state.refused.get("patient.ageYears")?.value).toBe(450);
    expect(state.case).toEqual({ patient: {} });
    expect(state.report).toEqual(advisor.recommendSync({}));
  });

  test("in the place of a refused one ends the refusal", () => {
    const state = stateAfter(answer("patient.weightKg", "sixty"), answer("patient.weightKg", 60));
    expect(state.refused.size).toBe(0);
    expect(state.case).toEqual({ patient: { weightKg: 60 } });
  });

  test("that contradicts a date is taken once the date is corrected", () => {
    const early = stateAfter(answer("asOf", "2026-01-01"), answer("followUp.sessionDate", "2026-02-01"));
    expect(refusals(early)).toEqual([["followUp.sessionDate", ["case/session-after-as-of"]]]);
    const corrected = reduce(early, answer("asOf", "2026-03-01"));
    expect(corrected.refused.size).toBe(0);
    expect(corrected.case["followUp"]).toEqual({ sessionDate: "2026-02-01" });
  });

  test("of unknown is null, never false; of not recorded, nothing", () => {
    expect(stateAfter(answer("patient.pregnant", null)).case).toEqual({ patient: { pregnant: null } });
    expect(stateAfter(answer("patient.pregnant", true), answer("patient.pregnant", undefined)).case).toEqual({
      patient: {},
    });
  });

  test("can be undone", () => {
    const state = stateAfter(answer("patient.pregnant", true), answer("patient.bedbound", true), { type: "undo" });
    expect(state.case).toEqual({ patient: { pregnant: true } });
    expect(reduce(state, { type: "undo" }).case).toEqual({});
    expect(stateAfter({ type: "undo" }).case).toEqual({});
  });
});

describe("veins", () => {
  const two = stateAfter({ type: "add-vein", vein: { id: "a" } }, { type: "add-vein", vein: { id: "b" } });

  test("are shown when they are added, and no longer when they are gone", () => {
    expect(two.vein).toBe("b");
    const tried = reduce(two, { type: "try", answers: [{ place: placeOf("vein.type", "b"), value: "reticular" }] });
    const gone = reduce(reduce(tried, answer("vein.diameterMm", -1, "b")), { type: "remove-vein", id: "b" });
    expect(gone.vein).toBeNull();
    expect(gone.trial).toEqual([]);
    expect(gone.refused.size).toBe(0);
    expect(gone.case).toEqual({ veins: [{ id: "a" }] });
  });

  test("keep their name when another vein has the new one", () => {
    const state = reduce(two, answer("vein.id", "a", "b"));
    expect(refusals(state)).toEqual([["veins.b.id", ["case/duplicate-vein-id"]]]);
    expect(state.case).toEqual({ veins: [{ id: "a" }, { id: "b" }] });
  });

  test("are still shown under a new name", () => {
    const state = reduce(two, answer("vein.id", "c", "b"));
    expect(state.vein).toBe("c");
    expect(state.case).toEqual({ veins: [{ id: "a" }, { id: "c" }] });
  });
});

describe("a whole case", () => {
  test("takes the place of the present one", () => {
    const story: unknown = JSON.parse(readFileSync("examples/patient-story.json", "utf8"));
    const state = stateAfter(answer("patient.pregnant", true), { type: "load", json: story, from: "a test" });
    expect(state.case).toBe(story);
    expect(state.report).toEqual(advisor.recommendSync(story));
  });

  test.each([
    ["a key that no case has", '{"patient":{"pregnat":true}}', "patient.pregnat"],
    ["a value out of its range", '{"veins":[{"id":"a","diameterMm":-1}]}', "veins[0].diameterMm"],
    ["a text that is no JSON", "{", ""],
    ["a number", "7", ""],
  ])("that is refused leaves the present one, with its issues: %s", (_, text, path) => {
    const state = stateAfter(answer("patient.pregnant", true), { type: "load-text", text, from: "a test" });
    expect(state.case).toEqual({ patient: { pregnant: true } });
    expect(state.refusedCase?.issues.map((issue) => issue.path)).toEqual([path]);
    expect(state.refusedCase?.text).toBe(text);
  });

  test("of a broken link leaves the start, with an issue", () => {
    const state = stateAfter({ type: "refuse-link", why: "it is not base64url" });
    expect(state.case).toEqual({});
    expect(state.refusedCase?.issues[0]?.message).toContain("it is not base64url");
  });
});

describe("an example", () => {
  const [example, second] = examples;
  if (example === undefined || second === undefined) throw new Error("no examples");
  const load = (one: typeof example): Action => ({ type: "load", json: one.case, from: "a test", example: one });

  test("is known as long as its case is worked on, and comes back with an undo", () => {
    const state = stateAfter(load(example), answer("patient.pregnant", true));
    expect(state.example).toBe(example);
    const other = reduce(state, load(second));
    expect(other.example).toBe(second);
    expect(reduce(other, { type: "undo" }).example).toBe(example);
  });

  test("is not what a case from elsewhere is called", () => {
    expect(stateAfter(load(example), { type: "load", json: {}, from: "nobody" }).example).toBeNull();
    expect(stateAfter(load(example), { type: "load-text", text: "{}", from: "a test" }).example).toBeNull();
  });
});

describe("a follow-up", () => {
  test("begins empty and brings a triage; without it nothing of it is left", () => {
    const on = stateAfter({ type: "follow-up", on: true }, answer("followUp.fever", "high"));
    expect(on.case).toEqual({ followUp: {} });
    expect(on.report.triage?.level).toBe("expected");
    const off = reduce(on, { type: "follow-up", on: false });
    expect(off.case).toEqual({});
    expect(off.refused.size).toBe(0);
    expect(off.report.triage).toBeUndefined();
  });
});

describe("what if", () => {
  const migraine = { place: placeOf("conditions.migraineWithAura"), value: true };

  test("changes nothing until it is kept, and shows what the library's what-if shows", () => {
    const state = stateAfter(answer("patient.pregnant", false), { type: "try", answers: [migraine] });
    expect(state.case).toEqual({ patient: { pregnant: false } });
    expect(tryAnswers(advisor, state.case, state.trial)).toEqual({
      difference: advisor.whatIf(state.case, { "conditions.migraineWithAura": true }),
    });
    const kept = reduce(state, { type: "keep-trial" });
    expect(kept.case).toEqual({ patient: { pregnant: false }, conditions: { migraineWithAura: true } });
    expect(kept.trial).toEqual([]);
  });

  test("is dropped without a trace", () => {
    const state = stateAfter({ type: "try", answers: [migraine] }, { type: "drop-trial" });
    expect(state.trial).toEqual([]);
    expect(state.case).toEqual({});
  });

  test("tries each place once, and takes it out again", () => {
    const other = { ...migraine, value: false };
    const state = stateAfter({ type: "try", answers: [migraine] }, { type: "try", answers: [other] });
    expect(state.trial).toEqual([other]);
    expect(reduce(state, { type: "untry", place: migraine.place }).trial).toEqual([]);
  });

  test("from a list stands for itself, with what was asked; what is picked joins it", () => {
    const asked = { about: { slot: "eligibility" }, from: "report/x" };
    const other = { place: placeOf("patient.pregnant"), value: true };
    const first = stateAfter({ type: "try", answers: [other] }, { type: "try", answers: [migraine], asked });
    expect([first.trial, first.asked]).toEqual([[migraine], asked]);
    const more = reduce(first, { type: "try", answers: [other] });
    expect([more.trial, more.asked]).toEqual([[migraine, other], asked]);
    for (const end of ["drop-trial", "keep-trial"] as const) expect(reduce(more, { type: end }).asked).toBeNull();
    const none = [migraine, other].reduce((state, { place }) => reduce(state, { type: "untry", place }), more);
    expect(none.asked).toBeNull();
  });

  test("says what is wrong with an answer that the library refuses", () => {
    const result = tryAnswers(advisor, {}, [{ place: placeOf("patient.ageYears"), value: 450 }]);
    expect("issues" in result && result.issues.map(({ code }) => code)).toEqual(["case/out-of-range"]);
  });
});

test("whatever is answered in whatever order, the report is that of the case and the case is one that the library reads", () => {
  const cases = createRandomCases(advisor.rulebook);
  for (let seed = 0; seed < 8; seed += 1) {
    const given = cases.make(seed, { veins: 1 });
    const groups = Object.entries(given).filter(([key]) => key !== "veins" && key !== "asOf");
    const actions = groups.flatMap(([group, facts]) =>
      Object.entries((facts ?? {}) as Record<string, unknown>).map(([key, value]) => answer(`${group}.${key}`, value)),
    );
    const state = stateAfter(answer("asOf", given["asOf"]), ...actions);
    expect(state.report).toEqual(advisor.recommendSync(state.case));
  }
});
