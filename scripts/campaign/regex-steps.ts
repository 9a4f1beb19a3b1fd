import { parseRegex, type RegexNode } from "./regex-parse.ts";

/** Goes on after a part; true where all the rest fits too. */
type Next = (at: number) => boolean;

/** More steps than this for texts as short as those that are tried: growth without bounds. */
export const enough = 1_000_000;

/**
 * Counts the steps in which a backtracking engine searches a text: each try of a character or a place is one. A count of steps
 * is the same on every machine, which a time is not.
 */
export function stepsOf(source: string, flags: string, text: string): number {
  const root = parseRegex(source, flags);
  let steps = 0;
  const isWord = (at: number): boolean => /\w/.test(text[at] ?? "");

  const match = (node: RegexNode, at: number, next: Next): boolean => {
    steps += 1;
    if (steps > enough) return true;
    switch (node.kind) {
      case "one":
        return at < text.length && node.fits(text[at] as string) && next(at + 1);
      case "at": {
        const boundary = isWord(at - 1) !== isWord(at);
        const holds = { start: at === 0, end: at === text.length, boundary, inside: !boundary }[node.where];
        return holds && next(at);
      }
      case "look":
        return look(node.part, node.ahead, at) === node.wanted && next(at);
      case "choice":
        return node.parts.some((part) => match(part, at, next));
      case "sequence":
        return inOrder(node.parts, 0, at, next);
      case "repeat":
        return repeat(node, at, next);
    }
  };
  const inOrder = (parts: readonly RegexNode[], index: number, at: number, next: Next): boolean => {
    const part = parts[index];
    return part === undefined ? next(at) : match(part, at, (after) => inOrder(parts, index + 1, after, next));
  };
  const look = (part: RegexNode, ahead: boolean, at: number): boolean => {
    if (ahead) return match(part, at, () => true);
    // The library looks behind at single characters only.
    if (part.kind !== "sequence" || part.parts.length !== 1) throw new Error("a longer look behind is not known here");
    return at > 0 && match(part, at - 1, (after) => after === at);
  };
  const repeat = (node: Extract<RegexNode, { kind: "repeat" }>, at: number, next: Next): boolean => {
    if (node.part.kind === "one") return repeatOne(node, node.part, at, next);
    const more = (count: number, from: number): boolean => {
      const again = (): boolean =>
        count < node.max &&
        match(node.part, from, (after) => (after > from || count < node.min) && more(count + 1, after));
      if (count < node.min) return again();
      return node.lazy ? next(from) || again() : again() || next(from);
    };
    return more(0, at);
  };
  /** A loop instead of calls: texts are long. */
  const repeatOne = (
    { min, max, lazy }: { readonly min: number; readonly max: number; readonly lazy: boolean },
    part: Extract<RegexNode, { kind: "one" }>,
    at: number,
    next: Next,
  ): boolean => {
    let end = at;
    const fitsAtEnd = (): boolean => {
      steps += 1;
      return end - at < max && end < text.length && part.fits(text[end] as string);
    };
    if (lazy) {
      for (; end - at < min; end += 1) if (!fitsAtEnd()) return false;
      while (!next(end)) {
        if (!fitsAtEnd()) return false;
        end += 1;
      }
      return true;
    }
    while (fitsAtEnd()) end += 1;
    for (; end - at >= min; end -= 1) {
      steps += 1;
      if (steps > enough || next(end)) return true;
    }
    return false;
  };

  for (let start = 0; start <= text.length && steps <= enough; ) {
    let end = -1;
    const found = match(root, start, (at) => {
      end = at;
      return true;
    });
    if (found && !flags.includes("g")) break;
    start = found ? Math.max(end, start + 1) : start + 1;
  }
  return steps;
}
