import { match } from "ts-pattern";
import { expectedText } from "../../explain/sentence.ts";
import type { Leaf } from "../../logic/condition.ts";
import type { Fact } from "../../rulebook/vocabulary.ts";
import { capital } from "./names.ts";

/** A comparison in words, with the fact's own clause where it has one: `the patient is pregnant`, `age is at least 18 years`. */
export function leafText(leaf: Leaf, fact: Fact | undefined): string {
  if (fact === undefined) return capital(`${leaf.fact} is ${expectedText(leaf, undefined)}`);
  const clause = leaf.operator === "equal" && (leaf.value === true ? fact.yes : leaf.value === false && fact.no);
  if (typeof clause === "string") return capital(clause);
  return capital(`${fact.slot === undefined ? "" : "decided: "}${fact.label} is ${expectedText(leaf, fact.unit)}`);
}

/** What joins the parts of a condition, in words. */
export function joinText(kind: "all" | "any" | "not", parts: number): string {
  return match(kind)
    .with("all", () => (parts === 2 ? "Both hold" : "All of these hold"))
    .with("any", () => "At least one of these holds")
    .with("not", () => "This does not hold")
    .exhaustive();
}
