import type { Fact } from "../../src/rulebook/vocabulary.ts";
import { choicesOf } from "../state/alternatives.ts";
import { answerText, capital } from "../words.ts";

/** One answer that a field offers. */
export interface Choice {
  readonly key: string;
  readonly text: string;
  /** `null` is unknown, `undefined` not recorded. */
  readonly value: unknown;
}

/**
 * The answers to a fact. Unknown is always one of them; where a fact that is not recorded counts as something, that is one too.
 */
export function choicesFor(fact: Fact): readonly Choice[] {
  const known = choicesOf(fact).map(
    (value): Choice => ({
      key: String(value),
      text: capital(answerText(fact, value)),
      value,
    }),
  );
  const unknown: Choice = { key: "unknown", text: "Unknown", value: null };
  const { absent, settled } = fact;
  if (absent === undefined && settled === undefined) return [...known, unknown];
  const counts = absent === undefined ? "" : `, counts as ${answerText(fact, absent)}`;
  return [...known, unknown, { key: "absent", text: `Not recorded${counts}`, value: undefined }];
}

/** The key of the answer that a case gives; what is not recorded is unknown where nothing else is said of it. */
export function chosenKey(choices: readonly Choice[], value: unknown): string {
  if (value === undefined) return choices.some(({ key }) => key === "absent") ? "absent" : "unknown";
  return value === null ? "unknown" : String(value);
}
