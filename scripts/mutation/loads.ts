import { embeddedContent } from "../../src/rulebook/embedded.ts";
import { readRulebook } from "../../src/rulebook/load.ts";
import type { RawRulebook } from "../../src/rulebook/raw.ts";

/** Whether the loader takes a rulebook: one that it refuses reaches no patient, whatever the cases show. */
export function loads({ facts, contradictions, slots, topics }: RawRulebook): boolean {
  const files = [
    { name: "vocabulary.json", json: { facts, contradictions } },
    { name: "slots.json", json: { slots } },
    ...topics.map((topic) => ({ name: `${topic.topic}.json`, json: topic })),
  ];
  return !readRulebook(files, embeddedContent).issues.some(({ severity }) => severity === "error");
}
