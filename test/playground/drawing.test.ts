import { describe, expect, test } from "vitest";
import {
  bandsOf,
  middleOf,
  pathOfBand,
  sideFact,
  sideOn,
  viewHeight,
  views,
  viewWidth,
  zoneFact,
} from "../../playground/veins/drawing.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";

const { facts } = embeddedRulebook();
const zones = facts.get(zoneFact)?.values ?? [];
const bands = zones.flatMap((zone) => bandsOf(zone));

describe("the drawing of the legs", () => {
  test("knows the facts that it sets, and its zones are zones of the vocabulary", () => {
    expect(facts.get(sideFact)?.values).toEqual(["left", "right"]);
    expect(zones.filter((zone) => bandsOf(zone).length > 0).length).toBeGreaterThan(7);
  });

  test("covers each view from top to toe, without two zones in one place", () => {
    for (const view of views) {
      const own = bands.filter((band) => band.view === view).sort((a, b) => a.from - b.from);
      for (const [index, band] of own.entries()) {
        const above = own[index - 1];
        if (above === undefined) continue;
        expect(band.from).toBeGreaterThan(above.to);
        expect(band.from - above.to).toBeLessThan(5);
      }
    }
  });

  test("stays on its half of the view", () => {
    for (const band of bands) {
      const numbers =
        pathOfBand(band)
          .match(/-?\d+(\.\d+)?/g)
          ?.map(Number) ?? [];
      expect(numbers.length).toBeGreaterThan(8);
      for (const [index, number] of numbers.entries()) {
        expect(number).toBeGreaterThanOrEqual(0);
        expect(number).toBeLessThanOrEqual(index % 2 === 0 ? viewWidth / 2 : viewHeight);
      }
      const { x, y } = middleOf(band);
      expect(y).toBeGreaterThan(band.from);
      expect(y).toBeLessThan(band.to);
      expect(x).toBeGreaterThan(0);
    }
  });

  test("shows the patient's right leg on the left from the front, and on the right from behind", () => {
    expect(sideOn("front", "left")).toBe("right");
    expect(sideOn("front", "right")).toBe("left");
    expect(sideOn("back", "left")).toBe("left");
    expect(sideOn("back", "right")).toBe("right");
  });

  test("has no place for what every object inherits, nor for zones of another vocabulary", () => {
    expect(bandsOf("constructor")).toEqual([]);
    expect(bandsOf("elbow")).toEqual([]);
  });
});
