/**
 * A name as an id and a fragment: letters, digits, full stops and hyphens stay, everything else is written as its code between
 * underscores. Two names never give the same id, and no id needs escaping in a link.
 */
export function idOf(name: string): string {
  return name.replace(/[^A-Za-z0-9.-]/gu, asCode);
}

/** A name as the name of a file: lower-case letters, digits and hyphens stay, so that no name leads out of its folder. */
export function fileNameOf(name: string): string {
  return name.replace(/[^a-z0-9-]/gu, asCode);
}

function asCode(character: string): string {
  return `_${(character.codePointAt(0) ?? 0).toString(16)}_`;
}

/** `face-and-hand` and `pressureMmHg` as words with a capital at the beginning. */
export function titleOf(code: string): string {
  const spaced = code.replaceAll("-", " ").replace(/([a-z0-9])([A-Z])/g, (_, before, after) => `${before} ${after}`);
  return capital(spaced.toLowerCase());
}

/** A sentence with a capital at the beginning. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The first part of a dotted name: its group. */
export function groupOf(name: string): string {
  const dot = name.indexOf(".");
  return dot < 0 ? name : name.slice(0, dot);
}

/** A number of things in words: `1 rule`, `2 rules`. */
export function count(number: number, thing: string, things = `${thing}s`): string {
  return `${number} ${number === 1 ? thing : things}`;
}
