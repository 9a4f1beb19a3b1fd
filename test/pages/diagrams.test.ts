import { describe, expect, test } from "vitest";
import { boxHeight, layOutFlow } from "../../src/pages/diagrams/flow-layout.ts";
import { drawingWidth, layOutScales, stepHeight } from "../../src/pages/diagrams/scale-layout.ts";
import { canMeet } from "../../src/pages/model/can-meet.ts";
import { flowOf } from "../../src/pages/model/flow.ts";
import { scaleOf, valuesGiven } from "../../src/pages/model/scale.ts";
import { siteModel } from "../../src/pages/model/site-model.ts";
import { compareSlotValues } from "../../src/pages/model/slot-order.ts";
import { sameValue } from "../../src/resolve/contribution.ts";
import { worseOf } from "../../src/resolve/merge/with-one.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { factsReadBy, slotsSetBy } from "../../src/rulebook/stages.ts";
import { leaf } from "../support/small-rulebook.ts";

const rulebook = embeddedRulebook();
const model = siteModel({ rulebook });
const slots = [...rulebook.slots.values()];

describe("the decision flow", () => {
  const flow = flowOf(model);
  const joined = (from: string, to: string): boolean => flow.edges.some((edge) => edge.from === from && edge.to === to);

  test("joins every topic to what its rules read and decide", () => {
    for (const rule of rulebook.rules) {
      for (const name of factsReadBy(rule)) {
        const fact = rulebook.facts.get(name);
        if (fact?.derive !== undefined && "constant" in fact.derive) continue;
        const isOfCase = fact?.slot === undefined && (fact?.derive === undefined || "elapsed" in fact.derive);
        const from = isOfCase ? `fact:${name.split(".")[0]}` : `derived:${name}`;
        expect(joined(from, `topic:${rule.topic}`), `${rule.name} reads ${name}`).toBe(true);
      }
      const decided = slotsSetBy(rule);
      for (const slot of decided) expect(joined(`topic:${rule.topic}`, `slot:${slot.split(".")[0]}`)).toBe(true);
      if (decided.length === 0) expect(joined(`topic:${rule.topic}`, "slot:")).toBe(true);
    }
  });

  test("has no line without its boxes", () => {
    const ids = new Set(flow.nodes.map(({ id }) => id));
    expect(flow.edges.filter(({ from, to }) => !ids.has(from) || !ids.has(to))).toEqual([]);
  });

  test("is laid out without two boxes over each other, within the drawing", () => {
    const { nodes, width, height } = layOutFlow(flow);
    expect(nodes).toHaveLength(flow.nodes.length);
    for (const a of nodes) {
      expect(a.x >= 0 && a.x + a.width <= width && a.y >= 0 && a.y + boxHeight <= height).toBe(true);
      for (const b of nodes) if (a !== b && a.x === b.x) expect(Math.abs(a.y - b.y)).toBeGreaterThanOrEqual(boxHeight);
    }
  });
});

describe("the scales of decisions", () => {
  test("put a value behind those that it overrules, as the slot merges them", () => {
    for (const slot of slots) {
      const kind = slot.merge.kind;
      if (kind === "union" || kind === "any") continue;
      const values = rulebook.rules.flatMap((rule) => valuesGiven(slot, rule));
      for (const a of values)
        for (const b of values) {
          const isBehind = compareSlotValues(slot, a, b) < 0;
          expect(isBehind, `${slot.name} ${JSON.stringify([a, b])}`).toBe(
            !sameValue(a, b) && !sameValue(worseOf(slot, a, b), a),
          );
        }
    }
  });

  test("lose no rule that sets the slot", () => {
    for (const slot of slots) {
      const setting = rulebook.rules.filter((rule) => slotsSetBy(rule).includes(slot.name));
      const shown = new Set(scaleOf(slot, setting).steps.flatMap(({ rules }) => rules));
      expect(shown.size, slot.name).toBe(setting.length);
    }
  });

  test("stand beside and below each other without overlap, within the drawing", () => {
    const { scales, height } = layOutScales(slots.map((slot) => scaleOf(slot, rulebook.rules)));
    const steps = scales.flatMap((scale) => scale.steps);
    for (const [index, a] of steps.entries()) {
      expect(a.x + a.width).toBeLessThanOrEqual(drawingWidth);
      expect(a.y + stepHeight).toBeLessThanOrEqual(height);
      const next = steps[index + 1];
      if (next !== undefined)
        expect(next.y >= a.y + stepHeight || (next.y === a.y && next.x >= a.x + a.width)).toBe(true);
    }
  });
});

describe("whether two conditions can meet in one patient", () => {
  const { facts } = rulebook;
  const meet = (a: Parameters<typeof canMeet>[0], b: Parameters<typeof canMeet>[0]): boolean => canMeet(a, b, facts);

  test.each([
    ["yes and no of one fact", leaf("patient.pregnant"), leaf("patient.pregnant", false), false],
    ["a fact and its negation", leaf("patient.pregnant"), { not: leaf("patient.pregnant") }, false],
    ["two facts", leaf("patient.pregnant"), leaf("patient.breastfeeding"), true],
    ["codes apart", leaf("vein.type", "reticular"), leaf("vein.type", "telangiectasia"), false],
    ["codes in common", leaf("vein.type", "reticular"), leaf("vein.type", ["reticular", "telangiectasia"], "in"), true],
    [
      "limits apart",
      leaf("patient.ageYears", 18, "lessThan"),
      leaf("patient.ageYears", 18, "greaterThanInclusive"),
      false,
    ],
    [
      "limits that touch",
      leaf("patient.ageYears", 18, "lessThanInclusive"),
      leaf("patient.ageYears", 18, "greaterThanInclusive"),
      true,
    ],
    [
      "a limit alone, near the end of the range",
      leaf("assessment.ankleBrachialIndex", 0.6, "lessThan"),
      leaf("patient.pregnant"),
      true,
    ],
    [
      "whole numbers with none between",
      leaf("veins.count", 1, "greaterThan"),
      leaf("veins.count", 2, "lessThan"),
      false,
    ],
    [
      "limits with room between",
      leaf("patient.ageYears", 18, "greaterThan"),
      leaf("patient.ageYears", 19, "lessThan"),
      true,
    ],
    ["through a derived fact", leaf("derived.belowKnee"), leaf("vein.zone", "groin"), false],
    ["within a derived fact", leaf("derived.belowKnee"), leaf("vein.zone", "calf"), true],
    [
      "one of two ways open",
      { any: [leaf("patient.pregnant"), leaf("patient.bedbound")] },
      leaf("patient.pregnant", false),
      true,
    ],
    [
      "none of two ways open",
      { not: { any: [leaf("patient.pregnant"), leaf("patient.bedbound")] } },
      leaf("patient.pregnant"),
      false,
    ],
  ] as const)("%s", (_, a, b, expected) => {
    expect([meet(a, b), meet(b, a), meet({ all: [a] }, { all: [b] })]).toEqual([expected, expected, expected]);
  });
});
