import { distance } from "fastest-levenshtein";

/** Returns the known name nearest to `name`, or undefined when none is near enough to be meant. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  // A name of this length is no typing slip; comparing it would only cost time on hostile input.
  if (name.length > 100) return undefined;
  let best: string | undefined;
  const meant = lastPart(name);
  // Two slips, or a third of the name, never all of it; of `patient.sex` only `sex` counts, else the group would pay for a
  // wholly other fact.
  let bestDistance = Math.min(meant.length - 1, Math.max(2, Math.floor(meant.length / 3))) + 1;
  let elsewhere: string | undefined;
  for (const candidate of known) {
    const d = slips(name.toLowerCase(), candidate.toLowerCase());
    if (d < bestDistance) {
      best = candidate;
      bestDistance = d;
    }
    if (meant.length < name.length && lastPart(candidate) === meant) elsewhere ??= candidate;
  }
  return best ?? elsewhere;
}

/** The number of slips of the hand between two names; two letters swapped are one. */
function slips(name: string, candidate: string): number {
  const d = distance(name, candidate);
  return d === 2 && letters(name) === letters(candidate) ? 1 : d;
}

function letters(name: string): string {
  return [...name].sort().join("");
}

/** What follows the last dot: a fact without its group. */
function lastPart(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

/** The help line for an unknown name: the nearest known one, or the list when it is short. */
export function suggest(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  if (near !== undefined) return `did you mean \`${near}\`?`;
  if (known.length === 0) return "there is none to choose from";
  return known.length <= 12
    ? `known are ${known.map((k) => `\`${k}\``).join(", ")}`
    : "no known name is near: see the files of the rulebook";
}

/** Quotes user text in back-ticks, on one line and shortened. */
export function quote(text: string): string {
  return `\`${onOneLine(text, 60)}\``;
}

/** User text without line breaks, control characters and back-ticks, and no longer than that. */
export function onOneLine(text: string, longest: number): string {
  // What is cut off anyway need not be read.
  const start = text.slice(0, longest + 1);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are just what is taken out
  const line = start.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029`]+/g, " ");
  return start.length > longest ? `${line.slice(0, longest - 3)}...` : line;
}
