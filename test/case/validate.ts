import type { JsonSchema } from "../../src/case/json-schema.ts";

/**
 * Checks a value against a JSON Schema, as far as the schema of a case goes: the keywords that it uses and no others. Returns the
 * paths at which the value does not fit.
 */
export function misfits(schema: JsonSchema, value: unknown, path = ""): string[] {
  for (const keyword of Object.keys(schema))
    if (!known.has(keyword)) throw new Error(`the schema uses \`${keyword}\`, which this check does not know`);
  const rules = schema as Keywords;
  if (rules.anyOf !== undefined)
    return rules.anyOf.some((part) => misfits(part, value, path).length === 0) ? [] : [path];
  if (rules.enum !== undefined) return rules.enum.includes(value) ? [] : [path];
  const types = [rules.type ?? []].flat();
  if (!types.some((type) => isOf(type, value))) return [path];
  if (typeof value === "number")
    return value >= (rules.minimum ?? value) && value <= (rules.maximum ?? value) ? [] : [path];
  if (typeof value === "string") return textFits(rules, value) ? [] : [path];
  if (Array.isArray(value))
    return value.flatMap((part, index) => misfits(rules.items ?? {}, part, `${path}[${index}]`));
  return typeof value === "object" && value !== null ? objectMisfits(rules, value, path) : [];
}

interface Keywords {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly format?: string;
  readonly pattern?: string;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
}

const known = new Set([
  ...["$schema", "title", "description", "type", "enum", "anyOf", "minimum", "maximum", "minLength", "maxLength"],
  ...["format", "pattern", "items", "properties", "required", "additionalProperties"],
]);

function isOf(type: string, value: unknown): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "object") return typeof value === "object" && value !== null && !Array.isArray(value);
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type;
}

function textFits({ minLength = 0, maxLength = Infinity, format, pattern = "" }: Keywords, value: string): boolean {
  if (value.length < minLength || value.length > maxLength || !new RegExp(pattern).test(value)) return false;
  if (format === undefined) return true;
  if (format !== "date") throw new Error(`the schema uses the format \`${format}\`, which this check does not know`);
  const date = new Date(`${value}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

function objectMisfits(
  { properties = {}, required = [], additionalProperties }: Keywords,
  value: object,
  path: string,
): string[] {
  const at = (key: string): string => (path === "" ? key : `${path}.${key}`);
  return [
    ...required.filter((key) => !Object.hasOwn(value, key)).map(at),
    ...Object.entries(value).flatMap(([key, part]) => {
      const schema = Object.hasOwn(properties, key) ? properties[key] : undefined;
      if (schema !== undefined) return misfits(schema, part, at(key));
      return additionalProperties === false ? [at(key)] : [];
    }),
  ];
}
