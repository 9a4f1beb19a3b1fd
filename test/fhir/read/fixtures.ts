import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { CaseFromFhirOptions, FactOrigin } from "../../../src/fhir/case-from-fhir.ts";

/** A record written for one rule of reading, with the case, the origins and the issues that it comes to. */
export interface FhirFixture {
  /** The rule, as docs/fhir.md gives it. */
  readonly title: string;
  readonly options: CaseFromFhirOptions;
  readonly input: unknown;
  readonly expect: {
    readonly case: Readonly<Record<string, unknown>>;
    readonly origins: Readonly<Record<string, FactOrigin>>;
    readonly issues: readonly { readonly code: string; readonly path: string }[];
    readonly absence?: { readonly settled: readonly string[]; readonly withheld: readonly string[] };
  };
}

const folder = "fixtures/fhir";

/** The fixtures by name: what decides, and what comes of it. */
export const fhirFixtures: readonly { readonly name: string; readonly fixture: FhirFixture }[] = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .sort()
  .map((file) => ({
    name: file.slice(0, -".json".length),
    fixture: JSON.parse(readFileSync(join(folder, file), "utf8")) as FhirFixture,
  }));
