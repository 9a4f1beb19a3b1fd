import { describe, expect, test } from "vitest";
import type { DoseSum } from "../../../src/resolve/critique/doses.ts";
import { branch, entriesOn, feeder, reportOn, web } from "./proposal.ts";

type Key = Pick<DoseSum, "agent" | "form" | "side" | "unit">;

/** The sums of a report for one agent, form or side, by what they are over. */
function sums(facts: object, jurisdiction?: string): Readonly<Record<string, DoseSum>> {
  const { doses = [] } = reportOn(facts as Record<string, unknown>, jurisdiction);
  const name = ({ agent, form, side, unit }: Key): string =>
    [agent, form, side, unit].filter((part) => part !== undefined).join(" ");
  return Object.fromEntries(doses.map((sum) => [name(sum), sum]));
}

/** What a session's ceilings say. */
function over(facts: object, jurisdiction?: string) {
  return entriesOn(reportOn(facts as Record<string, unknown>, jurisdiction), "volumeMl").filter(
    ({ severity }) => severity === "critical",
  );
}

const liquid = (volumeMl: number, more: object = {}) => ({ agent: "polidocanol", form: "liquid", volumeMl, ...more });
const foam = (volumeMl: number, more: object = {}) => ({ agent: "polidocanol", form: "foam", volumeMl, ...more });

describe("sums", () => {
  const veins = [
    web(liquid(2, { concentrationPercent: 0.5 }), { id: "left web", side: "left" }),
    web(liquid(3, { concentrationPercent: 0.25 }), { id: "right web", side: "right" }),
    branch(foam(4, { concentrationPercent: 1 }), { id: "right branch", side: "right" }),
    branch(foam(1.5, { agent: "sodium-tetradecyl-sulfate" }), { id: "left branch", side: "left" }),
  ];

  test("add up over veins: by agent and form, all foam, each side, and polidocanol by weight of substance", () => {
    const found = sums({ veins });
    const totals = Object.entries(found).map(([name, { total, atLeast, veins: of }]) => [name, total, atLeast, of]);
    expect(totals).toEqual([
      ["polidocanol foam mL", 4, false, ["right branch"]],
      ["polidocanol liquid mL", 5, false, ["left web", "right web"]],
      ["sodium-tetradecyl-sulfate foam mL", 1.5, false, ["left branch"]],
      ["foam mL", 5.5, false, ["right branch", "left branch"]],
      ["left mL", 3.5, false, ["left web", "left branch"]],
      ["right mL", 7, false, ["right web", "right branch"]],
      // 2 mL at 0.5 % hold 10 mg, 3 mL at 0.25 % 7.5 mg, 4 mL at 1 % 40 mg.
      ["polidocanol mg", 57.5, false, ["left web", "right web", "right branch"]],
    ]);
  });

  test("decimal fractions leave nothing behind", () => {
    const tenths = [web(liquid(0.1)), web(liquid(0.2), { id: "other" })];
    expect(sums({ veins: tenths })["polidocanol liquid mL"]?.total).toBe(0.3);
  });

  test("without a proposed volume there are none", () => {
    expect(reportOn({ veins: [web({ agent: "polidocanol", form: "liquid" })] })).not.toHaveProperty("doses");
    expect(reportOn({ veins: [] })).not.toHaveProperty("doses");
  });
});

describe("an unknown share makes the sum a lower bound", () => {
  const second = (proposal: object) => [web(liquid(2)), web({ ...proposal }, { id: "second" })];
  const total = (proposal: object) => {
    const { total, atLeast, veins } = sums({ veins: second(proposal) })["polidocanol liquid mL"] ?? {};
    return { total, atLeast, veins };
  };

  test("an unknown volume", () => {
    expect(total({ agent: "polidocanol", form: "liquid" })).toEqual({
      total: 2,
      atLeast: true,
      veins: ["web", "second"],
    });
  });

  test("a volume without a form counts in the form that is advised", () => {
    expect(total({ agent: "polidocanol", volumeMl: 3 })).toMatchObject({ total: 5, atLeast: false });
  });

  test("an unknown agent, an unknown proposal", () => {
    const bound = { total: 2, atLeast: true, veins: ["web"] };
    expect(total({ form: "liquid", volumeMl: 3 })).toEqual(bound);
    expect(total({})).toEqual(bound);
  });

  test("what certainly belongs elsewhere leaves the sum exact", () => {
    const exact = { total: 2, atLeast: false, veins: ["web"] };
    expect(total({ agent: "polidocanol", form: "foam" })).toEqual(exact);
    expect(total({ agent: "sodium-tetradecyl-sulfate", volumeMl: 3 })).toEqual(exact);
  });

  test("an unknown side, for the sides alone", () => {
    const veins = [web(liquid(2), { side: "left" }), web(liquid(3), { id: "second" })];
    const found = sums({ veins });
    expect(found["left mL"]).toMatchObject({ total: 2, atLeast: true, veins: ["web"] });
    expect(found["polidocanol liquid mL"]).toMatchObject({ total: 5, atLeast: false });
  });

  test("an unknown strength, for the weight of substance alone", () => {
    const veins = [web(liquid(2, { concentrationPercent: 0.5 })), web(liquid(3), { id: "second" })];
    const found = sums({ veins });
    expect(found["polidocanol mg"]).toMatchObject({ total: 10, atLeast: true });
    expect(found["polidocanol liquid mL"]).toMatchObject({ total: 5, atLeast: false });
  });

  test("and the report says at least", () => {
    const veins = [branch(foam(11)), branch({ form: "foam" }, { id: "second" })];
    expect(over({ veins })).toMatchObject([
      {
        proposed: 11,
        advised: 10,
        unit: "mL",
        text: "At least 11 mL of foam in the session passes the ceiling of 10 mL by at least 1 mL",
      },
    ]);
  });
});

describe("without a labelled ceiling for the agent and form", () => {
  const sulfate = { agent: "sodium-tetradecyl-sulfate" };
  const over = (facts: object, jurisdiction: string) =>
    entriesOn(reportOn(facts as never, jurisdiction), "volumeMl").map(({ severity, advised, text, because }) => ({
      severity,
      advised,
      text,
      because,
    }));

  test("what the label allows in the other form bounds it: at it nothing, a step above a warning", () => {
    const at = (volumeMl: number) => ({ veins: [branch(foam(volumeMl, sulfate))] });
    expect(over(at(10), "US").filter(({ severity }) => severity !== "info")).toEqual([]);
    expect(over(at(10.01), "US").filter(({ severity }) => severity !== "info")).toEqual([
      {
        severity: "warning",
        advised: 10,
        text: "10.01 mL of sodium tetradecyl sulfate foam in the session is more than a label allows of the agent in its other form, 10 mL",
        because: ["volume.sodium-tetradecyl-sulfate.us-session@branch"],
      },
    ]);
  });

  test("where nothing bounds it, that is said", () => {
    for (const [agent, jurisdiction] of [
      ["sodium tetradecyl sulfate", "UK"],
      ["polidocanol", "CH"],
      ["polidocanol", "AT"],
    ] as const)
      expect(over({ veins: [branch(foam(40, { agent: agent.replaceAll(" ", "-") }))] }, jurisdiction)).toEqual([
        {
          severity: "info",
          advised: null,
          text: `No label in use gives a ceiling for a session of ${agent} foam`,
          because: [],
        },
      ]);
  });

  test("a ceiling of all foam, and one by weight, bound it too", () => {
    expect(over({ veins: [branch(foam(9, sulfate))] }, "DE")).toEqual([]);
    expect(over({ veins: [web(liquid(9))] }, "DE")).toEqual([]);
    expect(over({ veins: [web(liquid(9, sulfate))] }, "DE")).toMatchObject([{ severity: "info" }]);
  });

  test("a ceiling of liquid does not bound foam that has none, unless it is passed", () => {
    const small = (volumeMl: number) => ({ veins: [feeder(foam(volumeMl, { agent: "polidocanol" }))] });
    expect(over(small(9), "US")).toEqual([]);
    expect(over(small(11), "US")).toMatchObject([{ severity: "warning", advised: 10 }]);
  });

  test("names the vein where there is one, and none where the sum is over several", () => {
    const named = (...veins: object[]) =>
      entriesOn(reportOn({ veins }, "UK"), "volumeMl").map(({ vein, proposed }) => [vein, proposed]);
    const second = branch(foam(3, sulfate), { id: "second" });
    expect(named(branch(foam(2, sulfate)))).toEqual([["branch", 2]]);
    expect(named(branch(foam(2, sulfate)), second)).toEqual([[null, 5]]);
  });

  test("what bounds another agent or form does not bound this one", () => {
    // In Germany all foam has a ceiling, and polidocanol one by weight.
    const veins = [branch(foam(2)), web(liquid(2)), web(liquid(3, sulfate), { id: "second" })];
    expect(entriesOn(reportOn({ veins, patient: { weightKg: 70 } }), "volumeMl")).toMatchObject([
      { vein: "second", proposed: 3, severity: "info" },
    ]);
  });

  test("of an excluded agent or form nothing is called unlabelled", () => {
    const allergies = { sodiumTetradecylSulfate: true };
    expect(over({ allergies, veins: [branch(foam(5, sulfate))] }, "UK")).toEqual([]);
    const conditions = { rightToLeftShunt: "symptomatic" };
    expect(over({ conditions, veins: [branch(foam(5, sulfate))] }, "UK")).toEqual([]);
  });
});

describe("the labelled ceiling of an agent and form", () => {
  // The US labels: 10 mL of liquid polidocanol, 10 mL of sodium tetradecyl sulfate.
  test.each(["polidocanol", "sodium-tetradecyl-sulfate"])("%s: at 10 mL nothing, a step above critical", (agent) => {
    const at = (volumeMl: number) => ({ veins: [web(liquid(volumeMl, { agent }))] });
    expect(over(at(10), "US")).toEqual([]);
    expect(over(at(10.01), "US")).toEqual([
      {
        vein: "web",
        field: "volumeMl",
        proposed: 10.01,
        advised: 10,
        unit: "mL",
        severity: "critical",
        text: `10.01 mL of ${agent.replaceAll("-", " ")} liquid in the session passes the ceiling of 10 mL by 0.01 mL`,
        because: [`volume.${agent}.us-session@web`],
      },
    ]);
  });

  test("holds for the sum over both legs, not for each vein", () => {
    const veins = [web(liquid(6), { id: "l", side: "left" }), web(liquid(5), { id: "r", side: "right" })];
    expect(over({ veins }, "US")).toMatchObject([
      {
        vein: null,
        proposed: 11,
        advised: 10,
        because: ["volume.polidocanol.us-session@l", "volume.polidocanol.us-session@r"],
      },
    ]);
    expect(sums({ veins }, "US")["polidocanol liquid mL"]?.ceilings).toEqual([
      { amount: 10, sources: ["A-05"], rules: ["volume.polidocanol.us-session"], exceededBy: 1 },
    ]);
    expect(sums({ veins }, "US")["left mL"]?.ceilings).toEqual([]);
  });

  test("is each agent's own", () => {
    const veins = [web(liquid(9)), web(liquid(9, { agent: "sodium-tetradecyl-sulfate" }), { id: "other" })];
    expect(over({ veins }, "US")).toEqual([]);
  });

  test("of another country does not hold", () => {
    expect(over({ veins: [web(liquid(12))] }, "DE")).toEqual([]);
  });
});

describe("the foam ceiling over all veins and agents", () => {
  const veins = (volumeMl: number) => [
    branch(foam(6), { id: "l", side: "left" }),
    branch(foam(volumeMl, { agent: "sodium-tetradecyl-sulfate" }), { id: "r", side: "right" }),
  ];

  test("10 mL under the German label: at it nothing, a step above critical", () => {
    expect(over({ veins: veins(4) })).toEqual([]);
    expect(over({ veins: veins(4.01) })).toEqual([
      {
        vein: null,
        field: "volumeMl",
        proposed: 10.01,
        advised: 10,
        unit: "mL",
        severity: "critical",
        text: "10.01 mL of foam in the session passes the ceiling of 10 mL by 0.01 mL",
        because: ["volume.foam-ceiling.de"],
      },
    ]);
  });

  test("15 mL under the US label, which drops the German one", () => {
    expect(over({ veins: veins(9) }, "US")).toEqual([]);
    expect(over({ veins: veins(9.01) }, "US")).toMatchObject([{ advised: 15, because: ["volume.foam-ceiling.us"] }]);
  });

  test("the lower of the two where no country is named", () => {
    expect(over({ veins: veins(5) }, "any")).toMatchObject([{ advised: 10, because: ["volume.foam-ceiling.de"] }]);
  });

  test("does not count liquid", () => {
    expect(over({ veins: [branch(foam(10)), web(liquid(5))] })).toEqual([]);
  });
});

describe("the polidocanol ceiling by body weight", () => {
  // 2 mg/kg: 120 mg for 60 kg, which 12 mL of 1 % hold.
  const at = (volumeMl: number, patient: object = { weightKg: 60 }) => ({
    patient,
    veins: [web(liquid(volumeMl, { concentrationPercent: 1 }))],
  });

  test("at 2 mg/kg nothing, a step above critical, in milligrams", () => {
    expect(over(at(12))).toEqual([]);
    expect(over(at(12.01))).toEqual([
      {
        vein: "web",
        field: "volumeMl",
        proposed: 120.1,
        advised: 120,
        unit: "mg",
        severity: "critical",
        text: "120.1 mg of polidocanol in the session passes the ceiling of 120 mg by 0.1 mg",
        because: ["volume.polidocanol.weight-ceiling"],
      },
    ]);
  });

  test("moves with the weight, step by step", () => {
    expect(over(at(12, { weightKg: 59.9 }))).toMatchObject([{ proposed: 120, advised: 119.8 }]);
    expect(over(at(12, { weightKg: 60.1 }))).toEqual([]);
  });

  test("adds liquid and foam, whatever their strengths", () => {
    const veins = [web(liquid(5, { concentrationPercent: 1 })), branch(foam(4, { concentrationPercent: 2 }))];
    // 50 mg and 80 mg.
    expect(over({ patient: { weightKg: 60 }, veins })).toMatchObject([{ vein: null, proposed: 130, unit: "mg" }]);
    expect(over({ patient: { weightKg: 65 }, veins })).toEqual([]);
  });

  test("is not there for an unknown weight, another agent or another country", () => {
    expect(sums(at(40, {}))["polidocanol mg"]?.ceilings).toEqual([]);
    expect(over(at(40, {}))).toEqual([]);
    expect(sums(at(40), "US")["polidocanol mg"]?.ceilings).toEqual([]);
    const veins = [web(liquid(9, { agent: "sodium-tetradecyl-sulfate", concentrationPercent: 3 }))];
    expect(over({ patient: { weightKg: 60 }, veins })).toEqual([]);
  });
});
