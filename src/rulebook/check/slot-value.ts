import { match } from "ts-pattern";
import { quote } from "../../issues/nearest.ts";
import type { Slot } from "../slots.ts";

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

/** Why a value cannot stand in a slot, or undefined. */
export function slotValueFault(slot: Slot, value: unknown): string | undefined {
  return match(slot.type)
    .with("code", () => codeFault(slot, value))
    .with("flag", () => (value === true ? undefined : "expected `true`"))
    .with("number", () => numberFault(slot, value))
    .with("range", () => rangeFault(slot, value))
    .with("range-or-none", () => (value === "none" ? undefined : rangeFault(slot, value)))
    .with("list", () =>
      Array.isArray(value) && value.length > 0
        ? value.map((entry) => codeFault(slot, entry)).find((fault) => fault !== undefined)
        : "expected a non-empty list",
    )
    .with("options", () =>
      Array.isArray(value) && value.length > 0
        ? value.map((option) => optionFault(slot, option)).find((fault) => fault !== undefined)
        : "expected a non-empty list of options",
    )
    .exhaustive();
}

function codeFault(slot: Slot, value: unknown): string | undefined {
  return slot.values?.includes(value as string)
    ? undefined
    : `expected one of ${(slot.values ?? []).map((code) => `\`${code}\``).join(", ")}`;
}

function numberFault(slot: Slot, value: unknown): string | undefined {
  if (!isNumber(value)) return "expected a number";
  return slot.min !== undefined && value < slot.min ? `expected at least ${slot.min}` : undefined;
}

function rangeFault(slot: Slot, value: unknown): string | undefined {
  const keys = slot.keys ?? [];
  const wanted = `expected an object with ${keys.map((key) => `\`${key}\``).join(", ")}`;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return wanted;
  const given = Object.keys(value);
  if (given.length !== keys.length || !keys.every((key) => given.includes(key))) return wanted;
  const numbers = value as Record<string, unknown>;
  for (const key of keys) {
    const fault = numberFault(slot, numbers[key]);
    if (fault !== undefined) return `${fault} at \`${key}\``;
  }
  const { min, max, from, to } = numbers as Record<string, number>;
  if (min !== undefined && max !== undefined && min > max) return "expected `min` at most `max`";
  if (from !== undefined && to !== undefined && from > to) return "expected `from` at most `to`";
  return undefined;
}

function optionFault(slot: Slot, option: unknown): string | undefined {
  if (typeof option !== "object" || option === null || Array.isArray(option))
    return "expected an object for each option";
  const fields = slot.fields ?? {};
  const given = option as Record<string, unknown>;
  for (const key of Object.keys(given))
    if (!Object.hasOwn(fields, key)) return `expected no key ${quote(key)} in an option`;
  for (const [key, field] of Object.entries(fields)) {
    const value = given[key];
    if (value === undefined && field === "number?") continue;
    if (Array.isArray(field)) {
      if (!field.includes(value as string))
        return `expected one of ${field.map((code) => `\`${code}\``).join(", ")} at \`${key}\``;
    } else if (field === "source") {
      if (typeof value !== "string") return `expected the id of an authority at \`${key}\``;
    } else if (!isNumber(value) || value <= 0) return `expected a positive number at \`${key}\``;
  }
  const { min, max, minPercent, maxPercent } = given as Record<string, number>;
  if (min !== undefined && max !== undefined && min > max) return "expected `min` at most `max`";
  if (minPercent !== undefined && maxPercent !== undefined && minPercent > maxPercent)
    return "expected `minPercent` at most `maxPercent`";
  return undefined;
}
