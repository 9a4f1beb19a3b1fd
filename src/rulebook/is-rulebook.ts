import { expected } from "../issues/options.ts";
import type { Rulebook } from "./rulebook.ts";

/** Whether a value is a loaded rulebook, and not the files of one or something else: for callers whom no compiler tells. */
export function isRulebook(value: unknown): value is Rulebook {
  if (typeof value !== "object" || value === null) return false;
  const { rules, facts, digest } = value as Partial<Rulebook>;
  return Array.isArray(rules) && typeof facts?.get === "function" && typeof digest === "string";
}

/** The schema of an option that is a loaded rulebook. */
export function aRulebook() {
  return expected("a rulebook, as `loadRulebook` or `embeddedRulebook` gives it", isRulebook);
}
