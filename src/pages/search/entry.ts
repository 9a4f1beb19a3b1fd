/** One thing that can be found. */
export interface SearchEntry {
  readonly kind: "topic" | "rule" | "decision" | "fact" | "row";
  readonly title: string;
  /** Its name or id in the rule files. */
  readonly name: string;
  /** Its place, as seen from the top folder of the site. */
  readonly href: string;
  readonly text: string;
}

/** The global variable in which the index script leaves the entries for the search script. */
export const entriesGlobal = "scleroSearchEntries";
