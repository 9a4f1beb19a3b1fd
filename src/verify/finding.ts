import type { Fixture } from "../testing/fixture.ts";
import type { Property } from "./property.ts";
import type { Check } from "./question.ts";

/** A claim that does not hold, or about which nothing could be found out. */
export interface Finding {
  readonly property: string;
  readonly about: string;
  readonly evidence: Check["evidence"];
  /**
   * `broken`: a patient shows it; `nobody`: no patient shows what there should be one for; `undecided`: the solver gave up;
   * `mistranslated`: the advisor answers the patient otherwise than the formulas.
   */
  readonly kind: "broken" | "nobody" | "undecided" | "mistranslated";
  readonly message: string;
  /** The patient, where there is one, as a case fixture. */
  readonly fixture?: Fixture;
}

/** The property that a claim is of, by what findings tell of it. */
export type Named = Pick<Property, "name" | "title">;

/** What every finding about a claim begins with. */
export function headOf({ name }: Named, { about, evidence }: Check): Pick<Finding, "property" | "about" | "evidence"> {
  return { property: name, about, evidence };
}
