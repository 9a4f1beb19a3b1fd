import type { CodeableConcept, Coding, Reference } from "fhir/r4.js";
import type { Found, Plain } from "./collect.ts";
import { isPlain } from "./collect.ts";
import type { Problems } from "./problems.ts";
import { type Fields, readResource } from "./read-fields.ts";
import { canonicalReference, keysOf } from "./references.ts";
import type { Read } from "./schemas.ts";

/** What an order or a statement says of its medicine. */
interface MedicineOf {
  readonly medicationCodeableConcept?: Read<CodeableConcept> | undefined;
  readonly medicationReference?: Read<Reference> | undefined;
}

/** Finds the codes of medicines, in the resource itself or where it refers to. */
export class Medications {
  readonly #found = new Map<string, Found>();
  readonly #read = new Map<Found, Read<Coding>[] | undefined>();
  readonly #problems: Problems;

  constructor(resources: readonly Found[], problems: Problems) {
    this.#problems = problems;
    for (const found of resources)
      if (found.type === "Medication")
        for (const key of keysOf("Medication", found.body["id"], found.fullUrl))
          if (!this.#found.has(key)) this.#found.set(key, found);
  }

  /** The codings of a medicine; undefined where the reference leads nowhere. */
  codingsOf({ medicationCodeableConcept, medicationReference }: MedicineOf, owner: Found): Read<Coding>[] | undefined {
    const own = medicationCodeableConcept?.coding ?? [];
    if (own.length > 0) return own;
    const reference = medicationReference?.reference;
    if (reference === undefined) return medicationReference === undefined ? [] : undefined;
    if (reference.startsWith("#")) return this.#contained(owner, reference.slice(1));
    const found = this.#found.get(canonicalReference(reference));
    if (found === undefined) return undefined;
    if (!this.#read.has(found)) this.#read.set(found, this.#codings(found.body, found.path));
    return this.#read.get(found);
  }

  #contained(owner: Found, id: string): Read<Coding>[] | undefined {
    const contained: unknown = owner.body["contained"];
    const list: readonly unknown[] = Array.isArray(contained) ? contained : [];
    const index = list.findIndex((one) => isPlain(one) && one["resourceType"] === "Medication" && one["id"] === id);
    return index < 0 ? undefined : this.#codings(list[index] as Plain, `${owner.path}.contained[${index}]`);
  }

  #codings(body: Plain, path: string): Read<Coding>[] | undefined {
    const medication = readResource("Medication", body, path, this.#problems);
    return medication === undefined || medication.status === "entered-in-error" ? undefined : codingsOf(medication);
  }
}

/** The medicine's own codes; those of its ingredients only where it has none, since a mixture is another medicine. */
function codingsOf({ code, ingredient = [] }: Fields<"Medication">): Read<Coding>[] {
  const own = code?.coding ?? [];
  return own.length > 0
    ? own
    : ingredient.flatMap(({ itemCodeableConcept, isActive }) =>
        isActive === false ? [] : (itemCodeableConcept?.coding ?? []),
      );
}
