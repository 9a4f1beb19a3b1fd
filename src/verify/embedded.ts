import coverage from "../../rules/properties/coverage.json" with { type: "json" };
import eligibility from "../../rules/properties/eligibility.json" with { type: "json" };
import labels from "../../rules/properties/labels.json" with { type: "json" };
import structure from "../../rules/properties/structure.json" with { type: "json" };
import triage from "../../rules/properties/triage.json" with { type: "json" };
import veins from "../../rules/properties/veins.json" with { type: "json" };
import type { RulebookFile } from "../rulebook/read-json.ts";

/** The properties of the embedded rulebook, as their files hold them. */
export const embeddedProperties: readonly RulebookFile[] = [
  { name: "eligibility.json", json: eligibility },
  { name: "triage.json", json: triage },
  { name: "veins.json", json: veins },
  { name: "labels.json", json: labels },
  { name: "coverage.json", json: coverage },
  { name: "structure.json", json: structure },
];
