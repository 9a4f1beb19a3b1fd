import type { Found } from "../collect.ts";
import type { Fields } from "../read-fields.ts";
import type { Reader } from "../reading.ts";
import type { AbsentType } from "../result.ts";
import { readAllergy } from "./allergy.ts";
import { readCondition } from "./condition.ts";
import { readMedicationRequest, readMedicationStatement } from "./medicine.ts";
import { readObservation } from "./observation.ts";
import { readProcedure } from "./procedure.ts";

type ReadOf<Name extends AbsentType> = (found: Found, fields: Fields<Name>, reader: Reader) => boolean;

/** How each type is read. */
const readers: { readonly [Name in AbsentType]: ReadOf<Name> } = {
  Condition: readCondition,
  AllergyIntolerance: readAllergy,
  MedicationRequest: readMedicationRequest,
  MedicationStatement: readMedicationStatement,
  Observation: readObservation,
  Procedure: readProcedure,
};

/** Reads a resource into findings; false where it was entered in error, and so not read. */
export function readInto<Name extends AbsentType>(
  type: Name,
  found: Found,
  fields: Fields<Name>,
  reader: Reader,
): boolean {
  return readers[type](found, fields, reader);
}
