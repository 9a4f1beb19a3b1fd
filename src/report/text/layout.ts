/** The width that every text fits into. */
export const width = 80;

/** Breaks text at spaces into lines of at most `width` columns; the first line is led by `lead`, the others indented alike. */
export function wrap(text: string, lead = ""): string[] {
  const indent = " ".repeat(lead.length);
  const lines: string[] = [];
  let line = lead;
  let isEmpty = true;
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
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

/** A section: its heading, then its lines; nothing where there are none. */
export function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", heading, ...lines];
}
