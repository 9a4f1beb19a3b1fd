import { pick, type Random } from "../../test/support/random-case.ts";

/** A text that stands in values alone: no message, help or path may repeat it. */
export const canary = "canary-Z9Q7";
/** The same as a number; its digits stand in no limit, date or count. */
export const canaryNumber = 98_765_432.125;
const canaryDigits = "98765432";

/** Whether a text repeats a canary. */
export function tells(text: string): boolean {
  return text.includes(canary) || text.includes(canaryDigits);
}

/** Lists or objects in each other, made without recursion. */
export function nested(levels: number, kind: "list" | "object", inner: unknown = canary): unknown {
  let value = inner;
  for (let level = 0; level < levels; level += 1) value = kind === "list" ? [value] : { patient: value };
  return value;
}

/** Keys that reach for what every object inherits, as a parser of JSON makes them: own keys. */
const inheritedKeys = (): unknown =>
  JSON.parse(`{"__proto__":{"polluted":"${canary}"},"constructor":{"prototype":{"polluted":"${canary}"}}}`);

/** Values that JSON can hold, and that a case or a rule file should hold nowhere, or hardly anywhere. */
const jsonValues: readonly (() => unknown)[] = [
  ...[null, true, false, 0, -0, -1.5, 0.1 + 0.2, 1e308, -1e308, 5e-324, canaryNumber, 2 ** 53].map((one) => () => one),
  ...["", " ", "NaN", "Infinity", "-Infinity", "1e999", "0x1F", "1_000", "null", "true", "[object Object]"].map(
    (one) => () => one,
  ),
  ...["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "length", "then"].map((one) => () => one),
  ...["\ud800", "\udc00\ud800", "\u0000", "\u001b[31m", "\u202eevil", "e\u0301", "\u{1f9b5}", "\u2028", "\ufeff"].map(
    (one) => () => `${one}${canary}`,
  ),
  ...["0000-01-01", "2026-02-30", "9999-12-31T23:59:59+14:00", "2026-11-20T24:00", "20261120", "-271821-04-20"].map(
    (one) => () => one,
  ),
  () => canary,
  () => canary.repeat(300),
  () => "a".repeat(20_000),
  () => `$\{process.exit(1)}\`$&$1`,
  () => "<script>alert(1)</script>'; DROP TABLE cases; --",
  () => [],
  () => Object.fromEntries([]),
  () => [null, [canary], { id: canary }],
  () => [canaryNumber, canary, [[canary]]],
  () => Array.from({ length: 300 }, () => canary),
  () => Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`key${index}`, canary])),
  () => nested(7, "list"),
  () => nested(7, "object"),
  () => nested(120, "list"),
  () => nested(2000, "object"),
  () => Object.fromEntries(["toString", "valueOf", "toJSON", "then"].map((key) => [key, canary])),
  () => ({ length: 1e9, 0: canary }),
  () => ({ fact: "patient.pregnant", operator: "equal", value: canary, path: `$..${canary}` }),
  inheritedKeys,
];

/** What a caller in JavaScript can hand over beside JSON. */
const otherValues: readonly (() => unknown)[] = [
  ...[undefined, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 10n, Symbol(canary)].map(
    (one) => () => one,
  ),
  () => () => canary,
  () => new Date(Number.NaN),
  () => new Map([[canary, canary]]),
  () => new Set([canary]),
  () => new Error(canary),
  () => Object.assign([canary], { extra: canary }),
  () => new Array(50),
  () => new Proxy({}, {}),
  () => Object.create({ pregnant: true }),
  () => Object.assign(Object.create(null), { pregnant: canary }),
  () => new Uint8Array(100),
  () => new String(canary),
  () => Promise.resolve(canary),
];

/** Makes strange values; with `json` only those that JSON can hold. */
export function strangeValue(random: Random, json: boolean): unknown {
  return pick(json || random() < 0.7 ? jsonValues : otherValues, random)();
}

/** Keys that no object of a case or a rule file has, or that others have. */
export const strangeKeys: readonly string[] = [
  ...["__proto__", "constructor", "prototype", "toString", "valueOf", "hasOwnProperty", "toJSON", "then", "length"],
  ...[
    "",
    " ",
    "a\nb",
    "a`b",
    "\u0000",
    "\ud800",
    "\u001b[2J",
    "pregnat",
    "PREGNANT",
    "veins",
    "id",
    "proposal",
    "asOf",
  ],
  ...["all", "any", "not", "fact", "operator", "value", "path", "params", "priority", "condition", "rules", "0", "-1"],
  "k".repeat(150),
  "$&",
];
