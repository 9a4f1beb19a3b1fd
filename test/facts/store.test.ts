import { describe, expect, test } from "vitest";
import { createCaseParser } from "../../src/case/parse.ts";
import { FactStore } from "../../src/facts/store.ts";
import { followUpSubject, patientSubject, type Subject } from "../../src/facts/subject.ts";
import { type Cell, failedCell, interval, notApplicable, unknownCell } from "../../src/logic/cell.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";

const rulebook = embeddedRulebook();
const parser = createCaseParser(rulebook);

function storeOf(input: unknown): FactStore {
  return new FactStore(
    rulebook,
    parser.parse(input, { allowFunctions: true }),
    (fact, value) => parser.checkValue(fact, value).length === 0,
  );
}

const cellOf = (input: unknown, fact: string, subject: Subject = patientSubject): Cell =>
  storeOf(input).get(fact, subject);

describe("settled facts", () => {
  test.each<[string, string, Cell]>([
    ["pregnant", "patient.pregnant", false],
    ["breastfeeding", "patient.breastfeeding", false],
    ["weeks postpartum", "patient.weeksPostpartum", notApplicable],
    ["past pregnancy", "history.pastPregnancy", false],
    ["early postpartum", "derived.earlyPostpartum", false],
  ])("sex male settles absent %s", (_name, fact, cell) => {
    expect(cellOf({ patient: { sex: "male" } }, fact)).toBe(cell);
  });

  test.each(["female", "other", null])("sex %s settles nothing", (sex) => {
    for (const fact of ["patient.pregnant", "patient.breastfeeding", "patient.weeksPostpartum"])
      expect(cellOf({ patient: { sex } }, fact)).toBe(unknownCell);
  });

  test("a recorded pregnancy counts with any sex", () => {
    expect(cellOf({ patient: { sex: "male", pregnant: true } }, "patient.pregnant")).toBe(true);
    expect(cellOf({ patient: { sex: "male", breastfeeding: true } }, "patient.breastfeeding")).toBe(true);
  });

  test("an explicit null stays unknown, settled or not", () => {
    const patient = { sex: "male", pregnant: null, breastfeeding: null, weeksPostpartum: null };
    for (const fact of ["patient.pregnant", "patient.breastfeeding", "patient.weeksPostpartum"])
      expect(cellOf({ patient }, fact)).toBe(unknownCell);
  });

  test("never delivered settles the weeks since delivery, and with it what is made of them", () => {
    const input = { patient: { neverDelivered: true } };
    expect(cellOf(input, "patient.weeksPostpartum")).toBe(notApplicable);
    expect(cellOf(input, "derived.earlyPostpartum")).toBe(false);
  });

  test("never delivered settles the early weeks even where the clinic's limit is unknown", () => {
    const input = { patient: { neverDelivered: true }, clinic: { earlyPostpartumWeeks: null } };
    expect(cellOf(input, "derived.earlyPostpartum")).toBe(false);
  });

  test("recorded weeks since delivery count although never delivered, as the safer reading", () => {
    expect(cellOf({ patient: { neverDelivered: true, weeksPostpartum: 3 } }, "patient.weeksPostpartum")).toBe(3);
  });

  test("having delivered once settles nothing", () => {
    expect(cellOf({ patient: { neverDelivered: false } }, "patient.weeksPostpartum")).toBe(unknownCell);
  });
});

describe("absent facts", () => {
  test.each<[string, Cell]>([
    ["assessment.duplexDone", false],
    ["assessment.saphenousTreated", false],
    ["assessment.feedersMapped", false],
    ["session.emergencyMedicinesAvailable", false],
    ["session.standardisedPhotosTaken", false],
    ["clinic.nsaidPolicy", "restrict"],
    ["clinic.jurisdiction", "any"],
    ["clinic.earlyPostpartumWeeks", 12],
    ["clinic.shortFlightMaxHours", 4],
    ["clinic.clinicianCompressionDays", notApplicable],
    ["patient.pregnant", unknownCell],
    ["assessment.saphenousReflux", unknownCell],
    ["asOf", unknownCell],
  ])("%s", (fact, cell) => {
    expect(cellOf({}, fact)).toBe(cell);
  });

  test("an explicit null is unknown even where absent has a value", () => {
    expect(cellOf({ assessment: { duplexDone: null } }, "assessment.duplexDone")).toBe(unknownCell);
    expect(cellOf({ clinic: { jurisdiction: null } }, "clinic.jurisdiction")).toBe(unknownCell);
    expect(cellOf({ clinic: { clinicianCompressionDays: null } }, "clinic.clinicianCompressionDays")).toBe(unknownCell);
  });
});

describe("derived facts of the vocabulary", () => {
  test("two known thrombosis factors of eight: at least 2", () => {
    const input = { conditions: { smoking: true }, patient: { bodyMassIndex: 30 }, veins: [] };
    // Without a vein there is no trunk: one of the eight is known to fail.
    expect(cellOf(input, "derived.thrombosisFactors")).toEqual(interval(2, 7));
  });

  test("hours since a session date: a day more or less; a given figure stands", () => {
    const followUp = { sessionDate: "2026-11-18" };
    expect(cellOf({ asOf: "2026-11-20", followUp }, "followUp.hoursSinceSession", followUpSubject)).toEqual(
      interval(24, 72),
    );
    expect(
      cellOf(
        { asOf: "2026-11-20", followUp: { ...followUp, hoursSinceSession: 50 } },
        "followUp.hoursSinceSession",
        followUpSubject,
      ),
    ).toBe(50);
    expect(cellOf({ followUp }, "followUp.hoursSinceSession", followUpSubject)).toBe(unknownCell);
  });

  test("an explicit null of a figure stays unknown although a date is given", () => {
    const input = { asOf: "2026-11-20", previousSession: { date: "2026-11-06", weeksAgo: null } };
    expect(cellOf(input, "previousSession.weeksAgo")).toBe(unknownCell);
    expect(cellOf({ ...input, previousSession: { date: "2026-11-06" } }, "previousSession.weeksAgo")).toBe(2);
  });

  test("facts of another subject are unknown, those of the patient the same for all", () => {
    const store = storeOf({ patient: { pregnant: true }, veins: [{ id: "a", type: "reticular" }] });
    const [vein] = store.veins;
    expect(store.get("vein.type", patientSubject)).toBe(unknownCell);
    expect(store.get("vein.type", vein ?? patientSubject)).toBe("reticular");
    expect(store.get("patient.pregnant", vein ?? patientSubject)).toBe(true);
  });
});

/** A function for a fact, with the number of its calls. */
function counted(value: unknown): { readonly call: () => Promise<unknown>; readonly calls: () => number } {
  let calls = 0;
  return {
    call: async () => {
      calls += 1;
      return value;
    },
    calls: () => calls,
  };
}

describe("functions for facts", () => {
  test("nothing is pending where no function is behind a fact", () => {
    expect(storeOf({ patient: { pregnant: true } }).pending("patient.pregnant", patientSubject)).toBeUndefined();
  });

  test("a function is called when its fact is waited for, and only once", async () => {
    const weeks = counted(3);
    const store = storeOf({ patient: { weeksPostpartum: weeks.call } });
    expect(weeks.calls()).toBe(0);
    await Promise.all([
      store.pending("patient.weeksPostpartum", patientSubject),
      store.pending("derived.earlyPostpartum", patientSubject),
      store.pending("derived.thrombosisFactors", patientSubject),
    ]);
    await store.pending("patient.weeksPostpartum", patientSubject);
    expect(weeks.calls()).toBe(1);
    expect(store.get("derived.earlyPostpartum", patientSubject)).toBe(true);
  });

  test("waiting for one fact does not call the functions of others", async () => {
    const [sex, smoking] = [counted("male"), counted(true)];
    const store = storeOf({ patient: { sex: sex.call }, conditions: { smoking: smoking.call } });
    await store.pending("patient.pregnant", patientSubject);
    expect([sex.calls(), smoking.calls()]).toEqual([1, 0]);
    expect(store.get("patient.pregnant", patientSubject)).toBe(false);
  });

  test("what settles a fact is not asked for where the fact is given", async () => {
    const sex = counted("male");
    const store = storeOf({ patient: { sex: sex.call, pregnant: true } });
    expect(store.pending("patient.pregnant", patientSubject)).toBeUndefined();
    expect(sex.calls()).toBe(0);
  });

  test("a fact over all veins waits for each vein's function", async () => {
    const [first, second] = [counted("reticular"), counted("saphenous-trunk")];
    const store = storeOf({
      veins: [
        { id: "a", type: first.call },
        { id: "b", type: second.call },
      ],
    });
    await store.pending("veins.anyTrunk", patientSubject);
    expect([first.calls(), second.calls()]).toEqual([1, 1]);
    expect(store.get("veins.anyTrunk", patientSubject)).toBe(true);
  });

  test.each<[string, () => unknown, Cell]>([
    ["null is unknown", () => null, unknownCell],
    ["undefined is unknown", () => undefined, unknownCell],
    ["a plain value needs no promise", () => true, true],
    ["a value of another type failed", () => "true", failedCell],
    [
      "a function that throws failed",
      () => {
        throw new Error("no");
      },
      failedCell,
    ],
    ["a promise that rejects failed", () => Promise.reject(new Error("no")), failedCell],
  ])("%s", async (_name, call, cell) => {
    const store = storeOf({ conditions: { smoking: call } });
    await store.pending("conditions.smoking", patientSubject);
    expect(store.get("conditions.smoking", patientSubject)).toBe(cell);
  });

  test.each<[string, unknown, string]>([
    ["itself", { conditions: { smoking: () => "yes" } }, "conditions.smoking"],
    ["a part of a condition", { symptoms: { pain: () => Promise.reject(new Error("no")) } }, "derived.anySymptom"],
    ["a part of a count", { conditions: { smoking: () => "yes" } }, "derived.thrombosisFactors"],
    ["a side of a comparison", { patient: { weeksPostpartum: () => -1 } }, "derived.earlyPostpartum"],
    ["a vein's part", { veins: [{ id: "a", type: () => "artery" }] }, "veins.anyTrunk"],
    ["what would settle it", { patient: { sex: () => "unheard of" } }, "patient.pregnant"],
  ])("a fact that is not known rests on a failure: %s", async (_name, input, fact) => {
    const store = storeOf(input);
    await store.pending(fact, patientSubject);
    expect(store.restsOnFailure(fact, patientSubject)).toBe(true);
  });

  test("a failure does not touch what is known without it, nor what the case says is unknown", async () => {
    const fails = () => Promise.reject(new Error("no"));
    const known = storeOf({ symptoms: { pain: fails, aching: true } });
    await known.pending("derived.anySymptom", patientSubject);
    expect(known.get("derived.anySymptom", patientSubject)).toBe(true);
    expect(known.restsOnFailure("derived.anySymptom", patientSubject)).toBe(false);
    const given = storeOf({ patient: { sex: fails, pregnant: null } });
    await given.pending("patient.sex", patientSubject);
    expect(given.restsOnFailure("patient.pregnant", patientSubject)).toBe(false);
  });
});
