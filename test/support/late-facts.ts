import { type PlainCase, pick, type Random } from "./random-case.ts";

/** The same case with every fact given by a function that answers after a while, in an order of chance. */
export function withLateFacts(input: PlainCase, random: Random): PlainCase {
  const late = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((part) => late(part, key));
    if (typeof value === "object" && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, late(part, name)]));
    if (key === "id") return value;
    const wait = pick([0, 0, 1, 2, 4], random);
    return () => new Promise((resolve) => setTimeout(() => resolve(value), wait));
  };
  return late(input, "") as PlainCase;
}
