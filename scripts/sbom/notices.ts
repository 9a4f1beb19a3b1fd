/** A package whose code the build carries inside. */
export interface Notice {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression. */
  readonly licence: string;
}

/** The packages that THIRD-PARTY.md names, from its headings: `## clone 2.1.2 (MIT)`. */
export function noticesIn(markdown: string): Notice[] {
  return [...markdown.matchAll(/^## (\S+) (\d\S*) \(([^)]+)\)$/gm)].map(
    ([, name = "", version = "", licence = ""]) => ({
      name,
      version,
      licence,
    }),
  );
}
