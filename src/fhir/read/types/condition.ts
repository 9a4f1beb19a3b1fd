import type { Found } from "../collect.ts";
import type { Fields } from "../read-fields.ts";
import { type Reader, sourceOf } from "../reading.ts";
import { isConditionInError, judgeCondition } from "../status/condition.ts";
import { silent, type Verdict } from "../verdict.ts";

/** Reads a condition into findings; false where it was entered in error, and so not read. */
export function readCondition(found: Found, fields: Fields<"Condition">, reader: Reader): boolean {
  if (isConditionInError(fields)) return false;
  const codings = reader.matcher.known(fields.code?.coding ?? []);
  const onset = fields.onsetDateTime ?? fields.onsetPeriod?.start;
  const date = onset ?? fields.recordedDate;
  const judge = (by: Parameters<typeof judgeCondition>[1]): Verdict => judgeCondition(fields, by, reader.day);
  if (judge({ time: "ever" }).is !== "refuted") reader.coverage.add("Condition", codings);
  reader.note(
    reader.matcher.match("Condition", codings),
    (match) => sourceOf(found, match, date),
    (target) => {
      const by = target.kind === "hint" ? target.hint : target.reading;
      return "time" in by ? judge(by) : silent;
    },
  );
  const vein = reader.matcher.veinOf(codings);
  if (vein !== undefined) {
    const verdict = judge({ time: "current" });
    const source = sourceOf(found, vein, date);
    if (verdict.is === "holds") reader.veins.push({ id: found.body["id"], gives: vein.target.gives, source });
    else if (verdict.is === "doubtful") reader.findings.push({ fact: "veins", source, kind: "doubt", doubt: verdict });
  }
  return true;
}
