import type { Found } from "../collect.ts";
import type { Fields } from "../read-fields.ts";
import { denies, type Reader, sourceOf } from "../reading.ts";
import { isAllergyInError, judgeAllergy } from "../status/allergy.ts";
import { silent, type Verdict } from "../verdict.ts";

/** Reads an allergy into findings; false where it was entered in error, and so not read. */
export function readAllergy(found: Found, fields: Fields<"AllergyIntolerance">, reader: Reader): boolean {
  if (isAllergyInError(fields)) return false;
  const { matcher, day } = reader;
  const substances = (fields.reaction ?? []).flatMap(({ substance }) => substance?.coding ?? []);
  const codings = matcher.known([...(fields.code?.coding ?? []), ...substances]);
  const byCode = matcher.match("AllergyIntolerance", codings);
  const isDenial = byCode.some(({ target }) => target.kind === "reading" && denies(target.reading));
  const [first] = codings;
  const byCategory = isDenial
    ? []
    : (fields.category ?? [])
        .flatMap((category) => matcher.ofCategory(category))
        .filter((target) => !byCode.some((match) => match.target === target))
        .map((target) => ({ target, code: codeOf(first) }));
  const judge = (by: Parameters<typeof judgeAllergy>[1]): Verdict => judgeAllergy(fields, by, day);
  if (judge({ denies: false }).is !== "refuted") {
    reader.coverage.add("AllergyIntolerance", codings);
    if (!isDenial && !matcher.isTrap("AllergyIntolerance", codings))
      reader.allergies.push({ mayBeMedicine: mayBeMedicine(fields), isCoded: codings.length > 0 });
  }
  const date = fields.recordedDate ?? fields.onsetDateTime;
  reader.note(
    [...byCode, ...byCategory],
    (match) => sourceOf(found, match.code.code === "" ? undefined : match, date),
    (target) =>
      target.kind === "hint"
        ? judge({ denies: false })
        : target.reading.resource === "AllergyIntolerance"
          ? judge({ denies: denies(target.reading), severeReaction: target.reading.severeReaction })
          : silent,
  );
  return true;
}

/** Whether an allergy may be to a medicine: all but those whose categories all say that they are to something else. */
function mayBeMedicine({ category = [] }: Fields<"AllergyIntolerance">): boolean {
  return category.length === 0 || category.some((one) => !notMedicine.has(one));
}

const notMedicine: ReadonlySet<string> = new Set(["food", "environment"]);

/** The code of a resource that was found by its category; without a code there is none to show. */
function codeOf(coding: { url: string; code: string } | undefined): { system: string; code: string; display: string } {
  return { system: coding?.url ?? "", code: coding?.code ?? "", display: "" };
}
