import * as z from "zod/mini";
import { withoutCodeGeneration } from "../../issues/zod.ts";
import { spanOf } from "./dates.ts";

/**
 * A resource of the type as it may come: every field can be missing, also where FHIR requires it, and a code can be any
 * string. Only the fields of the schemas below are there.
 */
export type Read<T> = T extends readonly (infer Part)[]
  ? Read<Part>[]
  : T extends object
    ? { readonly [Key in keyof T]?: Read<T[Key]> | undefined }
    : T;

/** The fields that are read, each with its type. All other fields are not looked at. */
export const schemas = withoutCodeGeneration(() => {
  const fields = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => z.optional(z.object(shape));
  const list = <Part extends z.core.SomeType>(part: Part) => z.optional(z.array(part));
  const text = z.optional(z.string());
  const flag = z.optional(z.boolean());
  const date = z.optional(z.string().check(z.refine((value) => spanOf(value) !== undefined)));
  /** Whatever stands there does not tell a date; that it is there does. */
  const anyObject = z.optional(z.object({}));

  const coding = z.object({ system: text, code: text });
  const concept = fields({ coding: list(coding) });
  const period = fields({ start: date, end: date });
  const reference = fields({ reference: text, identifier: fields({ system: text, value: text }) });
  const quantity = fields({ value: z.optional(z.number()), comparator: text, unit: text, system: text, code: text });
  const result = {
    code: concept,
    dataAbsentReason: concept,
    valueQuantity: quantity,
    valueCodeableConcept: concept,
    valueBoolean: flag,
    valueString: text,
    valueInteger: z.optional(z.number()),
  };

  return {
    Bundle: z.object({
      type: text,
      total: z.optional(z.number()),
      link: list(z.object({ relation: text, url: text })),
    }),
    OperationOutcome: z.object({ issue: list(z.object({ severity: text })) }),
    Meta: z.object({ meta: fields({ lastUpdated: text }) }),
    Medication: z.object({
      status: text,
      code: concept,
      ingredient: list(z.object({ itemCodeableConcept: concept, isActive: flag })),
    }),
    Patient: z.object({
      birthDate: date,
      gender: text,
      deceasedBoolean: flag,
      deceasedDateTime: date,
    }),
    Condition: z.object({
      subject: reference,
      code: concept,
      clinicalStatus: concept,
      verificationStatus: concept,
      onsetDateTime: date,
      onsetPeriod: period,
      onsetAge: anyObject,
      onsetRange: anyObject,
      onsetString: text,
      abatementDateTime: date,
      abatementPeriod: period,
      abatementAge: anyObject,
      abatementRange: anyObject,
      abatementString: text,
      recordedDate: date,
    }),
    AllergyIntolerance: z.object({
      patient: reference,
      code: concept,
      category: list(z.string()),
      criticality: text,
      clinicalStatus: concept,
      verificationStatus: concept,
      recordedDate: date,
      onsetDateTime: date,
      reaction: list(z.object({ substance: concept, severity: text })),
    }),
    MedicationRequest: z.object({
      subject: reference,
      status: text,
      intent: text,
      doNotPerform: flag,
      reportedBoolean: flag,
      reportedReference: reference,
      medicationCodeableConcept: concept,
      medicationReference: reference,
      authoredOn: date,
      dispenseRequest: fields({ validityPeriod: period }),
      dosageInstruction: list(z.object({ timing: fields({ repeat: fields({ boundsPeriod: period }) }) })),
    }),
    MedicationStatement: z.object({
      subject: reference,
      status: text,
      medicationCodeableConcept: concept,
      medicationReference: reference,
      effectiveDateTime: date,
      effectivePeriod: period,
      dateAsserted: date,
    }),
    Observation: z.object({
      subject: reference,
      focus: list(z.object({ reference: text })),
      status: text,
      effectiveDateTime: date,
      effectivePeriod: period,
      effectiveInstant: date,
      ...result,
      component: list(z.object(result)),
    }),
    Procedure: z.object({
      subject: reference,
      status: text,
      code: concept,
      performedDateTime: date,
      performedPeriod: period,
    }),
    QuestionnaireResponse: z.object({
      subject: reference,
      questionnaire: text,
      status: text,
      authored: date,
    }),
  };
});

export type SchemaName = keyof typeof schemas;
