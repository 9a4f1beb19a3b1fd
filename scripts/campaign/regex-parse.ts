/** A part of a regular expression. */
export type RegexNode =
  | { readonly kind: "one"; readonly source: string; readonly fits: (character: string) => boolean }
  | { readonly kind: "at"; readonly where: "start" | "end" | "boundary" | "inside" }
  | { readonly kind: "look"; readonly ahead: boolean; readonly wanted: boolean; readonly part: RegexNode }
  | {
      readonly kind: "repeat";
      readonly part: RegexNode;
      readonly min: number;
      readonly max: number;
      readonly lazy: boolean;
    }
  | { readonly kind: "sequence"; readonly parts: readonly RegexNode[] }
  | { readonly kind: "choice"; readonly parts: readonly RegexNode[] };

/**
 * Reads a regular expression as far as the library's own go: no back-references, no named groups, no flags but `g`, `i` and `u`.
 * Throws for what it does not know, so that none is passed over.
 */
export function parseRegex(source: string, flags: string): RegexNode {
  if (/[^giu]/.test(flags)) throw new Error(`flags ${flags} are not known here`);
  let at = 0;
  const rest = (text: string): boolean => source.startsWith(text, at);
  const take = (text: string): boolean => {
    const found = rest(text);
    if (found) at += text.length;
    return found;
  };
  // One character or class is left to the engine itself: what counts here is how often it is asked.
  const one = (piece: string): RegexNode => {
    const whole = new RegExp(`^${piece}$`, flags.replace("g", ""));
    return { kind: "one", source: piece, fits: (character) => whole.test(character) };
  };
  const through = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(source)?.[0];
    if (found === undefined) throw new Error(`cannot read /${source}/ at ${at}`);
    at += found.length;
    return found;
  };

  function choice(): RegexNode {
    const parts = [sequence()];
    while (take("|")) parts.push(sequence());
    return parts.length === 1 ? (parts[0] as RegexNode) : { kind: "choice", parts };
  }
  function sequence(): RegexNode {
    const parts: RegexNode[] = [];
    while (at < source.length && !rest("|") && !rest(")")) parts.push(repeated(atom()));
    return { kind: "sequence", parts };
  }
  function group(): RegexNode {
    const part = choice();
    if (!take(")")) throw new Error(`a group of /${source}/ does not end`);
    return part;
  }
  function atom(): RegexNode {
    if (take("^")) return { kind: "at", where: "start" };
    if (take("$")) return { kind: "at", where: "end" };
    if (take("\\b")) return { kind: "at", where: "boundary" };
    if (take("\\B")) return { kind: "at", where: "inside" };
    for (const [opening, ahead, wanted] of looks)
      if (take(opening)) return { kind: "look", ahead, wanted, part: group() };
    if (take("(?:")) return group();
    if (rest("(?") || /^\\[1-9k]/.test(source.slice(at))) throw new Error(`/${source}/ uses what is not known here`);
    if (take("(")) return group();
    if (rest("[")) return one(through(/\[(?:[^\]\\]|\\.)*\]/y));
    return one(through(/\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)|[^\\]/y));
  }
  function repeated(part: RegexNode): RegexNode {
    const found = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(source.slice(at))?.[0];
    if (found === undefined) return part;
    at += found.length;
    const lazy = found.length > 1 && found.endsWith("?");
    const [, least = "", comma = "", most = ""] = /^\{(\d+)(,?)(\d*)\}/.exec(found) ?? [];
    if (least !== "") {
      const min = Number(least);
      return { kind: "repeat", part, min, max: comma === "" ? min : most === "" ? Infinity : Number(most), lazy };
    }
    return {
      kind: "repeat",
      part,
      min: found.startsWith("+") ? 1 : 0,
      max: found.startsWith("?") ? 1 : Infinity,
      lazy,
    };
  }

  const whole = choice();
  if (at < source.length) throw new Error(`cannot read /${source}/ at ${at}`);
  return whole;
}

const looks: readonly (readonly [opening: string, ahead: boolean, wanted: boolean])[] = [
  ["(?=", true, true],
  ["(?!", true, false],
  ["(?<=", false, true],
  ["(?<!", false, false],
];
