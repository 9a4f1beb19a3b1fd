import { describe, expect, test } from "vitest";
import { patientSubject, type Subject } from "../../src/facts/subject.ts";
import { interval, notApplicable, oneOf, unknownCell } from "../../src/logic/cell.ts";
import type { Contribution } from "../../src/resolve/contribution.ts";
import { type Decision, decide, decidedCell, decidedNumber } from "../../src/resolve/decide.ts";
import { Decisions } from "../../src/resolve/decisions.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import type { Rule } from "../../src/rulebook/rule.ts";
import type { Slot, SlotValue } from "../../src/rulebook/slots.ts";
import { always, rule } from "../support/small-rulebook.ts";

const { slots } = embeddedRulebook();
const slot = (name: string): Slot => slots.get(name) as Slot;
const [a, b]: readonly [Subject, Subject] = [
  { kind: "vein", id: "a" },
  { kind: "vein", id: "b" },
];
const subjects = [patientSubject, a, b];

const said = (value: SlotValue, rank?: string): Contribution => ({
  rule: rule("one", always, rank === undefined ? {} : { rank }) as Rule,
  number: 0,
  subject: patientSubject,
  place: 0,
  value,
  main: true,
});
const decided = (name: string, applying: readonly SlotValue[], open: readonly SlotValue[] = [], place = 0): Decision =>
  decide(slot(name), subjects[place] as Subject, place, {
    applying: applying.map((value) => said(value)),
    open: open.map((value) => said(value)),
  });

describe("the decisions of a case", () => {
  const decisions = new Decisions(subjects);
  const [count, formA, formB] = [
    decided("sessions.count", [{ min: 1, max: 2, plan: 2 }]),
    decided("form", ["foam"], [], 1),
    decided("form", ["liquid"], [], 2),
  ];
  for (const decision of [count, formA, formB]) decisions.set(decision);

  test("are found by slot and place, and by the key of the subject", () => {
    expect([decisions.at("form", 1), decisions.at("form", 2)]).toEqual([formA, formB]);
    expect([decisions.get("form", "vein:a"), decisions.get("form", "vein:b")]).toEqual([formA, formB]);
    expect(decisions.get("sessions.count", "patient")).toBe(count);
  });

  test("on the patient hold for every subject; a vein's for nobody else", () => {
    expect([decisions.at("sessions.count", 1), decisions.get("sessions.count", "vein:b")]).toEqual([count, count]);
    expect([decisions.at("form", 0), decisions.get("form", "patient")]).toEqual([undefined, undefined]);
  });

  test("of a slot that is not decided there are none", () => {
    expect([decisions.at("foam.maxMl", 0), decisions.get("foam.maxMl", "patient")]).toEqual([undefined, undefined]);
  });

  test("come in the order in which they were made; a later one takes the place of the earlier", () => {
    expect(decisions.values()).toEqual([count, formA, formB]);
    const copy = decisions.copy();
    const other = decided("form", ["liquid"], [], 1);
    copy.set(other);
    expect(copy.values()).toEqual([count, other, formB]);
    expect(copy.at("form", 1)).toBe(other);
    expect(copy.get("form", "vein:a")).toBe(other);
    // The first ones stay as they were.
    expect(decisions.values()).toEqual([count, formA, formB]);
    expect(decisions.at("form", 1)).toBe(formA);
  });
});

describe("what a slot comes to", () => {
  test("without a rule: its default, or nothing; nobody wins and nothing could change", () => {
    expect(decided("eligibility", [])).toMatchObject({
      value: "proceed",
      couldBecome: undefined,
      winners: [],
      changes: [],
    });
    expect(decided("foam.maxMl", []).value).toBeUndefined();
  });

  test("an open rule changes it only where it is worse than what stands, or than the default", () => {
    const changes = (applying: readonly SlotValue[], open: readonly SlotValue[]) =>
      decided("eligibility", applying, open).changes.map(({ value }) => value);
    expect(changes([], ["proceed"])).toEqual([]);
    expect(changes([], ["defer", "assess-first"])).toEqual(["defer", "assess-first"]);
    expect(changes(["defer"], ["assess-first", "defer", "contraindicated"])).toEqual(["contraindicated"]);
  });

  test("could become the worst of what is open; a list could become nothing in particular", () => {
    expect(decided("eligibility", ["defer"], ["assess-first", "contraindicated"]).couldBecome).toBe("contraindicated");
    expect(decided("eligibility", ["defer"], ["assess-first"]).couldBecome).toBeUndefined();
    const suspected = decided("suspect", [["matting"]], [["infection"]]);
    expect(suspected.couldBecome).toBeUndefined();
    expect(suspected.changes.map(({ value }) => value)).toEqual([["infection", "matting"]]);
  });
});

describe("a decided slot as a fact", () => {
  test.each([
    ["a flag that is set", "risk.thrombosis", [true], [], true],
    ["a flag that is set stays so", "risk.thrombosis", [true], [true], true],
    ["a flag that nobody sets", "risk.thrombosis", [], [], false],
    ["a flag that could be set", "risk.thrombosis", [], [true], unknownCell],
    ["a code", "form", ["foam"], [], "foam"],
    ["a code that nobody sets", "form", [], [], notApplicable],
    ["a code that could be set", "volume.band", [], ["tiny"], oneOf([notApplicable, "tiny"])],
    ["a code that has a default", "eligibility", [], ["defer"], oneOf(["proceed", "defer"])],
    ["a code that could change", "volume.band", ["small"], ["tiny"], oneOf(["small", "tiny"])],
    ["a number", "foam.maxMl", [10], [], 10],
    ["a number that could change", "foam.maxMl", [15], [10], oneOf([15, 10])],
    ["a range is no single value", "sessions.count", [{ min: 1, max: 2, plan: 2 }], [], notApplicable],
    ["a range that is not settled", "sessions.count", [], [{ min: 1, max: 2, plan: 2 }], unknownCell],
  ] as const)("%s", (_, name, applying, open, cell) => {
    expect(decidedCell(decided(name, applying as readonly SlotValue[], open as readonly SlotValue[]))).toEqual(cell);
  });

  const [short, long] = [
    { min: 1, max: 2, plan: 2 },
    { min: 2, max: 6, plan: 4 },
  ];
  test.each([
    ["settled", [long], [], 4],
    ["a longer one is open", [short], [long], interval(2, 4)],
    ["a shorter one changes nothing", [long], [short], 4],
    ["nobody sets it", [], [], notApplicable],
    ["somebody could", [], [long], unknownCell],
  ] as const)("a number of a range: %s", (_, applying, open, cell) => {
    expect(decidedNumber(decided("sessions.count", applying, open), "plan")).toEqual(cell);
  });
});
