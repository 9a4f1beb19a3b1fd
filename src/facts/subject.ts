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

const placesOfLists = new WeakMap<readonly Subject[], ReadonlyMap<string, number>>();

/** The place of a subject in a list that does not change, by its key; undefined where it is not in the list. */
export function placeByKey(subjects: readonly Subject[], key: string): number | undefined {
  let places = placesOfLists.get(subjects);
  if (places === undefined) {
    // Where several have one key, the first is meant.
    places = new Map([...subjects.entries()].reverse().map(([place, subject]) => [subjectKey(subject), place]));
    placesOfLists.set(subjects, places);
  }
  return places.get(key);
}
