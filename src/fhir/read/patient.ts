import type { Fact } from "../../rulebook/vocabulary.ts";
import { completedYears, isAfter, spanOf } from "./dates.ts";
import type { Finding } from "./finding.ts";
import type { Problems } from "./problems.ts";
import { readResource } from "./read-fields.ts";
import { sourceOf } from "./reading.ts";
import type { PatientOfRecord } from "./subject.ts";
import { inFuture, outOfRange, unclearDate } from "./verdict.ts";

const ageFact = "patient.ageYears";
const sexFact = "patient.sex";

/** Age by `asOf` and administrative sex: the two facts that need no codes. */
export function readPatient(
  { resources }: PatientOfRecord,
  facts: ReadonlyMap<string, Fact>,
  asOf: { readonly date: string; readonly day: number },
  problems: Problems,
): { findings: Finding[]; read: number; unreadable: number } {
  const findings: Finding[] = [];
  let read = 0;
  for (const found of resources) {
    const fields = readResource("Patient", found.body, found.path, problems);
    if (fields === undefined) continue;
    read += 1;
    const { birthDate, gender, deceasedBoolean, deceasedDateTime } = fields;
    if (birthDate !== undefined) findings.push(ageFinding(birthDate));
    // FHIR's four codes are those of the fact, but for `unknown`.
    if (gender !== undefined && facts.get(sexFact)?.values?.includes(gender) === true)
      findings.push({ fact: sexFact, source: sourceOf(found, undefined, undefined), kind: "says", value: gender });
    if (hasDied(deceasedBoolean, deceasedDateTime, asOf.day))
      problems.add(
        "fhir/implausible",
        `${found.path}.${deceasedBoolean === true ? "deceasedBoolean" : "deceasedDateTime"}`,
        "expected a living patient, received one recorded as deceased",
        "check that it is the right record",
      );

    function ageFinding(date: string): Finding {
      const source = sourceOf(found, undefined, date);
      const born = spanOf(date);
      if (born !== undefined && isAfter(born, asOf.day))
        return { fact: ageFact, source, kind: "doubt", doubt: inFuture };
      const years = completedYears(date, asOf.date);
      if (years === undefined || years < 0) return { fact: ageFact, source, kind: "doubt", doubt: unclearDate };
      const { max } = facts.get(ageFact) ?? {};
      return max !== undefined && years > max
        ? { fact: ageFact, source, kind: "doubt", doubt: outOfRange }
        : { fact: ageFact, source, kind: "says", value: years };
    }
  }
  return { findings, read, unreadable: resources.length - read };
}

function hasDied(deceased: boolean | undefined, date: string | undefined, day: number): boolean {
  const at = date === undefined ? undefined : spanOf(date);
  return deceased === true || (at !== undefined && !isAfter(at, day));
}
