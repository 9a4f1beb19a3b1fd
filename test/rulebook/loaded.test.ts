import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { listJson } from "../../src/cli/files.ts";
import { InternalError } from "../../src/issues/errors.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { loadRulebook } from "../../src/rulebook/load.ts";
import type { Rulebook } from "../../src/rulebook/rulebook.ts";

const files = listJson("rules", false).map((name) => ({ name, text: readFileSync(name, "utf8") }));

test("a loaded rulebook can be handed to an advisor and answers like its files", () => {
  const rulebook = loadRulebook(files);
  const input = { patient: { pregnant: true } };
  const answer = createAdvisor({ rulebook }).recommendSync(input);
  expect(answer).toEqual(createAdvisor({ rulebook: files }).recommendSync(input));
  expect(answer.rulebook.digest).toBe(embeddedRulebook().digest);
});

test("a profile applies to a loaded rulebook too", () => {
  const profile = { name: "house", retire: ["contraindication.pregnancy"] };
  const { rulebook } = createAdvisor({ rulebook: loadRulebook(files), profile }).recommendSync({});
  expect(rulebook.profile).toEqual({ name: "house", added: [], retired: ["contraindication.pregnancy"] });
});

test("a rulebook that no loader made is refused where its content is needed", () => {
  const forged = { ...embeddedRulebook() } as Rulebook;
  expect(() => createAdvisor({ rulebook: forged, profile: { name: "house" } })).toThrow(InternalError);
});
