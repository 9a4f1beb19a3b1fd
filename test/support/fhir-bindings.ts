import type { CodeSystem, CodeSystemConcept, ElementDefinition, ValueSet } from "fhir/r4.js";
import { knownDefinitions, resourcesOf } from "./fhir-definitions.ts";

type Plain = Record<string, unknown>;

/** Checks codes with a required binding, and remembers which value sets it could not list. */
export interface BindingCheck {
  readonly check: (resource: Plain) => string[];
  readonly unlisted: ReadonlySet<string>;
}

/**
 * Makes the check from the R4 definitions: for every element with a required binding whose value set can be listed, the codes
 * that are allowed. Resources are walked along their StructureDefinitions, contained ones and those of a Bundle included.
 */
export function createBindingCheck(): BindingCheck {
  const elements = new Map<string, ElementDefinition>();
  for (const { snapshot } of knownDefinitions())
    for (const element of snapshot?.element ?? []) elements.set(element.path, element);
  const terminology = resourcesOf<ValueSet | CodeSystem>("fhir/r4/valuesets.json");
  const valueSets = new Map(terminology.flatMap((one) => (one.resourceType === "ValueSet" ? [[one.url, one]] : [])));
  const systems = new Map(terminology.flatMap((one) => (one.resourceType === "CodeSystem" ? [[one.url, one]] : [])));
  const lists = new Map<string, ReadonlySet<string> | undefined>();
  const unlisted = new Set<string>();

  const listOf = (url: string): ReadonlySet<string> | undefined => {
    if (!lists.has(url)) lists.set(url, codesOf(url));
    return lists.get(url);
  };
  const codesOf = (url: string): ReadonlySet<string> | undefined => {
    const compose = (valueSets.get(url) as ValueSet | undefined)?.compose;
    if (compose === undefined || compose.exclude !== undefined) return undefined;
    const codes = new Set<string>();
    for (const { system, concept, filter, valueSet = [] } of compose.include) {
      if (filter !== undefined) return undefined;
      for (const nested of valueSet) {
        const list = listOf(withoutVersion(nested));
        if (list === undefined) return undefined;
        for (const code of list) codes.add(code);
      }
      if (system === undefined) continue;
      const listed = concept ?? (systems.get(system) as CodeSystem | undefined)?.concept;
      if (listed === undefined) return undefined;
      for (const code of flat(listed as CodeSystemConcept[])) codes.add(code);
    }
    return codes;
  };

  const checkValue = (value: unknown, element: ElementDefinition, type: string, path: string): string[] => {
    const { strength, valueSet } = element.binding ?? {};
    const found: string[] = [];
    if (strength === "required" && valueSet !== undefined) {
      const list = listOf(withoutVersion(valueSet));
      if (list === undefined) unlisted.add(withoutVersion(valueSet));
      else
        for (const code of codesIn(value, type))
          if (!list.has(code)) found.push(`${path}: \`${code}\` is not in ${valueSet}`);
    }
    if (typeof value !== "object" || value === null) return found;
    if (type === "Resource") return [...found, ...walkResource(value as Plain, path)];
    const referred = element.contentReference?.split("#")[1];
    const base = referred ?? (["BackboneElement", "Element"].includes(type) ? element.path : type);
    return [...found, ...walk(value as Plain, base, path)];
  };

  const walk = (value: Plain, base: string, path: string): string[] =>
    Object.entries(value).flatMap(([key, part]) => {
      if (key === "resourceType" || key.startsWith("_")) return [];
      const known = elementAt(elements, base, key);
      if (known === undefined) return [`${path}.${key}: not in the definition of ${base}`];
      const parts = Array.isArray(part) ? part : [part];
      return parts.flatMap((one) => checkValue(one, known.element, known.type, `${path}.${key}`));
    });

  const walkResource = (resource: Plain, path: string): string[] =>
    walk(resource, String(resource["resourceType"]), path === "" ? String(resource["resourceType"]) : path);

  return { check: (resource) => walkResource(resource, ""), unlisted };
}

function withoutVersion(canonical: string): string {
  return canonical.split("|")[0] ?? canonical;
}

function flat(concepts: readonly CodeSystemConcept[]): string[] {
  return concepts.flatMap(({ code, concept = [] }) => [code, ...flat(concept)]);
}

/** An element by its key in JSON, with its type; `valueCode` is the `value[x]` of type code. */
function elementAt(
  elements: ReadonlyMap<string, ElementDefinition>,
  base: string,
  key: string,
): { element: ElementDefinition; type: string } | undefined {
  const plain = elements.get(`${base}.${key}`);
  if (plain !== undefined) return { element: plain, type: plain.type?.[0]?.code ?? "" };
  for (let end = key.length - 1; end > 0; end -= 1) {
    const choice = elements.get(`${base}.${key.slice(0, end)}[x]`);
    const type = choice?.type?.find(({ code }) => code.toLowerCase() === key.slice(end).toLowerCase());
    if (choice !== undefined && type !== undefined) return { element: choice, type: type.code };
  }
  return undefined;
}

/** The codes that a bound value holds: a code itself, those of a Coding or a CodeableConcept. */
function codesIn(value: unknown, type: string): string[] {
  if (typeof value === "string") return [value];
  const plain = value as { code?: string; coding?: { code?: string }[] };
  const codings = type === "CodeableConcept" ? (plain.coding ?? []) : [plain];
  return codings.flatMap(({ code }) => (code === undefined ? [] : [code]));
}
