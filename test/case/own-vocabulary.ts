import { createCaseParser } from "../../src/case/parse.ts";
import { critiqueFacts } from "../../src/resolve/critique/facts.ts";
import { embeddedContent } from "../../src/rulebook/embedded.ts";
import { loadRulebook } from "../../src/rulebook/load.ts";
import type { Fact, FactDefinition } from "../../src/rulebook/vocabulary.ts";
import { leaf, rule, smallFile } from "../support/small-rulebook.ts";

type Given = Pick<FactDefinition, "type"> & Partial<FactDefinition>;

/** What the embedded vocabulary has no example of: no bounds, one bound, a length of its own, texts beside the veins' ids. */
const facts: Readonly<Record<string, Given>> = {
  "clinic.name": { type: "string" },
  "clinic.room": { type: "string", maxLength: 3 },
  "clinic.opened": { type: "date" },
  "clinic.floor": { type: "integer" },
  "clinic.height": { type: "number" },
  "clinic.chairs": { type: "integer", min: 1, unit: "1" },
  "clinic.cold": { type: "number", max: 8, unit: "Cel" },
  // Given, and not worked out from dates: there are none.
  "previousSession.weeksAgo": { type: "number", min: 0, max: 1000, unit: "wk" },
  "vein.id": { type: "string", scope: "vein", maxLength: 12 },
  // A key that a vein has as well as its proposal.
  "vein.form": { type: "code", scope: "vein", values: ["straight", "twisted"] },
};

const worded = Object.entries(facts).map(([name, fact]): [string, FactDefinition] => [
  name,
  { scope: "patient", label: name, ask: `${name}?`, meaning: `meaning of ${name}`, ...fact },
]);
const needed = ["vein.id", ...critiqueFacts(embeddedContent.proposal)].map((name) => [
  name,
  embeddedContent.facts[name],
]);

// Without them no report has its head.
const heads = ["eligibility", "triage"];

/** A rulebook with a small vocabulary of its own: without `asOf`, and with facts of every type and bound. */
export const ownRulebook = loadRulebook(
  [
    { name: "vocabulary.json", json: { facts: Object.fromEntries([...needed, ...worded]), contradictions: [] } },
    {
      name: "slots.json",
      json: { slots: Object.fromEntries(heads.map((name) => [name, embeddedContent.slots[name]])) },
    },
    smallFile([rule("one", leaf("clinic.floor", 1))]),
  ],
  embeddedContent,
);

export const ownParser = createCaseParser(ownRulebook);

/** A fact of that vocabulary. */
export function ownFact(name: string): Fact {
  const fact = ownRulebook.facts.get(name);
  if (fact === undefined) throw new Error(`no fact ${name}`);
  return fact;
}
