import type { Library } from "./answers.ts";

/** The built entries, by the names of their files. */
export const entries = ["index", "handout", "fhir", "cds-hooks", "sql", "testing"] as const;

/** Loads every entry of the built library, as the place loads modules. */
export async function loadLibrary(load: (entry: (typeof entries)[number]) => Promise<unknown>): Promise<Library> {
  const library: { readonly [K in keyof Library]: unknown } = {
    core: await load("index"),
    handout: await load("handout"),
    fhir: await load("fhir"),
    cdsHooks: await load("cds-hooks"),
    sql: await load("sql"),
    testing: await load("testing"),
  };
  return library as Library;
}
