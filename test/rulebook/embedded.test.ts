import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { listJson, readRuleFiles } from "../../src/cli/files.ts";
import { createAdvisor, createAdvisorFor } from "../../src/index.ts";
import { assemble } from "../../src/rulebook/assemble.ts";
import { embeddedContent, embeddedRulebook } from "../../src/rulebook/embedded.ts";
import type { embeddedReady } from "../../src/rulebook/embedded-ready.ts";
import { loadRulebook, readRulebook } from "../../src/rulebook/load.ts";
import { readyCode } from "../../tsup.shared.ts";

interface Content {
  readonly topic?: string;
  readonly rules?: readonly { readonly name: string }[];
}
const contents = listJson("rules", false).map((path) => JSON.parse(readFileSync(path, "utf8")) as Content);

describe("the embedded rulebook", () => {
  test("has no issues", () => {
    expect(readRulebook(readRuleFiles("rules")).issues).toEqual([]);
  });

  test("carries every file under rules/ that is a topic, each once", () => {
    const topics = contents.flatMap(({ topic }) => (topic === undefined ? [] : [topic]));
    expect(topics.length).toBeGreaterThan(0);
    expect(embeddedContent.topics.map(({ topic }) => topic).sort()).toEqual(topics.sort());
  });

  test("carries every rule of each topic, in the order of its file", () => {
    for (const { topic, rules } of embeddedContent.topics) {
      const file = contents.find((one) => one.topic === topic);
      expect(rules.map(({ name }) => name)).toEqual(file?.rules?.map(({ name }) => name));
    }
  });

  test("is what loading the files gives", () => {
    const loaded = loadRulebook(readRuleFiles("rules"));
    const embedded = embeddedRulebook();
    expect(embedded.rules).toEqual(loaded.rules);
    expect([...embedded.facts]).toEqual([...loaded.facts]);
    expect([...embedded.slots]).toEqual([...loaded.slots]);
    expect([...embedded.citations]).toEqual([...loaded.citations]);
    expect(embedded.digest).toBe(loaded.digest);
  });

  test("is made once", () => {
    expect(embeddedRulebook()).toBe(embeddedRulebook());
  });

  test("has its rules in the order of the manifest's topics", () => {
    const { rules, topics } = embeddedRulebook();
    const positions = rules.map(({ topic }) => topics.indexOf(topic));
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
  });

  test("is the same with what a build makes ready as with what is worked out", async () => {
    const built = (await import(`data:text/javascript,${encodeURIComponent(readyCode())}`)) as {
      embeddedReady: typeof embeddedReady;
    };
    const { digest, stages } = built.embeddedReady(embeddedContent);
    expect(stages).toBeDefined();
    const ready = assemble(embeddedContent, digest, undefined, stages);
    const workedOut = embeddedRulebook();
    expect(ready).toEqual(workedOut);
    for (const map of ["facts", "slots", "slotStage", "citations", "ruleByName"] as const)
      expect([...ready[map]]).toEqual([...workedOut[map]]);
    expect(new Set(workedOut.rules.map(({ stage }) => stage)).size).toBeGreaterThan(1);
  });

  test("answers through `createAdvisorFor` as through `createAdvisor`, by all evidence unless told otherwise", () => {
    const input = { patient: { pregnant: true }, veins: [{ id: "a" }] };
    const [one, other] = [createAdvisorFor(embeddedRulebook()), createAdvisor()];
    expect(one.recommendSync(input)).toEqual(other.recommendSync(input));
    expect(one.recommendSync(input).rulebook.evidence).toBe("all");
    const documents = createAdvisorFor(embeddedRulebook(), "documents").recommendSync(input);
    expect(documents).toEqual(createAdvisor({ evidence: "documents" }).recommendSync(input));
  });
});
