import { match } from "ts-pattern";
import { type Cell, isKnown, type Scalar } from "../logic/cell.ts";
import type { Leaf } from "../logic/condition.ts";
import type { OptionValue, RangeValue, Slot, SlotValue } from "../rulebook/slots.ts";
import type { Fact } from "../rulebook/vocabulary.ts";

const unitNames: Readonly<Record<string, string>> = {
  "mm[Hg]": "mmHg",
  "kg/m2": "kg/m²",
  a: "years",
  d: "days",
  G: "gauge",
  h: "hours",
  min: "minutes",
  mo: "months",
  wk: "weeks",
};

/** A UCUM unit in words that are read aloud; empty for a bare number. */
export function unitName(unit: string | undefined): string {
  return unit === undefined || unit === "1" ? "" : (unitNames[unit] ?? unit);
}

function withUnit(text: string | number, unit: string | undefined): string {
  const name = unitName(unit);
  return name === "" ? String(text) : `${text} ${Number(text) === 1 ? name.replace(/s$/, "") : name}`;
}

/** A code in words: `proceed-with-caution` becomes `proceed with caution`. */
export function words(code: string): string {
  return code.replaceAll("-", " ");
}

function scalarText(value: Scalar, unit: string | undefined): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "number" ? withUnit(value, unit) : words(value);
}

const comparisons = {
  equal: "",
  in: "one of",
  lessThan: "below",
  lessThanInclusive: "at most",
  greaterThan: "above",
  greaterThanInclusive: "at least",
} as const;

/** What a leaf compares with, in words: `at least 30 kg/m²`. */
export function expectedText(leaf: Pick<Leaf, "operator" | "value">, unit: string | undefined): string {
  const values = (Array.isArray(leaf.value) ? leaf.value : [leaf.value]) as readonly Scalar[];
  const list = values.map((value) => scalarText(value, unit)).join(", ");
  return [comparisons[leaf.operator], list].filter((part) => part !== "").join(" ");
}

/** What is known of a fact, as a clause after "because": `the patient is pregnant`, `age is not known`. */
export function clause(fact: Fact, leaf: Leaf, cell: Cell): string {
  const label = lowerFirst(fact.label);
  if (fact.type === "boolean" && fact.yes !== undefined && fact.no !== undefined) {
    if (cell === true) return fact.yes;
    if (cell === false) return fact.no;
    if (typeof cell === "object" && cell.kind !== "not-applicable") return `it is not known whether ${fact.yes}`;
  }
  if (isKnown(cell)) {
    const numeric = typeof cell === "number" && leaf.operator !== "equal" && leaf.operator !== "in";
    return `${label} is ${scalarText(cell, fact.unit)}${numeric ? ` (limit: ${expectedText(leaf, fact.unit)})` : ""}`;
  }
  return match(cell)
    .with({ kind: "unknown" }, () => `${label} is not known`)
    .with({ kind: "failed" }, () => `${label} could not be read`)
    .with({ kind: "not-applicable" }, () => `${label} does not apply`)
    .with(
      { kind: "interval" },
      ({ min, max }) => `${label} is ${min} to ${withUnit(max, fact.unit)} (limit: ${expectedText(leaf, fact.unit)})`,
    )
    .with({ kind: "one-of" }, ({ values }) => {
      const possible = values.map((value) => (isKnown(value) ? scalarText(value, fact.unit) : "not set"));
      return `${label} is not settled: ${possible.join(" or ")}`;
    })
    .exhaustive();
}

function lowerFirst(text: string): string {
  // "NYHA class" and "US" stay as they are.
  return /^[A-Z][a-z]/.test(text) ? text[0]?.toLowerCase() + text.slice(1) : text;
}

/** The value of a slot in words, with its unit. */
export function valueText(slot: Slot, value: SlotValue | null): string {
  if (value === null) return "not settled";
  return match(slot.type)
    .with("code", () => words(value as string))
    .with("flag", () => "yes")
    .with("number", () => withUnit(value as number, slot.unit))
    .with("range", "range-or-none", () => (value === "none" ? "none" : rangeText(value as RangeValue, slot.unit)))
    .with("list", () => (value as readonly string[]).map(words).join(", "))
    .with("options", () => (value as readonly OptionValue[]).map((option) => optionText(option, slot.unit)).join("; "))
    .exhaustive();
}

function rangeText(value: RangeValue, unit: string | undefined): string {
  const { min, max, from, to, before, after, ...named } = value;
  const span =
    from !== undefined && to !== undefined
      ? `${from} to ${withUnit(to, unit)}`
      : before !== undefined && after !== undefined
        ? `${withUnit(before, unit)} before and ${withUnit(after, unit)} after`
        : max === undefined
          ? `at least ${withUnit(min ?? 0, unit)}`
          : min === max
            ? withUnit(max, unit)
            : `${min} to ${withUnit(max, unit)}`;
  const rest = Object.entries(named).filter(([, number]) => min !== max || number !== max);
  return [span, ...rest.map(([key, number]) => `${key} ${number}`)].join(", ");
}

function optionText(option: OptionValue, unit: string | undefined): string {
  const { agent, form, minPercent, maxPercent, min, max, jurisdiction, source, ...named } = option;
  const low = minPercent ?? min;
  const high = maxPercent ?? max;
  const amount = low === undefined ? `at most ${high}` : low === high ? String(high) : `${low} to ${high}`;
  const from = [jurisdiction, source].filter((part) => part !== undefined).join(", ");
  const rest = Object.entries(named).map(([key, part]) => `${key} ${part}`);
  return [`${words(String(agent))} ${form} ${amount} ${unit ?? ""} (${from})`, ...rest].join(", ");
}
