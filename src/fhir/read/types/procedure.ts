import type { Found } from "../collect.ts";
import type { Fields } from "../read-fields.ts";
import { performedDay, type Reader, sourceOf } from "../reading.ts";
import { judgeProcedure, performedOf } from "../status/procedure.ts";
import { holds } from "../verdict.ts";

/** Reads a procedure into findings; false where it was entered in error, and so not read. */
export function readProcedure(found: Found, fields: Fields<"Procedure">, reader: Reader): boolean {
  if (fields.status === "entered-in-error") return false;
  const { matcher, day } = reader;
  const matches = matcher.match("Procedure", matcher.known(fields.code?.coding ?? []));
  const verdict = judgeProcedure(fields, day);
  const date = performedOf(fields);
  reader.note(
    matches,
    (match) => sourceOf(found, match, date),
    () => verdict,
  );
  if (verdict === holds)
    for (const match of matches)
      if (
        match.target.kind === "reading" &&
        "gives" in match.target.reading &&
        match.target.reading.gives === performedDay
      )
        reader.performed.push({ fact: match.target.fact, source: sourceOf(found, match, date) });
  return true;
}
