import type { Scalar } from "../../logic/cell.ts";
import type { FactCodes } from "../codes/format.ts";
import type { Coverage } from "./coverage.ts";
import type { Gaps } from "./gaps.ts";
import type { Matcher } from "./match.ts";
import type { Problems } from "./problems.ts";
import type { AbsentType } from "./result.ts";

/** A fact that the caller's statement settles, with the types whose absence it rests on. */
export interface Assumed {
  readonly fact: string;
  readonly value: Scalar;
  readonly of: readonly string[];
}

/**
 * The facts that are settled because the caller states that absence means false: nothing in the record touches them, all types
 * that could show them are stated, and of none of these may a resource be missing, unreadable, or coded in systems in which the
 * fact has no code.
 */
export function assumedFacts(
  facts: readonly FactCodes[],
  stated: readonly AbsentType[],
  isOpen: (fact: string) => boolean,
  record: { readonly gaps: Gaps; readonly coverage: Coverage; readonly matcher: Matcher },
  problems: Problems,
): { assumed: Assumed[]; withheld: string[] } {
  const assumed: Assumed[] = [];
  const withheld: string[] = [];
  for (const { fact, absence } of facts) {
    if (absence === undefined || !isOpen(fact)) continue;
    const { of, gives } = absence;
    if (!of.every((type) => (stated as readonly string[]).includes(type))) continue;
    const tells = of.every((type, index) => {
      if (record.gaps.has(type)) return false;
      // A condition that says of a medicine that it is taken comes on top of the medicines themselves.
      const isExtra = index > 0 && type === "Condition";
      return isExtra ? record.coverage.isCoded(type) : record.coverage.couldShow(fact, type, record.matcher);
    });
    if (tells) assumed.push({ fact, value: gives, of });
    else withheld.push(fact);
  }
  if (assumed.length > 0)
    problems.add(
      "fhir/absence-assumed",
      "",
      `the caller stated that absence means false; settled so: ${listed(assumed.map(({ fact }) => fact))}`,
      "ask where it matters: what is not recorded may still hold",
    );
  if (withheld.length > 0)
    problems.add(
      "fhir/incomplete",
      "",
      `expected a whole and readable record, so that absence can tell; left unknown: ${listed(withheld)}`,
      "resources are missing, could not be read, or are coded in systems that have no code for the fact",
    );
  return { assumed, withheld };
}

function listed(facts: readonly string[]): string {
  return facts.map((fact) => `\`${fact}\``).join(", ");
}
