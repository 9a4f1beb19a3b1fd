/** Deeper than any rule file: the loader walks its content by recursion. */
export const maxLevels = 100;

/** What a reader of JSON text would stumble over without saying where. */
export interface TextFault {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Returns the first place where the text nests too deeply, or where a string holds a line break or another control character
 * (a closing quote is missing, as a rule): `JSON.parse` refuses those without a position on every platform.
 */
export function textFault(text: string): TextFault | undefined {
  let line = 1;
  let lineStart = 0;
  let level = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] as string;
    const here = (message: string): TextFault => ({ message, line, column: index - lineStart + 1 });
    if (inString) {
      if (character < " ") return here("expected valid JSON, found a line break or control character in a string");
      if (character === "\\") index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "[" || character === "{") {
      level += 1;
      if (level > maxLevels) return here(`expected at most ${maxLevels} levels of nesting`);
    } else if (character === "]" || character === "}") level -= 1;
    else if (character === "\n") {
      line += 1;
      lineStart = index + 1;
    }
  }
  return undefined;
}
