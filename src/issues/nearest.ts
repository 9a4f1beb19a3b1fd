import { distance } from "fastest-levenshtein";

/** Returns the known name nearest to `name`, or undefined when none is near enough to be meant. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  // A name of this length is no typing slip; comparing it would only cost time on hostile input.
  if (name.length > 100) return undefined;
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    const d = distance(name.toLowerCase(), candidate.toLowerCase());
    if (d < bestDistance) {
      best = candidate;
      bestDistance = d;
    }
  }
  return best;
}

/** The help line for an unknown name: the nearest known one, or the list when it is short. */
export function suggest(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  if (near !== undefined) return `did you mean \`${near}\`?`;
  return known.length <= 12
    ? `known are ${known.map((k) => `\`${k}\``).join(", ")}`
    : "see the vocabulary for the known names";
}

/** Quotes user text in back-ticks, on one line and shortened. */
export function quote(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are just what is taken out
  const line = text.replace(/[\u0000-\u001f\u007f`]+/g, " ");
  return `\`${line.length > 60 ? `${line.slice(0, 57)}...` : line}\``;
}
