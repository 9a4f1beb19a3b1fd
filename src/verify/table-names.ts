import type { Issue } from "../issues/issue.ts";
import { quote } from "../issues/nearest.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { OptionValue, Slot } from "../rulebook/slots.ts";
import type { Property, PropertyOf } from "./property.ts";

type Unknown = (what: string, name: string, known: Iterable<string>) => Issue;

/** The rows of the guidance that a property names, beside those within options. */
export function sourcesOf(property: Property): string[] {
  return sourced(property).flatMap(({ sources = [] }) => sources);
}

function sourced(property: Property): readonly { readonly sources?: readonly string[] }[] {
  switch (property.kind) {
    case "levels":
    case "limits":
      return property.rows;
    case "options":
      return property.without ?? [];
    case "withdrawn":
      return [property];
    default:
      return [];
  }
}

/** What a table says that its slot cannot take: a limit where there is no number, a field or a code that options do not have. */
export function tableIssues(
  property: Property,
  { slots, citations }: Rulebook,
  unknown: Unknown,
  path: string,
): Issue[] {
  if (property.kind !== "limits" && property.kind !== "options") return [];
  const slot = slots.get(property.slot);
  if (slot === undefined) return [];
  const type = property.kind === "limits" ? "number" : "options";
  if (slot.type === type) return property.kind === "limits" ? [] : optionIssues(property, slot, citations, unknown);
  const fitting = [...slots.values()].filter((one) => one.type === type).map(({ name }) => name);
  return [
    {
      code: "verify/invalid-property",
      severity: "error",
      path: `${path}.slot`,
      message: `expected a slot of type ${type}, found ${quote(slot.name)} of type ${slot.type}`,
      help: `a table of ${property.kind} is about one of ${fitting.map(quote).join(", ")}`,
    },
  ];
}

function optionIssues(
  { rows, without = [] }: PropertyOf<"options">,
  { name, fields = {} }: Slot,
  citations: Rulebook["citations"],
  unknown: Unknown,
): Issue[] {
  const fieldIssues = ([key, value]: [string, OptionValue[string]]): Issue[] => {
    const field = fields[key];
    if (field === undefined) return [unknown(`field of ${quote(name)}`, key, Object.keys(fields))];
    if (field === "number" || field === "number?")
      return typeof value === "number" ? [] : [unknown(`number of ${quote(key)}`, value, [])];
    const known: readonly string[] = field === "source" ? [...citations.keys()] : field;
    return known.includes(String(value)) ? [] : [unknown(`value of ${quote(key)}`, String(value), known)];
  };
  return [...rows.flatMap(({ options }) => options), ...without.map(({ options }) => options)].flatMap((option) =>
    Object.entries(option).flatMap(fieldIssues),
  );
}
