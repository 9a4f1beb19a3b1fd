import { describe, expect, test } from "vitest";
import { createAdvisor } from "../../../src/advisor/create-advisor.ts";
import { embeddedRulebook } from "../../../src/rulebook/embedded.ts";
import { createRandomCases } from "../../support/random-case.ts";
import { branch, entriesOn, feeder, reportOn, web } from "./proposal.ts";

describe("form", () => {
  test("another form than the advised one is a warning", () => {
    expect(entriesOn(reportOn({ veins: [web({ form: "foam" })] }), "form")).toEqual([
      {
        vein: "web",
        field: "form",
        proposed: "foam",
        advised: "liquid",
        severity: "warning",
        text: "Liquid is advised for this vein, foam is proposed",
        because: ["technique.liquid.telangiectasia@web"],
      },
    ]);
    expect(entriesOn(reportOn({ veins: [branch({ form: "liquid" })] }), "form")).toMatchObject([
      { proposed: "liquid", advised: "foam", severity: "warning", because: ["technique.foam.tributary@branch"] },
    ]);
  });

  test("an excluded form is critical, whatever the vein would take", () => {
    const shunt = { conditions: { rightToLeftShunt: "symptomatic" } };
    expect(entriesOn(reportOn({ ...shunt, veins: [branch({ form: "foam" })] }), "form")).toMatchObject([
      { advised: "liquid", severity: "critical", because: ["technique.liquid.symptomatic-shunt@branch"] },
    ]);
  });

  test("the advised form, no form, and a vein of no known type are not criticised", () => {
    const veins = [web({ form: "liquid" }), branch({ volumeMl: 1 }), { id: "x", proposal: { form: "foam" } }];
    expect(entriesOn(reportOn({ veins }), "form")).toEqual([]);
  });
});

describe("agent", () => {
  const allergies = { polidocanol: true };

  test("a contraindicated agent is critical; the other standard agent is the nearest", () => {
    expect(entriesOn(reportOn({ allergies, veins: [web({ agent: "polidocanol" })] }), "agent")).toEqual([
      {
        vein: "web",
        field: "agent",
        proposed: "polidocanol",
        advised: "sodium-tetradecyl-sulfate",
        severity: "critical",
        text: "Polidocanol is contraindicated here",
        because: ["agent.polidocanol.allergy@web"],
      },
    ]);
  });

  test("with both standard agents contraindicated the alternative is what is left", () => {
    const both = { ...allergies, sodiumTetradecylSulfate: true };
    const veins = [web({ agent: "sodium-tetradecyl-sulfate" })];
    expect(entriesOn(reportOn({ allergies: both, veins }), "agent")).toMatchObject([
      { advised: "hypertonic-saline", severity: "critical" },
    ]);
  });

  test("an agent on caution is information", () => {
    const veins = [web({ agent: "hypertonic-saline" }, { zone: "ankle" })];
    expect(entriesOn(reportOn({ veins }), "agent")).toEqual([
      {
        vein: "web",
        field: "agent",
        proposed: "hypertonic-saline",
        advised: "polidocanol",
        severity: "info",
        text: "Hypertonic saline calls for caution here",
        because: ["agent.hypertonic-saline.ankle@web"],
      },
    ]);
  });

  test("a standard agent and an alternative elsewhere are not criticised", () => {
    const veins = [web({ agent: "polidocanol" }), feeder({ agent: "hypertonic-saline" })];
    expect(entriesOn(reportOn({ veins }), "agent")).toEqual([]);
  });

  test("a contraindication that holds in one country alone is none elsewhere", () => {
    const facts = { assessment: { deepVenousProblem: true }, veins: [web({ agent: "sodium-tetradecyl-sulfate" })] };
    expect(entriesOn(reportOn(facts, "US"), "agent")).toMatchObject([{ severity: "critical", advised: "polidocanol" }]);
    expect(entriesOn(reportOn(facts, "UK"), "agent")).toEqual([]);
  });
});

describe("strength", () => {
  const of = (concentrationPercent: number, more: object = {}) => ({
    agent: "polidocanol",
    form: "liquid",
    concentrationPercent,
    ...more,
  });
  const on = (vein: object, jurisdiction?: string) =>
    entriesOn(reportOn({ veins: [vein] }, jurisdiction), "concentrationPercent");

  // The German label: 0.25 to 0.5 % for telangiectasias.
  test.each([0.25, 0.3, 0.5])("%s %% lies within the label: not criticised", (percent) => {
    expect(on(web(of(percent)))).toEqual([]);
  });

  test("a step above the label is a warning, the label's highest the nearest", () => {
    expect(on(web(of(0.55)))).toEqual([
      {
        vein: "web",
        field: "concentrationPercent",
        proposed: 0.55,
        advised: 0.5,
        severity: "warning",
        text: "0.55 % is above every labelled strength, the highest is 0.5 %",
        because: ["concentration.polidocanol.de-telangiectasia@web"],
      },
    ]);
  });

  test("a step below the label is information, the label's lowest the nearest", () => {
    expect(on(web(of(0.2)))).toMatchObject([{ proposed: 0.2, advised: 0.25, severity: "info" }]);
  });

  // Reticular veins: 0.25 to 0.5 % in Switzerland, 1 % in Germany.
  test.each([
    [0.7, 0.5],
    [0.8, 1],
    // As near to both: if in doubt, the lower.
    [0.75, 0.5],
  ])("%s %% between two labels is information, the nearest is %s %%", (percent, advised) => {
    const vein = { id: "vein", type: "reticular", zone: "calf", proposal: of(percent) };
    expect(on(vein, "any")).toMatchObject([{ advised, severity: "info" }]);
  });

  describe("with the band dilute, at the inner ankle", () => {
    const inner = { zone: "ankle", aspect: "medial" };

    test("the lowest labelled strength is not criticised", () => {
      expect(on(web(of(0.25), inner))).toEqual([]);
    });

    test("a step more is a warning although the label allows it", () => {
      expect(on(web(of(0.3), inner))).toMatchObject([
        {
          proposed: 0.3,
          advised: 0.25,
          severity: "warning",
          text: "The lowest labelled strength, 0.25 %, is advised here, 0.3 % is proposed",
        },
      ]);
    });

    test("a step less is information", () => {
      expect(on(web(of(0.2), inner))).toMatchObject([{ advised: 0.25, severity: "info" }]);
    });

    test("the other agent has a lowest strength of its own; where it is the only one, no lower one was taken", () => {
      const sulfate = { agent: "sodium-tetradecyl-sulfate" };
      expect(on(web(of(0.2, sulfate), inner), "any")).toEqual([
        {
          vein: "web",
          field: "concentrationPercent",
          proposed: 0.2,
          advised: null,
          severity: "info",
          text: "A lower strength is advised here; 0.2 % is the only one that a label in use gives",
          because: ["concentration.inner-ankle@web", "concentration.sodium-tetradecyl-sulfate.uk-telangiectasia@web"],
        },
      ]);
      expect(on(web(of(0.25, sulfate), inner), "any")).toMatchObject([{ advised: 0.2, severity: "warning" }]);
    });
  });

  test("the strongest of a label at the inner ankle is not passed over because it is the only one", () => {
    const vein = { id: "vein", type: "varicose-tributary", size: "large", zone: "ankle", aspect: "medial" };
    const proposal = { agent: "sodium-tetradecyl-sulfate", form: "liquid", concentrationPercent: 3 };
    expect(on({ ...vein, proposal }, "UK")).toMatchObject([{ advised: null, severity: "info" }]);
    // At the calf the label's strength is what is advised.
    expect(on({ ...vein, zone: "calf", proposal }, "UK")).toEqual([]);
  });

  test("where a low strength is advised and no label gives one, the clinician is warned", () => {
    // The US label of polidocanol goes up to 1 mm.
    const vein = { id: "vein", type: "telangiectasia", diameterMm: 1.5, zone: "ankle", aspect: "medial" };
    expect(on({ ...vein, proposal: of(0.5) }, "AT")).toMatchObject([
      {
        advised: null,
        severity: "warning",
        text: "A low strength is advised here, and no label in use gives one for this agent, form and vein",
        because: ["concentration.inner-ankle@vein"],
      },
    ]);
    expect(on({ ...vein, zone: "calf", proposal: of(0.5) }, "AT")).toMatchObject([{ severity: "info", because: [] }]);
  });

  test("a form without a label: information, and a warning above what the other form allows", () => {
    expect(on(web(of(0.5, { form: "foam" })))).toMatchObject([
      { advised: null, severity: "info", text: "No label in use gives a strength for this agent, form and vein" },
    ]);
    expect(on(web(of(0.55, { form: "foam" })))).toMatchObject([{ advised: 0.5, severity: "warning" }]);
  });

  test("without a proposed form the advised one counts", () => {
    const { form: _, ...formless } = of(0.55);
    expect(on(web(formless))).toMatchObject([{ advised: 0.5, severity: "warning" }]);
    expect(on(branch({ ...formless, concentrationPercent: 1 }))).toEqual([]);
  });

  test("without an agent, a type or a strength there is nothing to hold against a label", () => {
    expect(on(web({ form: "liquid", concentrationPercent: 3 }))).toEqual([]);
    expect(on(web({ form: "liquid", agent: "polidocanol" }))).toEqual([]);
    expect(on({ id: "x", proposal: { agent: "polidocanol", concentrationPercent: 3 } })).toEqual([]);
  });

  test("what is critical already says enough: no strength of an excluded agent or form is called unlabelled", () => {
    const allergies = { polidocanol: true };
    expect(entriesOn(reportOn({ allergies, veins: [web(of(0.5))] }), "concentrationPercent")).toEqual([]);
    const conditions = { rightToLeftShunt: "symptomatic" };
    const veins = [branch(of(1, { form: "foam" }))];
    expect(entriesOn(reportOn({ conditions, veins }), "concentrationPercent")).toEqual([]);
  });
});

describe("volume of one injection", () => {
  const of = (volumeMl: number) => ({ agent: "polidocanol", form: "liquid", volumeMl });
  const on = (volumeMl: number, jurisdiction = "US") =>
    entriesOn(reportOn({ veins: [web(of(volumeMl))] }, jurisdiction), "volumeMl");

  // The US label: 0.1 to 0.3 mL of liquid polidocanol for each injection.
  test("at the label's most: not criticised", () => {
    expect(on(0.3)).toEqual([]);
  });

  test.each([
    [0.31, 2],
    [0.6, 2],
    [0.61, 3],
    [0.9, 3],
    [2, 7],
  ])("%s mL for the vein takes at least %s injections: information", (volumeMl, injections) => {
    expect(on(volumeMl)).toMatchObject([
      {
        vein: "web",
        proposed: volumeMl,
        severity: "info",
        text: `${volumeMl} mL for the vein needs at least ${injections} injections of at most 0.3 mL`,
        because: ["volume.polidocanol.us-per-injection@web"],
      },
    ]);
  });

  test("a country whose labels name no volume sets none", () => {
    // The German label of polidocanol bounds the day by weight.
    expect(on(2, "DE")).toEqual([]);
  });

  test("the microfoam's most for an injection is that of a tributary", () => {
    const foam = (volumeMl: number) =>
      entriesOn(reportOn({ veins: [branch({ ...of(volumeMl), form: "foam" })] }, "US"), "volumeMl");
    expect(foam(5)).toEqual([]);
    expect(foam(5.01)).toMatchObject([{ severity: "info", because: ["volume.polidocanol.us-microfoam@branch"] }]);
  });
});

describe("gas", () => {
  const migraine = { conditions: { migraineWithAura: true } };

  test("air where a physiological gas is advised is a warning", () => {
    expect(entriesOn(reportOn({ ...migraine, veins: [feeder({ form: "foam", gas: "air" })] }), "gas")).toEqual([
      {
        vein: "feeder",
        field: "gas",
        proposed: "air",
        advised: "co2",
        severity: "warning",
        text: "A physiological gas (co2, co2-o2) is advised for foam here, air is proposed",
        because: ["foam.gas.migraine@feeder"],
      },
    ]);
  });

  test.each(["co2", "co2-o2"])("%s is physiological: not criticised", (gas) => {
    expect(entriesOn(reportOn({ ...migraine, veins: [feeder({ form: "foam", gas })] }), "gas")).toEqual([]);
  });

  test("the US label asks for it of everybody, the German one does not", () => {
    const veins = [branch({ form: "foam", gas: "air" })];
    expect(entriesOn(reportOn({ veins }, "US"), "gas")).toMatchObject([{ because: ["foam.gas.us-label@branch"] }]);
    expect(entriesOn(reportOn({ veins }, "DE"), "gas")).toEqual([]);
  });
});

describe("guidance", () => {
  test("a feeder without ultrasound is a warning", () => {
    expect(entriesOn(reportOn({ veins: [feeder({ ultrasoundGuided: false })] }), "ultrasoundGuided")).toEqual([
      {
        vein: "feeder",
        field: "ultrasoundGuided",
        proposed: false,
        advised: true,
        severity: "warning",
        text: "Ultrasound guidance is advised for this vein, none is proposed",
        because: ["technique.ultrasound.feeder@feeder"],
      },
    ]);
  });

  test("with ultrasound, with nothing said, and for a vein injected by sight: not criticised", () => {
    const veins = [feeder({ ultrasoundGuided: true }), branch({ form: "foam" }), web({ ultrasoundGuided: false })];
    expect(entriesOn(reportOn({ veins }), "ultrasoundGuided")).toEqual([]);
  });
});

describe("spacing since the previous session", () => {
  const on = (facts: object) => entriesOn(reportOn({ veins: [web({ form: "liquid" })], ...facts }), "spacing");

  // Telangiectasias: four weeks at least.
  test("a session too early is a warning, the shortest interval the nearest", () => {
    expect(on({ previousSession: { weeksAgo: 3 } })).toEqual([
      {
        vein: null,
        field: "spacing",
        proposed: 3,
        advised: 4,
        severity: "warning",
        text: "A session now would come 1 week too early",
        because: ["session.earliest"],
      },
    ]);
    expect(on({ previousSession: { weeksAgo: 2 } })).toMatchObject([
      { proposed: 2, advised: 4, text: "A session now would come 2 weeks too early" },
    ]);
  });

  test("half a week short of it is too early, the interval itself is not", () => {
    expect(on({ previousSession: { weeksAgo: 3.5 } })).toMatchObject([{ proposed: 3.5, advised: 4 }]);
    expect(on({ previousSession: { weeksAgo: 4 } })).toEqual([]);
  });

  test("a date counts as well, rounded to hundredths of a week and never in favour of an early session", () => {
    expect(on({ asOf: "2026-11-20", previousSession: { date: "2026-11-02" } })).toMatchObject([
      { proposed: 2.57, advised: 4, text: "A session now would come 1.43 weeks too early" },
    ]);
    expect(on({ asOf: "2026-11-30", previousSession: { date: "2026-11-02" } })).toEqual([]);
  });

  test("no previous session, or one of unknown date: nothing to say", () => {
    expect(on({})).toEqual([]);
    expect(on({ previousSession: { date: "2026-11-02" } })).toEqual([]);
  });
});

describe("the whole critique", () => {
  test("a proposal that agrees with everything is not criticised", () => {
    const veins = [
      web({ form: "liquid", agent: "polidocanol", concentrationPercent: 0.5, volumeMl: 2, ultrasoundGuided: false }),
      branch({ form: "foam", agent: "polidocanol", concentrationPercent: 1, volumeMl: 4, ultrasoundGuided: true }),
    ];
    expect(reportOn({ patient: { weightKg: 60 }, veins }).critique).toEqual([]);
    expect(reportOn({ veins: [{ id: "a", type: "reticular" }] }).critique).toEqual([]);
  });

  test("comes vein by vein, then sums, then spacing", () => {
    const veins = [branch({ form: "liquid", volumeMl: 11, agent: "polidocanol" }), web({ form: "foam" })];
    const { critique } = reportOn({ previousSession: { weeksAgo: 1 }, veins }, "US");
    expect(critique.map(({ vein, field, severity }) => [vein, field, severity])).toEqual([
      ["branch", "form", "warning"],
      ["branch", "volumeMl", "info"],
      ["web", "form", "warning"],
      ["branch", "volumeMl", "critical"],
      [null, "spacing", "warning"],
    ]);
  });

  test("rests on recommendations of the report, each with a sentence of its own", () => {
    const advisor = createAdvisor();
    const cases = createRandomCases(embeddedRulebook());
    let entries = 0;
    for (let seed = 1; seed <= 150; seed += 1) {
      const { critique, recommendations } = advisor.recommendSync(cases.make(seed, { veins: 3, unknownShare: 0.1 }));
      const ids = new Set(recommendations.map(({ id }) => id));
      for (const { because, text, field } of critique) {
        entries += 1;
        expect(text).toMatch(/^[A-Z0-9].*[^.]$/);
        // That no label gives a figure rests on none.
        if (!text.includes("o label in use")) expect([field, because]).not.toEqual([field, []]);
        expect(because.filter((id) => !ids.has(id))).toEqual([]);
      }
    }
    expect(entries).toBeGreaterThan(100);
  });
});
