import type { Values } from "./evaluate.ts";

type Expression = string | readonly Expression[];

/**
 * Reads the values of a model: lines `name -> value`, numbers as `1.5`, `(- 2)` or `(/ 9.0 2.0)`. What is neither true, false nor
 * a number is left out.
 */
export function readValues(text: string): Values {
  const values = new Map<string, boolean | number>();
  const tokens = text.match(/\|[^|]*\||[()]|[^\s()|]+/g) ?? [];
  let at = 0;
  const next = (): Expression => {
    const token = tokens[at++] ?? "";
    if (token !== "(") return token;
    const parts: Expression[] = [];
    while (at < tokens.length && tokens[at] !== ")") parts.push(next());
    at += 1;
    return parts;
  };
  while (at < tokens.length) {
    const name = next();
    if (tokens[at] !== "->" || typeof name !== "string") continue;
    at += 1;
    const value = readValue(next());
    if (value !== undefined) values.set(name.replaceAll("|", ""), value);
  }
  return values;
}

function readValue(expression: Expression | undefined): boolean | number | undefined {
  if (expression === undefined) return undefined;
  if (expression === "true" || expression === "false") return expression === "true";
  if (typeof expression === "string")
    return /^\d+(\.\d+)?\??$/.test(expression) ? Number.parseFloat(expression) : undefined;
  const [operator, ...operands] = expression;
  const [first, second] = operands.map(readValue);
  if (typeof first !== "number") return undefined;
  if (operator === "-") return -first;
  if (operator === "/" && typeof second === "number") return first / second;
  return operator === "to_real" ? first : undefined;
}
