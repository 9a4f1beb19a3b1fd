import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createAdvisor } from "../src/advisor/create-advisor.ts";
import type { Report } from "../src/report/report.ts";
import { reportText } from "../src/report/text/report-text.ts";

const advisor = createAdvisor();
const documents = createAdvisor({ evidence: "documents" });

const advice = (report: Report, status: "active" | "superseded" = "active"): string[] =>
  report.recommendations.filter((one) => one.status === status).map(({ id }) => id);
const patientSlot = (report: Report, slot: string) => report.plan.patient[slot]?.value;
const veinSlot = (report: Report, vein: string, slot: string) => report.plan.veins[vein]?.[slot]?.value;
const asked = (report: Report): string[] => report.questions.map(({ fact }) => fact);
/** The positions on a slot by row id. */
const positionsOn = (report: Report, slot: string): string[] =>
  report.disagreements
    .filter((one) => one.slot === slot)
    .flatMap(({ positions }) => positions.flatMap(({ sources }) => sources));

describe("1. a pregnant patient", () => {
  const report = advisor.recommendSync({ patient: { pregnant: true } });

  test("waits until after the delivery, on the documents' word", () => {
    expect(report.eligibility).toMatchObject({ decision: "defer", because: ["contraindication.pregnancy"] });
    const reason = report.recommendations.find(({ rule }) => rule === "contraindication.pregnancy");
    expect(reason?.sources.map(({ id }) => id)).toEqual(expect.arrayContaining(["S1-194", "S1-276"]));
    expect(reason?.because).toMatchObject([{ fact: "patient.pregnant", expected: true, found: true, truth: "true" }]);
  });

  test("the documents alone say the same", () => {
    expect(documents.recommendSync({ patient: { pregnant: true } }).eligibility.decision).toBe("defer");
  });
});

describe("2. a patient of whom nothing is known", () => {
  const report = advisor.recommendSync({ patient: {} });

  test("nothing restricts the treatment yet, everything still could", () => {
    expect(report.eligibility).toEqual({ decision: "proceed", couldBecome: "contraindicated", because: [] });
  });

  test("is asked for the worst change first", () => {
    const order = ["proceed", "proceed-with-caution", "assess-first", "defer", "contraindicated"];
    const worst = report.questions.map(({ couldChange }) =>
      Math.max(
        ...couldChange.map((change) =>
          "slot" in change && change.slot === "eligibility" ? order.indexOf(String(change.to)) : 0,
        ),
      ),
    );
    expect(worst).toEqual([...worst].sort((a, b) => b - a));
    expect(worst[0]).toBe(4);
    expect(asked(report).indexOf("conditions.acuteDeepVeinThrombosis")).toBeLessThan(
      asked(report).indexOf("patient.pregnant"),
    );
    expect(asked(report).indexOf("patient.pregnant")).toBeLessThan(asked(report).indexOf("conditions.thrombophilia"));
    expect(asked(report).indexOf("conditions.thrombophilia")).toBeLessThan(
      asked(report).indexOf("conditions.migraineWithAura"),
    );
  });
});

describe("3. a telangiectasia at the inner ankle and a hidden popliteal feeder", () => {
  const input: unknown = JSON.parse(readFileSync("examples/inner-ankle-and-feeder.json", "utf8"));
  const report = advisor.recommendSync(input);

  test("the telangiectasia: liquid, dilute, padding under the compression", () => {
    expect(report.plan.veins["ankle-web"]).toMatchObject({
      form: { value: "liquid", from: ["technique.liquid.telangiectasia"] },
      "strength.band": { value: "dilute", from: ["concentration.inner-ankle"] },
      "compression.padding": { value: true, from: ["compression.padding.inner-ankle"] },
      "agent.hypertonicSaline": { value: "caution" },
      "risk.pigmentation": { value: true },
    });
    // With the band dilute the lowest of each label is to be picked.
    const options = veinSlot(report, "ankle-web", "strength.options") as readonly { pick?: string }[];
    expect(options.length).toBeGreaterThan(0);
    expect(options.every(({ pick }) => pick === "lowest")).toBe(true);
  });

  test("the feeder: foam under ultrasound, and neither padding nor a lower strength", () => {
    expect(report.plan.veins["feeder"]).toMatchObject({
      form: {
        value: "foam",
        from: ["technique.foam.feeder", "technique.foam.reticular-hidden", "technique.foam.reticular-large"],
      },
      guidance: { value: "ultrasound", from: ["technique.ultrasound.feeder", "technique.ultrasound.hidden"] },
      "strength.band": { value: "standard" },
      "review.outcomeWeeks": { value: { from: 13, to: 26 } },
    });
    expect(report.plan.veins["feeder"]).not.toHaveProperty(["compression.padding"]);
  });

  test("compression for fourteen days in the daytime, after the nights, up to the thigh", () => {
    expect(report.plan.patient["compression.daytimeDays"]).toEqual({
      value: { min: 14, max: 14, default: 14 },
      couldBecome: null,
      from: ["compression.guided.daytime", "compression.reticular.daytime"],
    });
    expect(advice(report, "superseded")).toEqual(
      expect.arrayContaining([
        "compression.telangiectasia.daytime@ankle-web",
        "compression.telangiectasia.label-us@ankle-web",
        "compression.reticular.label-us@feeder",
      ]),
    );
    expect(patientSlot(report, "compression.garment")).toBe("thigh-high-or-pantyhose");
    expect(positionsOn(report, "compression.daytimeDays")).toEqual(
      expect.arrayContaining(["S1-227", "S1-228", "A-11", "A-12", "A-62", "A-73", "A-74"]),
    );
  });

  test("what if there is migraine with aura: caution, less foam, split sessions, a physiological gas, and what hangs on them", () => {
    const difference = advisor.whatIf(input, { "conditions.migraineWithAura": true });
    expect(difference.eligibility).toMatchObject({
      from: { decision: "proceed" },
      to: { decision: "proceed-with-caution", because: ["caution.migraine-with-aura"] },
    });
    expect(difference.plan.map(({ slot, vein, value }) => [slot, vein ?? null, value.to])).toEqual([
      ["foam.volumeBand", null, "reduced"],
      ["sessions.split", null, true],
      ["foam.gas", "feeder", "physiological"],
    ]);
    expect(difference.recommendations).toMatchObject({ removed: [], changed: [] });
    expect(difference.recommendations.added.map(({ id }) => id).sort()).toEqual([
      "aftercare.driving.escort",
      "caution.migraine-with-aura",
      "consultation.migraine-with-aura",
      "foam.gas.migraine@feeder",
      "foam.volume.migraine",
      "session.split.migraine-with-aura",
    ]);
    expect(difference.questions.added).toEqual([]);
    // Minocycline asks for caution too: that can no longer change anything.
    expect(difference.questions.removed.map(({ fact }) => fact).sort()).toEqual([
      "conditions.migraineWithAura",
      "medications.minocycline",
    ]);
  });
});

describe("4. a telangiectasia at the nose", () => {
  const report = advisor.recommendSync({
    patient: { ageYears: 50, sex: "male" },
    veins: [{ id: "nose", type: "telangiectasia", zone: "nose", size: "small" }],
  });

  test("laser is considered before injection; if injected, liquid in tiny volumes", () => {
    expect(report.plan.veins["nose"]).toMatchObject({
      approach: { value: "consider-laser", from: ["technique.laser.nose-and-cheek"] },
      form: { value: "liquid" },
      "volume.band": { value: "tiny", from: ["volume.face-and-hand"] },
    });
  });

  test("light compression or none, four weeks without strong sun, swimming from a day on", () => {
    expect(report.plan.patient).toMatchObject({
      "compression.garment": { value: "light-or-none", couldBecome: null, from: ["compression.garment.face-and-hand"] },
      "aftercare.noStrongSunDays": { value: 28, from: ["aftercare.sun.face-and-hand"] },
      "aftercare.swimmingFromHours": { value: 24 },
    });
    expect(advice(report)).toContain("face-and-hand.pathway@nose");
  });

  test("nothing that is meant for legs (C68)", () => {
    const slots = Object.keys(report.plan.patient);
    expect(
      slots.filter((slot) =>
        /^compression\.(?!garment)|[wW]alk|Workout|Squats|Flight|longHaul|trappedBlood/.test(slot),
      ),
    ).toEqual([]);
    expect(
      advice(report).filter((id) => /\.leg(@|$)|^compression\.(?!garment\.face)|^travel\.|\.walk\./.test(id)),
    ).toEqual([]);
    expect(asked(report).filter((fact) => /ankleBrachial|anklePressure|toePressure|travel\.flight/.test(fact))).toEqual(
      [],
    );
    expect(reportText(report, advisor.rulebook)).not.toMatch(/mmHg|knee-high|pantyhose|stocking as soon/);
  });
});

describe("5. a refluxing saphenous trunk with aching legs", () => {
  const facts = {
    patient: { ageYears: 58, sex: "male" },
    symptoms: { aching: true },
    assessment: { duplexDone: true, saphenousReflux: true },
    veins: [
      { id: "trunk", side: "left", type: "saphenous-trunk", zone: "lower-thigh", refluxing: true },
      { id: "branch", side: "left", type: "varicose-tributary", size: "large", zone: "calf" },
    ],
  };
  const report = advisor.recommendSync(facts);

  test("the source is treated first, for the trunk and for its branch (S1-121, S1-122, A-61)", () => {
    for (const vein of ["trunk", "branch"])
      expect(report.plan.veins[vein]?.["approach"]).toMatchObject({ value: "treat-source-first", couldBecome: null });
    const first = report.recommendations.find(({ id }) => id === "technique.source-first.saphenous-trunk@trunk");
    expect(first?.summary).toMatch(/ablation or cyanoacrylate/);
    expect(first?.sources.map(({ id }) => id)).toEqual(expect.arrayContaining(["S1-24", "A-61"]));
  });

  test("a trunk raises the risk of thrombosis: caution, an adjusted technique, travel for the clinician to decide", () => {
    expect(report.eligibility).toMatchObject({
      decision: "proceed-with-caution",
      because: ["caution.thrombosis-factor.saphenous-trunk"],
    });
    expect(patientSlot(report, "risk.thrombosis")).toBe(true);
    expect(advice(report)).toEqual(expect.arrayContaining(["technique.thrombosis-risk", "travel.thrombosis-risk"]));
  });

  test("if injected at all: foam, and only under ultrasound", () => {
    expect(report.plan.veins["trunk"]).toMatchObject({ form: { value: "foam" }, guidance: { value: "ultrasound" } });
    expect(report.plan.veins["branch"]).toMatchObject({
      form: { value: "foam" },
      guidance: { value: "ultrasound" },
      "compression.wrapFirstDay": { value: true },
    });
  });

  test("a medical case whose insurer may pay: a symptom and reflux on duplex (S1-260)", () => {
    expect(patientSlot(report, "indication")).toBe("possibly-medical");
    expect(patientSlot(report, "coverage")).toBe("possible");
  });

  test("the duplex is done: none is asked for; without it aching has to be assessed first", () => {
    expect(report.plan.patient).not.toHaveProperty("ultrasound");
    const before = advisor.recommendSync({ ...facts, assessment: {} });
    expect(before.eligibility.decision).toBe("assess-first");
    expect(before.eligibility.because).toContain("assessment.aching");
    expect(patientSlot(before, "ultrasound")).toBe("required");
  });

  test("once the trunk is treated the branch goes on to sclerotherapy (S1-25)", () => {
    const treated = {
      ...facts,
      assessment: { ...facts.assessment, saphenousTreated: true },
      veins: facts.veins.slice(1),
    };
    expect(veinSlot(advisor.recommendSync(treated), "branch", "approach")).toBe("sclerotherapy");
  });
});

describe("6. matting at the inner ankle after treatment", () => {
  const report = advisor.recommendSync({
    patient: { ageYears: 44, bodyMassIndex: 27 },
    history: { mattingAfterTreatment: true },
    veins: [{ id: "ankle", type: "telangiectasia", zone: "ankle", aspect: "medial" }],
    followUp: { hoursSinceSession: 672, newFineRedVessels: true, feederUntreated: true },
  });

  test("a visit is booked and matting suspected; red flags that nobody asked for stay open", () => {
    expect(report.triage).toEqual({
      level: "book-visit",
      couldBecome: "emergency",
      suspect: ["matting"],
      because: ["when-to-call.new-fine-red-vessels"],
    });
    expect(asked(report)).toEqual(
      expect.arrayContaining(["followUp.shortnessOfBreath", "followUp.chestPain", "followUp.focalNeurologicalDeficit"]),
    );
  });

  test("the untreated feeder comes first (S1-139); a very dilute solution is an offer and sets no strength (S1-140)", () => {
    const said = new Map(report.recommendations.map((one) => [one.rule, one]));
    expect(said.get("when-to-call.matting.feeder-untreated")).toMatchObject({ status: "active", strength: "should" });
    expect(said.get("concentration.matting")).toMatchObject({ status: "active", strength: "may" });
    expect(said.get("concentration.matting")).not.toHaveProperty("slot");
    expect(veinSlot(report, "ankle", "strength.band")).toBe("dilute");
  });

  test("laser waits: four weeks are too early for it (C65), as they are for calling it a failure", () => {
    expect(advice(report)).not.toContain("complication.matting.options");
    expect(advice(report)).toContain("review.verdict");
    const later = (hoursSinceSession: number, feederUntreated: boolean) =>
      advice(advisor.recommendSync({ followUp: { hoursSinceSession, feederUntreated, newFineRedVessels: true } }));
    // Thirteen weeks: from then on, and only once the feeder has been treated.
    expect(later(2184, false)).not.toContain("complication.matting.options");
    expect(later(2185, false)).toContain("complication.matting.options");
    expect(later(2185, true)).not.toContain("complication.matting.options");
  });

  test("the ankle keeps its care: padding, four weeks without sun, no saline, staining foretold", () => {
    expect(report.plan.veins["ankle"]).toMatchObject({
      "compression.padding": { value: true },
      "agent.hypertonicSaline": { value: "caution" },
      "risk.pigmentation": { value: true },
      "risk.matting": { value: true, from: ["risk.matting.overweight"] },
    });
    expect(patientSlot(report, "aftercare.noStrongSunDays")).toBe(28);
    expect(advice(report)).toEqual(
      expect.arrayContaining(["expectation.ankle.scabs@ankle", "complication.inner-ankle@ankle"]),
    );
  });
});

describe("7. an anticoagulant and a past deep vein thrombosis", () => {
  const facts = {
    patient: { ageYears: 66, sex: "male" },
    medications: { anticoagulant: true },
    history: { deepVeinThrombosis: true },
    veins: [{ id: "webs", type: "telangiectasia", zone: "calf", visibleAtSurface: true }],
  };
  const report = advisor.recommendSync(facts);

  test("assessed first, with a duplex before any plan (C45): no contraindication", () => {
    expect(report.eligibility).toMatchObject({
      decision: "assess-first",
      because: ["caution.past-deep-vein-thrombosis"],
    });
    expect(patientSlot(report, "ultrasound")).toBe("required");
    expect(advice(report, "superseded")).toContain("caution.anticoagulant");
    expect(documents.recommendSync(facts).eligibility.decision).toBe("assess-first");
  });

  test("the medicine goes on, its reason is asked, the strength is lower, bruises last longer (C31)", () => {
    expect(advice(report)).toEqual(
      expect.arrayContaining([
        "caution.anticoagulant.reason",
        "medication.anticoagulant.continue",
        "expectation.anticoagulant.bruising",
        "expectation.anticoagulant.closure",
      ]),
    );
    expect(report.plan.veins["webs"]?.["strength.band"]).toMatchObject({
      value: "dilute",
      from: ["concentration.anticoagulant"],
    });
  });

  test("no anti-inflammatory without asking, even where the clinic allows it (C30)", () => {
    expect(patientSlot(report, "analgesia.nsaid")).toBe("ask-clinician");
    const allowed = advisor.recommendSync({ ...facts, clinic: { nsaidPolicy: "allow" } });
    expect(allowed.plan.patient["analgesia.nsaid"]).toMatchObject({
      value: "ask-clinician",
      from: ["analgesia.nsaid.anticoagulant"],
    });
  });

  test("a raised risk of thrombosis: technique adjusted, flights from two days on and for the clinician to decide", () => {
    expect(patientSlot(report, "risk.thrombosis")).toBe(true);
    expect(patientSlot(report, "aftercare.shortFlightFromHours")).toBe(48);
    expect(advice(report)).toEqual(expect.arrayContaining(["technique.thrombosis-risk", "travel.thrombosis-risk"]));
    expect(advice(report).filter((id) => /journey\..*acceptable/.test(id))).toEqual([]);
  });
});

describe("8. a flight of nine hours, three days after foam", () => {
  const branch = { id: "branch", side: "right", type: "varicose-tributary", size: "small", zone: "calf" };
  const flying = (flightHours: number, hoursAfterSession: number) =>
    advisor.recommendSync({ patient: { sex: "male" }, travel: { flightHours, hoursAfterSession }, veins: [branch] });
  const report = flying(9, 72);
  const journeys = (found: Report) => advice(found).filter((id) => id.startsWith("travel.journey."));

  test("long and too early: it is put off to day 7 (S1-88)", () => {
    expect(veinSlot(report, "branch", "form")).toBe("foam");
    expect(journeys(report)).toEqual(["travel.journey.long-too-early"]);
    expect(report.plan.patient["aftercare.longHaulFromDays"]).toMatchObject({ value: 7, from: ["travel.long-haul"] });
    const reason = report.recommendations.find(({ rule }) => rule === "travel.journey.long-too-early");
    expect(reason?.sources.map(({ id }) => id)).toContain("S1-88");
  });

  test("the label's two to three days are shown beside it and not used (A-17)", () => {
    expect(advice(report, "superseded")).toContain("travel.long-haul.label-us");
    expect(positionsOn(report, "aftercare.longHaulFromDays")).toEqual(expect.arrayContaining(["S1-88", "A-17"]));
  });

  test("the precautions: stockings on, fluid, a walk in the aisle (S1-85 to S1-87)", () => {
    expect(advice(report)).toEqual(
      expect.arrayContaining(["travel.precaution.stockings", "travel.precaution.fluid", "travel.precaution.walk"]),
    );
  });

  test("moves with the hour and the length: an hour short of day 7, day 7, and a flight of four hours", () => {
    expect(journeys(flying(9, 167))).toEqual(["travel.journey.long-too-early"]);
    expect(journeys(flying(9, 168))).not.toContain("travel.journey.long-too-early");
    expect(journeys(flying(4, 72))).not.toContain("travel.journey.long-too-early");
    expect(journeys(flying(4.5, 72))).toEqual(["travel.journey.long-too-early"]);
  });

  // S1-167 and C27: what is longer than a short journey counts as long-haul, and within 7 days it is a thrombosis factor.
  test("takes the flight itself as a factor of thrombosis, and asks for the others", () => {
    expect(report.plan.patient["risk.thrombosis"]?.value).toBe(true);
    expect(report.eligibility.decision).toBe("proceed-with-caution");
    expect(asked(report)).not.toContain("travel.longHaulWithin7Days");
    expect(asked(report)).toEqual(expect.arrayContaining(["conditions.thrombophilia", "history.deepVeinThrombosis"]));
  });
});

test("both ways of evaluating answer each of them alike", async () => {
  const cases = [
    { patient: { pregnant: true } },
    { patient: {} },
    { veins: [{ id: "nose", type: "telangiectasia", zone: "nose" }] },
    { followUp: { newFineRedVessels: true } },
    { medications: { anticoagulant: true }, history: { deepVeinThrombosis: true } },
  ];
  for (const one of cases) expect(await advisor.recommend(one)).toEqual(advisor.recommendSync(one));
});
