import type { Scalar } from "../../logic/cell.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import { entriesOf, isObject, isResource, type Json, listOf, type Resource, referenceTo } from "../data/resource.ts";
import type { OrderCodes, OrderMeaning } from "./order-codes.ts";
import { quantityOf, strengthInWords, strengthOf } from "./strength.ts";

/** A draft order or a proposed appointment that is about sclerotherapy. */
export interface Draft {
  readonly resource: Resource;
  /** `MedicationRequest/103`; undefined where it has no id, and cannot be removed by name. */
  readonly reference?: string;
  /** What it proposes, by the last name of the proposal's facts; empty for an order of the treatment alone. */
  readonly proposes: Readonly<Record<string, Scalar>>;
  /** True where the concentration was read from wording and not from a code or a quantity. */
  readonly fromWording?: true;
  /** Ids of the conditions that it is for. */
  readonly reasons: readonly string[];
}

/** The types of requests and appointments that are looked at. */
const draftTypes: readonly string[] = ["MedicationRequest", "ServiceRequest", "Appointment"];

/** Statuses of what will not take place. */
const over: readonly string[] = ["entered-in-error", "cancelled", "revoked", "stopped", "noshow"];

/** How many drafts of one call are looked at. */
const most = 20;

/** The drafts of a Bundle that are about sclerotherapy; of those selected only, where a selection is given. */
export function draftsOf(bundle: Json, codes: OrderCodes, rulebook: Rulebook, selections?: readonly string[]): Draft[] {
  const resources = entriesOf(bundle);
  const selected = selections === undefined ? undefined : new Set(selections.map(lastTwo));
  return resources
    .filter((resource) => selected === undefined || isSelected(resource, selected))
    .flatMap((resource) => draftOf(resource, resources, codes, rulebook) ?? [])
    .slice(0, most);
}

/** `https://server/fhir/MedicationRequest/103` and `MedicationRequest/103` are the same. */
function lastTwo(reference: string): string {
  return reference.split("/").slice(-2).join("/");
}

/** Clients are to select by `Type/id`; some give the id alone. */
function isSelected(resource: Resource, selected: ReadonlySet<string>): boolean {
  const reference = referenceTo(resource);
  return reference !== undefined && (selected.has(reference) || selected.has(String(resource.id)));
}

function draftOf(
  resource: Resource,
  others: readonly Resource[],
  codes: OrderCodes,
  rulebook: Rulebook,
): Draft | undefined {
  // An order not to give it proposes nothing; a Medication beside the requests is part of one, and no draft of its own.
  if (resource["doNotPerform"] === true || !draftTypes.includes(resource.resourceType)) return undefined;
  if (over.includes(String(resource["status"]))) return undefined;
  const medication = medicationOf(resource, others);
  const meaning = meaningOf(resource, medication, codes);
  if (meaning === undefined) return undefined;
  const reference = referenceTo(resource);
  const { proposes, fromWording } = proposalOf(resource, medication, meaning, rulebook);
  return {
    resource,
    proposes,
    reasons: reasonsOf(resource),
    ...(reference === undefined ? {} : { reference }),
    ...(fromWording ? { fromWording } : {}),
  };
}

/** The elements of requests and appointments that say what is to be done. */
const whatElements = ["code", "medicationCodeableConcept", "serviceType", "appointmentType", "orderDetail"] as const;

function meaningOf(resource: Resource, medication: Resource | undefined, codes: OrderCodes): OrderMeaning | undefined {
  const concepts = [...whatElements.map((element) => resource[element]), medication?.["code"]];
  const meanings = concepts.flatMap((concept) => codes.meaningOf(concept) ?? []);
  return meanings.find(({ kind }) => kind === "product") ?? meanings[0];
}

/** The Medication that a request refers to, contained or beside it. */
function medicationOf(resource: Resource, others: readonly Resource[]): Resource | undefined {
  const pointer = resource["medicationReference"];
  const reference = isObject(pointer) ? pointer["reference"] : undefined;
  if (typeof reference !== "string") return undefined;
  if (reference.startsWith("#"))
    return listOf(resource["contained"])
      .filter(isResource)
      .find(({ id }) => `#${id}` === reference);
  return others.find((one) => referenceTo(one) === lastTwo(reference));
}

function proposalOf(
  resource: Resource,
  medication: Resource | undefined,
  meaning: OrderMeaning,
  rulebook: Rulebook,
): Pick<Draft, "proposes" | "fromWording"> {
  if (meaning.kind === "treatment") return { proposes: {} };
  const strengthKey = lastName(rulebook.proposal.strength.fact);
  const measured = meaning.proposes[strengthKey] ?? (medication === undefined ? undefined : strengthOf(medication));
  const worded = measured ?? strengthInWords(textOf(resource, medication));
  const proposes = { ...meaning.proposes, ...(worded === undefined ? {} : { [strengthKey]: worded }) };
  return {
    proposes: Object.fromEntries(Object.entries(proposes).filter(([key, value]) => fits(key, value, rulebook))),
    ...(measured === undefined && worded !== undefined ? { fromWording: true } : {}),
  };
}

/** The names that an order gives its product. */
function textOf(resource: Resource, medication: Resource | undefined): string {
  const concepts = [resource["medicationCodeableConcept"], resource["code"], medication?.["code"]].filter(isObject);
  return concepts
    .flatMap((concept) => [concept["text"], ...listOf(concept["coding"]).map((one) => isObject(one) && one["display"])])
    .filter((text) => typeof text === "string")
    .join("; ");
}

/** The volume of a dose in millilitres, where an order gives one. */
export function volumeOf({ resource }: Draft, rulebook: Rulebook): Readonly<Record<string, number>> {
  const doses = listOf(resource["dosageInstruction"]).flatMap((dosage) =>
    listOf(isObject(dosage) ? dosage["doseAndRate"] : undefined).flatMap((one) =>
      isObject(one) ? (quantityOf(one["doseQuantity"]) ?? []) : [],
    ),
  );
  const [dose, ...more] = doses;
  const key = lastName(rulebook.proposal.volume.fact);
  if (dose === undefined || more.length > 0 || dose.unit.toLowerCase() !== "ml") return {};
  return fits(key, dose.value, rulebook) ? { [key]: dose.value } : {};
}

function reasonsOf(resource: Resource): string[] {
  return listOf(resource["reasonReference"]).flatMap((pointer) => {
    const reference = isObject(pointer) ? pointer["reference"] : undefined;
    const id = typeof reference === "string" ? reference.split("/").at(-1) : undefined;
    return id === undefined ? [] : [id];
  });
}

function lastName(fact: string): string {
  return fact.slice(fact.lastIndexOf(".") + 1);
}

/** Whether a value is one that the proposal's fact can have: what is not is left unknown. */
function fits(key: string, value: Scalar, { facts, proposal }: Rulebook): boolean {
  const prefix = proposal.strength.fact.slice(0, proposal.strength.fact.lastIndexOf(".") + 1);
  const fact = facts.get(`${prefix}${key}`);
  if (fact === undefined) return false;
  if (typeof value === "number") return value >= (fact.min ?? value) && value <= (fact.max ?? value);
  return typeof value === "string" ? (fact.values?.includes(value) ?? false) : fact.type === "boolean";
}
