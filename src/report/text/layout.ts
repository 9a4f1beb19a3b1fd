/** The width that every text fits into. */
export const width = 80;

/** Characters that steer a terminal: a text that came with the case must not bring them along. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are just what is taken out
const control = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g;

/**
 * Breaks text at spaces into lines of at most `width` columns; the first line is led by `lead`, the others indented alike. A
 * word that is longer than a line is broken too, unless it is to be kept whole: the path of a file, which is copied.
 */
export function wrap(text: string, lead = "", { keepWords = false } = {}): string[] {
  const indent = " ".repeat(lead.length);
  const lines: string[] = [];
  let line = lead;
  let isEmpty = true;
  for (const word of wordsOf(text, keepWords ? Number.POSITIVE_INFINITY : width - lead.length)) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line.trimEnd()];
}

/** The words of a text, those that are longer than a line in pieces. */
function wordsOf(text: string, longest: number): string[] {
  const words = text.replace(control, "").split(/\s+/);
  return words.flatMap((word) => {
    const pieces: string[] = [];
    for (let rest = word; rest !== ""; rest = rest.slice(longest)) pieces.push(rest.slice(0, longest));
    return pieces;
  });
}

/** A section: its heading, then its lines; nothing where there are none. */
export function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", ...wrap(heading), ...lines];
}
