/** PostgreSQL cuts names after so many bytes, and silently. */
const maxLength = 63;

/**
 * The name of a fact, rule or slot as a name in SQL that needs no quotes: words in lower case joined by `_`. A dot, a dash and a
 * capital each begin a word: `patient.ageYears` is `patient_age_years`.
 */
export function columnName(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toLowerCase();
}

/** Gives names out: each once, none too long. Where two would be the same, or one is cut, a number tells them apart. */
export class Names {
  readonly #taken = new Set<string>();

  take(wanted: string): string {
    let name = wanted.slice(0, maxLength);
    for (let count = 2; this.#taken.has(name); count += 1) {
      const suffix = `_${count}`;
      name = wanted.slice(0, maxLength - suffix.length) + suffix;
    }
    this.#taken.add(name);
    return name;
  }
}
