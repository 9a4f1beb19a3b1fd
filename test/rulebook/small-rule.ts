import type { RulebookFile } from "../../src/rulebook/read-json.ts";

type Parts = Readonly<Record<string, unknown>>;

/** A sound rule; parts of it and of its parameters can be replaced. */
export function smallRule(parts: Parts = {}, parameters: Parts = {}): Parts {
  return {
    name: "contraindication.example",
    title: "The session waits",
    scope: "patient",
    conditions: { all: [{ fact: "patient.pregnant", operator: "equal", value: true }] },
    event: {
      type: "recommendation",
      params: {
        strength: "must",
        summary: "Defer the session",
        slot: "eligibility",
        value: "defer",
        ...parameters,
      },
    },
    sources: ["A-63"],
    ...parts,
  };
}

/** A file of rules, as values. */
export function ruleFile(rules: readonly unknown[], topic = "contraindications"): RulebookFile {
  return { name: `${topic}.json`, json: { topic, rules } };
}

/** A file of rules, as text. */
export function ruleText(rules: readonly unknown[], topic = "contraindications"): RulebookFile {
  return { name: `${topic}.json`, text: JSON.stringify({ topic, rules }) };
}
