/** Whom an outcome or a recommendation is about. */
export type Subject =
  | { readonly kind: "patient" }
  | { readonly kind: "vein"; readonly id: string }
  | { readonly kind: "followUp" };

export const patientSubject: Subject = Object.freeze({ kind: "patient" });
export const followUpSubject: Subject = Object.freeze({ kind: "followUp" });

/** A key for maps: `patient`, `followUp`, `vein:<id>`. */
export function subjectKey(subject: Subject): string {
  return subject.kind === "vein" ? `vein:${subject.id}` : subject.kind;
}
