import { afterEach, describe, expect, test, vi } from "vitest";
import { createAdvisorFor } from "../../src/advisor/advisor.ts";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import type { Reason } from "../../src/explain/reason.ts";
import { ReasonLibrary } from "../../src/explain/reason-library.ts";
import { type ReadableLeaf, readableLeaf } from "../../src/facts/readable.ts";
import { factTable } from "../../src/facts/table.ts";
import { MadeRecommendations } from "../../src/report/made.ts";
import type { Recommendation } from "../../src/report/report.ts";
import { assemble, contentOf } from "../../src/rulebook/assemble.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { createRandomCases } from "../support/random-case.ts";
import { leaf } from "../support/small-rulebook.ts";

// An advisor keeps reasons and recommendations that reports have in common, so as not to make them anew for each. What it keeps
// must be nobody's own, and must stay little however many cases come by.
const rulebook = embeddedRulebook();
const random = createRandomCases(rulebook);

/** An advisor that has answered no case: what is kept is kept with its rulebook. */
const unused = () => createAdvisorFor(assemble(contentOf(rulebook), rulebook.digest), "all");

afterEach(() => {
  vi.restoreAllMocks();
});

/** Every object in a value. */
function objectsIn(value: unknown, found = new Set<object>()): Set<object> {
  if (typeof value !== "object" || value === null || found.has(value)) return found;
  found.add(value);
  for (const part of Object.values(value)) objectsIn(part, found);
  return found;
}

/** A case whose numbers, dates and vein ids nobody else has. */
function markedCase(seed: number, mark: string, ageYears: number, asOf: string) {
  const input = random.make(seed, { veins: 2, followUp: true, unknownShare: 0.2 });
  const veins = input["veins"] as Record<string, unknown>[];
  for (const [index, vein] of veins.entries())
    Object.assign(vein, { id: `${mark}-${index}`, diameterMm: ageYears / 100 });
  const followUp = { ...(input["followUp"] as object), sessionDate: null, hoursSinceSession: ageYears };
  const previousSession = { ...(input["previousSession"] as object), date: null, weeksAgo: ageYears };
  return { ...input, asOf, followUp, previousSession, patient: { ...(input["patient"] as object), ageYears } };
}

describe("what an advisor keeps between reports", () => {
  test("changes no answer: after many cases each comes out as from an advisor that has seen none", () => {
    const used = createAdvisor();
    for (let seed = 1; seed <= 300; seed += 1) used.recommendSync(random.make(seed));
    for (let seed = 1; seed <= 12; seed += 1)
      for (const input of [random.make(seed * 31), markedCase(seed, "qqa", 40.123, "2026-03-04")])
        expect(JSON.stringify(used.recommendSync(input))).toBe(JSON.stringify(unused().recommendSync(input)));
  });

  test("holds no number, date, vein or origin of a patient: none stands in an object that two reports share", () => {
    const advisor = unused();
    const own = /qqa-|40\.123|0\.40123|2026-03-04|bundle-7/;
    let shared = 0;
    for (let seed = 1; seed <= 25; seed += 1) {
      const first = advisor.recommendSync(markedCase(seed, "qqa", 40.123, "2026-03-04"));
      // The same findings of somebody else: as much as possible is shared.
      const second = advisor.recommendSync(markedCase(seed, "qqb", 41.877, "2026-05-06"));
      expect(own.test(JSON.stringify(first))).toBe(true);
      expect(own.test(JSON.stringify(second)), `seed ${seed}`).toBe(false);
      const known = objectsIn(first);
      for (const one of objectsIn(second))
        if (known.has(one)) {
          shared += 1;
          expect(JSON.stringify(one)).not.toMatch(/qq[ab]-|40\.123|41\.877|0\.4(0123|1877)|2026-0[35]/);
        }
      const withOrigin = advisor.recommendSync(markedCase(seed, "qqa", 40.123, "2026-03-04"), {
        originOf: (fact) => ({ resource: `bundle-7/${fact}` }),
      });
      expect(JSON.stringify(withOrigin).includes("bundle-7")).toBe(true);
    }
    expect(shared).toBeGreaterThan(1000);
    const last = advisor.recommendSync(markedCase(1, "qqb", 41.877, "2026-05-06"));
    expect(own.test(JSON.stringify(last))).toBe(false);
  });

  test("is yes or no, a code or unknown, read from the case itself", () => {
    const reasons: Reason[] = [];
    const keep = ReasonLibrary.prototype.reason;
    vi.spyOn(ReasonLibrary.prototype, "reason").mockImplementation(function (this: ReasonLibrary, ...given) {
      const reason = keep.apply(this, given);
      reasons.push(reason);
      return reason;
    });
    const lists: (readonly Reason[])[] = [];
    const list = ReasonLibrary.prototype.list;
    vi.spyOn(ReasonLibrary.prototype, "list").mockImplementation(function (this: ReasonLibrary, ...given) {
      lists.push(given[1]);
      return list.apply(this, given);
    });
    const advisor = unused();
    for (let seed = 1; seed <= 60; seed += 1) advisor.recommendSync(random.make(seed));
    expect(reasons.length).toBeGreaterThan(1000);
    const strange = reasons.filter(({ fact, found, origin, parts, ...rest }) => {
      const { type, values = [], derive } = rulebook.facts.get(fact) ?? {};
      const isFew = found === null || (type === "boolean" ? typeof found === "boolean" : values.includes(`${found}`));
      return !isFew || derive !== undefined || origin !== null || parts !== undefined || "vein" in rest;
    });
    expect(strange).toEqual([]);
    const known = new Set(reasons);
    expect(lists.flat().filter((reason) => !known.has(reason))).toEqual([]);
  });

  test("is nothing where the caller says where facts came from", () => {
    const spies = [vi.spyOn(ReasonLibrary.prototype, "reason"), vi.spyOn(ReasonLibrary.prototype, "list")];
    const advisor = unused();
    for (let seed = 1; seed <= 20; seed += 1) advisor.recommendSync(random.make(seed), { originOf: () => "a record" });
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  });

  test("are at most sixteen lists of reasons for a condition", () => {
    const library = new ReasonLibrary(rulebook);
    const node = readableLeaf(leaf("patient.pregnant"), factTable(rulebook)) satisfies ReadableLeaf;
    const ways = Array.from({ length: 20 }, (_, index) => [{ fact: `${index}` } as Reason]);
    const kept = ways.map((reasons) => library.keeps(library.list(node, [...reasons])));
    expect(kept.filter(Boolean)).toHaveLength(16);
    // One that is kept is found again; the others are made anew.
    const [first, last] = [ways[0] as Reason[], ways[19] as Reason[]];
    expect(library.list(node, [...first])).toBe(library.list(node, [...first]));
    expect(library.list(node, [...last])).not.toBe(library.list(node, [...last]));
  });

  test("are at most twelve recommendations for a rule", () => {
    const made = new MadeRecommendations();
    const ways = Array.from({ length: 15 }, () => ({ because: [], supersededBy: null }) as unknown as Recommendation);
    for (const one of ways) made.keep(one);
    expect(ways.filter(({ because }) => made.find(because, null, []) !== undefined)).toHaveLength(12);
  });
});
