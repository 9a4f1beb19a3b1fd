import { isRealDate } from "../logic/dates.ts";
import type { Fact } from "../rulebook/vocabulary.ts";
import { datePattern, dateTimePattern, defaultMaxLength } from "./schema.ts";

/** Whether a value is surely one that a fact can have. What it refuses may still be right: the schema has the last word. */
export type Fits = (value: unknown) => boolean;

/** Makes the check of a fact's values: what its schema says, for the many cases that have nothing wrong. */
export function fitsFact(fact: Fact): Fits {
  switch (fact.type) {
    case "boolean":
      return (value) => value === true || value === false;
    case "code": {
      const codes = new Set<unknown>(fact.values);
      return (value) => codes.has(value);
    }
    case "integer":
    case "number": {
      const { min = -Infinity, max = Infinity } = fact;
      const isNumber = fact.type === "integer" ? Number.isSafeInteger : Number.isFinite;
      return (value) => isNumber(value) && (value as number) >= min && (value as number) <= max;
    }
    case "string": {
      const { maxLength = defaultMaxLength } = fact;
      return (value) => typeof value === "string" && value.length > 0 && value.length <= maxLength;
    }
    case "date":
      return (value) => typeof value === "string" && isDate(value);
    case "date-or-date-time":
      return (value) =>
        typeof value === "string" && (isDate(value) || (dateTimePattern.test(value) && isRealDate(value)));
  }
}

function isDate(text: string): boolean {
  return datePattern.test(text) && isRealDate(text);
}
