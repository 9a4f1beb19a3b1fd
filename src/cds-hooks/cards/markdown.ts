// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are just what is taken out
const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
/** Characters that turn the direction of text or hide in it. */
const invisible = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Word joiner: no width, no break. */
const joiner = "\u2060";

/** One line of plain text: white space and control characters become single spaces. */
export function plain(text: string): string {
  return text.replace(control, " ").replace(invisible, "").replace(/\s+/g, " ").trim();
}

/**
 * Escapes text for GitHub-flavoured Markdown, so that it reads as it stands wherever it is put: no markup, no HTML, no link
 * made of an address. HTML's characters become entities, since some readers pass HTML through.
 */
export function escapeMarkdown(text: string): string {
  return (
    plain(text)
      .replace(/&/g, "&amp;")
      .replace(/</g, "&lt;")
      .replace(/>/g, "&gt;")
      .replace(/[\\`*_{}[\]|~^$#]/g, "\\$&")
      // Addresses become links in what readers make of the text, whatever is escaped: a joiner that nobody sees parts them.
      .replace(/:(?=\/\/)/g, `:${joiner}`)
      .replace(/www(?=\.)/gi, `$&${joiner}`)
      .replace(/@/g, `${joiner}@`)
      // What makes a list or a rule at the start of a line; an exclamation mark before a bracket makes an image.
      .replace(/^[+=-]/, "\\$&")
      .replace(/^(\d+)([.)])/, "$1\\$2")
      .replace(/!(?=\\\[)/g, "\\!")
  );
}

/** Text in bold. */
export function bold(text: string): string {
  return `**${escapeMarkdown(text)}**`;
}

/** Shortens plain text to fewer characters than the limit, at a word, with an ellipsis; counted in UTF-16 units. */
export function shorten(text: string, limit: number): string {
  const line = plain(text);
  if (line.length < limit) return line;
  const room = limit - 2;
  const kept: string[] = [];
  let length = 0;
  for (const character of line) {
    if (length + character.length > room) break;
    kept.push(character);
    length += character.length;
  }
  const cut = kept.join("");
  const space = cut.lastIndexOf(" ");
  // A single long word is cut within.
  return `${(space > room / 2 ? cut.slice(0, space) : cut).replace(/(?<![\s,;:(])[\s,;:(]+$/, "")}\u2026`;
}
