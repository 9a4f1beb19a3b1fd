/** A FHIR resource as it came: nothing but its type is known of it. */
export interface Resource {
  readonly resourceType: string;
  readonly id?: string;
  readonly [key: string]: unknown;
}

export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isResource(value: unknown): value is Resource {
  return isObject(value) && typeof value["resourceType"] === "string" && value["resourceType"] !== "";
}

/** A list's elements, and none where it is no list. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The resources of a Bundle; those entries that hold none are left out. */
export function entriesOf(bundle: Json): Resource[] {
  return listOf(bundle["entry"]).flatMap((entry) =>
    isObject(entry) && isResource(entry["resource"]) ? [entry["resource"]] : [],
  );
}

/** The reference to a resource: `MedicationRequest/103`; undefined where it has no id. */
export function referenceTo({ resourceType, id }: Resource): string | undefined {
  return typeof id === "string" && id !== "" ? `${resourceType}/${id}` : undefined;
}
