import { pick, type Random } from "../../test/support/random-case.ts";
import { canary } from "./strange.ts";

/** Numbers as a text can write them, right ones and wrong ones. */
const numbers = [
  "1e999",
  "-1e999",
  "-0",
  "0.1e-400",
  "1E400",
  "00",
  "01",
  "1.",
  ".5",
  "0x1F",
  "1_000",
  "+1",
  "NaN",
  "9".repeat(400),
];

const pieces: readonly string[] = [
  ...numbers,
  ...[
    ",",
    ":",
    "{",
    "}",
    "[",
    "]",
    '"',
    "\\",
    "'",
    "`",
    "null",
    "undefined",
    "//",
    "/*",
    "*/",
    "#",
    "\t",
    "\n",
    "\r\n",
  ],
  ...["\\u0000", "\\ud800", "\\x41", "\\u{1F600}", "\u2028", "\ufeff", "\u0000", "\u001b[31m", "\ud800", "\u{1f9b5}"],
  `"__proto__":{"polluted":"${canary}"},`,
  `"constructor":{"prototype":{"polluted":"${canary}"}},`,
  `"${canary}`,
];

type Change = (text: string, random: Random) => string;

const at = (text: string, random: Random): number => Math.floor(random() * (text.length + 1));

/** Where a pattern stands in a text, one of the places by chance. */
function somewhere(pattern: RegExp, text: string, random: Random): RegExpMatchArray | undefined {
  const found = [...text.matchAll(pattern)];
  return found.length === 0 ? undefined : pick(found, random);
}

const changes: readonly Change[] = [
  function truncate(text, random) {
    return text.slice(0, at(text, random));
  },
  function cut(text, random) {
    const from = at(text, random);
    return text.slice(0, from) + text.slice(from + 1 + Math.floor(random() * 12));
  },
  function insert(text, random) {
    const from = at(text, random);
    return text.slice(0, from) + pick(pieces, random) + text.slice(from);
  },
  function repeat(text, random) {
    const from = at(text, random);
    const to = from + Math.floor(random() * 60);
    return text.slice(0, to) + text.slice(from, to) + text.slice(to);
  },
  function duplicateKey(text, random) {
    const found = somewhere(/"[^"\\]{1,40}"\s*:/g, text, random);
    if (found?.index === undefined) return text;
    const value = pick(["null", "true", `"${canary}"`, "{}", "[]", "0"], random);
    return `${text.slice(0, found.index)}${found[0]}${value},${text.slice(found.index)}`;
  },
  function otherNumber(text, random) {
    const found = somewhere(/-?\d+(?:\.\d+)?/g, text, random);
    if (found?.index === undefined) return text;
    return text.slice(0, found.index) + pick(numbers, random) + text.slice(found.index + found[0].length);
  },
  function nest(text, random) {
    const from = at(text, random);
    const levels = pick([3, 50, 150, 5000], random);
    return (
      text.slice(0, from) + pick(["[", '{"all":[', '{"not":', '{"patient":'], random).repeat(levels) + text.slice(from)
    );
  },
  function otherCharacter(text, random) {
    const from = at(text, random);
    return (
      text.slice(0, from) +
      String.fromCharCode(Math.floor(random() * (random() < 0.8 ? 128 : 65_536))) +
      text.slice(from + 1)
    );
  },
];

/** A text with up to `most` random changes. */
export function mutatedText(text: string, random: Random, most: number): string {
  let changed = text;
  for (let left = Math.floor(random() * (most + 1)); left > 0; left -= 1)
    changed = pick(changes, random)(changed, random);
  return changed;
}

/** Bytes with a few of them changed: no text any more, for the most part. */
export function mutatedBytes(bytes: Uint8Array, random: Random, most: number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  for (let left = Math.floor(random() * (most + 1)); left > 0 && changed.length > 0; left -= 1)
    changed[Math.floor(random() * changed.length)] = pick(
      [0, 0x0a, 0x0d, 0x22, 0x7f, 0x80, 0xc3, 0xe2, 0xed, 0xf5, 0xff],
      random,
    );
  return changed;
}
