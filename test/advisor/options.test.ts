import { describe, expect, test } from "vitest";
import { createAdvisorFor } from "../../src/advisor/advisor.ts";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { RulebookError } from "../../src/issues/errors.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";

/** What is refused, as codes and paths with the help. */
function refusal(make: () => unknown): string[] {
  try {
    make();
  } catch (error) {
    if (error instanceof RulebookError)
      return error.issues.map(({ code, path, help = "" }) => `${code} ${path} ${help}`.trim());
    throw error;
  }
  return [];
}

describe("options that cannot be meant are refused", () => {
  // Taken as the documents alone, a misspelt evidence would leave out every contraindication that a label alone gives.
  test.each(["All", "docs", "", null, 1, ["all"]])("the evidence %j", (evidence) => {
    expect(refusal(() => createAdvisor({ evidence } as never))).toHaveLength(1);
    expect(refusal(() => createAdvisor({ evidence } as never))[0]).toMatch(/^rulebook\/wrong-type evidence/);
    expect(refusal(() => createAdvisorFor(embeddedRulebook(), evidence as never))[0]).toMatch(
      /^rulebook\/not-in-list evidence/,
    );
  });

  test("a misspelt evidence is given its nearest name", () => {
    expect(refusal(() => createAdvisorFor(embeddedRulebook(), "document" as never))).toEqual([
      "rulebook/not-in-list evidence did you mean `documents`?",
    ]);
  });

  test("misspelt keys, all at once", () => {
    expect(refusal(() => createAdvisor({ evidense: "documents", profil: { name: "x" } } as never))).toEqual([
      "rulebook/unknown-key evidense did you mean `evidence`?",
      "rulebook/unknown-key profil did you mean `profile`?",
    ]);
  });

  test.each([{}, "rules", 5, null])("%j in place of a rulebook", (rulebook) => {
    expect(refusal(() => createAdvisor({ rulebook } as never))[0]).toMatch(/^rulebook\/wrong-type rulebook/);
  });

  test.each([null, "documents", 5])("%j in place of options", (options) => {
    expect(refusal(() => createAdvisor(options as never))[0]).toMatch(/^rulebook\/wrong-type/);
  });
});

test("what is meant passes: nothing, undefined, both evidences, a rulebook that is loaded", () => {
  expect(createAdvisor(undefined).evidence).toBe("all");
  expect(createAdvisor({ evidence: "documents" }).evidence).toBe("documents");
  expect(createAdvisor({ rulebook: embeddedRulebook(), evidence: "all" }).rulebook).toBe(embeddedRulebook());
});
