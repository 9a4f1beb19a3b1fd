import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fragmentOf, fragmentPrefix, readFragment } from "../../playground/share.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { createRandomCases } from "../support/random-case.ts";

describe("a shared link", () => {
  test("is base64url of the UTF-8 JSON, as any tool makes it", () => {
    const story: unknown = JSON.parse(readFileSync("examples/patient-story.json", "utf8"));
    const expected = Buffer.from(JSON.stringify(story), "utf8").toString("base64url");
    expect(fragmentOf(story)).toBe(`#case=${expected}`);
  });

  test.each([
    ["letters beyond ASCII", { veins: [{ id: "Größe – 左 🦵" }] }],
    ["bytes that need the two characters of base64url", { a: "\u00fb\u00ff\u00fe>>>???" }],
    ["more than a call can take as arguments", { a: "x".repeat(300_000) }],
    ["an empty case", {}],
  ])("comes back as it was: %s", (_, given) => {
    const fragment = fragmentOf(given);
    expect(fragment.slice(fragmentPrefix.length)).toMatch(/^[\w-]+$/);
    expect(readFragment(fragment)).toEqual({ kind: "case", json: given });
  });

  test("comes back as it was for random cases", () => {
    const cases = createRandomCases(embeddedRulebook());
    for (let seed = 0; seed < 200; seed += 1) {
      const given = cases.make(seed);
      expect(readFragment(fragmentOf(given))).toEqual({ kind: "case", json: JSON.parse(JSON.stringify(given)) });
    }
  });

  test("may have the padding that other tools leave", () => {
    expect(readFragment("#case=e30=")).toEqual({ kind: "case", json: {} });
  });

  test.each(["", "#", "#answer", "#other=e30"])("is none: %s", (fragment) => {
    expect(readFragment(fragment)).toEqual({ kind: "none" });
  });

  test.each([
    ["nothing behind it", "#case="],
    ["a character that base64url has not", "#case=e3 0"],
    ["a length that base64url cannot have", "#case=e30ab"],
    ["bytes that are no UTF-8", `#case=${Buffer.from([0xff, 0xfe]).toString("base64url")}`],
    ["a text that is no JSON", `#case=${Buffer.from("{oops").toString("base64url")}`],
  ])("says that it is broken: %s", (_, fragment) => {
    expect(readFragment(fragment).kind).toBe("broken");
  });
});
