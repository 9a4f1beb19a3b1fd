import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { aFunction, aText, optionIssues, together, wholeNumber } from "../../src/issues/options.ts";
import { withoutCodeGeneration } from "../../src/issues/zod.ts";

const codes = {
  unknownKey: "rulebook/unknown-key",
  missingKey: "rulebook/missing-key",
  wrongType: "rulebook/wrong-type",
} as const;

const schema = withoutCodeGeneration(() =>
  z
    .strictObject({
      name: aText(),
      mode: z.optional(z.enum(["fast", "slow"])),
      limits: z.optional(z.strictObject({ most: z.optional(wholeNumber(1)) })),
      log: z.optional(aFunction()),
    })
    .check(together("no `log` where `mode` is fast", ["log"], ({ mode, log }) => mode !== "fast" || log === undefined)),
);

const found = (options: unknown, at?: string): string[] =>
  optionIssues(schema, options, codes, at).map(({ code, path }) => `${code.split("/")[1]} ${path}`);

describe("options", () => {
  test("that fit have no issue; undefined counts as left out", () => {
    expect(optionIssues(schema, { name: "a", mode: undefined, limits: {} }, codes)).toEqual([]);
  });

  test("are refused all at once: what is unknown, missing, of another type, and what does not go together", () => {
    expect(found({ mode: "fast", limits: { most: 0, least: 1 }, log: () => {}, naem: "a" })).toEqual([
      "missing-key name",
      "wrong-type limits.most",
      "unknown-key limits.least",
      "unknown-key naem",
      "wrong-type log",
    ]);
  });

  test.each([
    ["null", null],
    ["a text", "a"],
    ["a list", ["a"]],
    ["a function", () => {}],
  ])("that are %s are refused as a whole", (_name, options) => {
    expect(found(options)).toEqual(["wrong-type "]);
    expect(found(options, "options")).toEqual(["wrong-type options"]);
  });

  test("that are misspelt are told with the nearest name, at every level and in lists of values", () => {
    const issues = optionIssues(
      schema,
      { name: "a", mode: "fsat", limits: { mots: 1 }, lgo: 1 },
      "sql/wrong-type",
      "o",
    );
    expect(issues.map(({ code, path, help }) => [code, path, help])).toEqual([
      ["sql/wrong-type", "o.mode", "did you mean `fast`?"],
      ["sql/wrong-type", "o.limits.mots", "did you mean `most`?"],
      ["sql/wrong-type", "o.lgo", "did you mean `log`?"],
    ]);
  });

  test("cannot be hidden as a prototype, nor be given by one", () => {
    expect(found(JSON.parse('{ "name": "a", "__proto__": { "mode": "slow" } }'))).toEqual(["unknown-key __proto__"]);
  });

  test("are never repeated in a message", () => {
    const secret = "s3cret";
    const issues = optionIssues(schema, { name: "", mode: secret, limits: secret, log: secret }, codes);
    expect(issues.length).toBe(4);
    expect(JSON.stringify(issues)).not.toContain(secret);
  });

  test("stay unread where they are functions", () => {
    const log = () => {
      throw new Error("called");
    };
    expect(found({ name: "a", log })).toEqual([]);
  });
});
