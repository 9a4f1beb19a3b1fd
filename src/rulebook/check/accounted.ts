import type { Issue } from "../../issues/issue.ts";
import type { RawRulebook } from "../raw.ts";
import { issueAt, type Place } from "../shape.ts";
import type { RuleUnderCheck } from "./context.ts";

/**
 * Every row of the documents and authorities is cited by a rule, or says why none does; every resolution is named by a rule, or
 * says why none does. A row that says both contradicts itself.
 */
export function checkAccounted(
  content: RawRulebook,
  subjects: readonly RuleUnderCheck[],
  placeOf: (file: string) => Place,
): Issue[] {
  const cited = new Set(subjects.flatMap(({ rule }) => rule.sources));
  const named = new Set(subjects.flatMap(({ rule }) => rule.resolution ?? []));
  const excused = (rows: Readonly<Record<string, { notActionable?: string }>>): [string, string | undefined][] =>
    Object.entries(rows).map(([id, row]) => [id, row.notActionable]);
  const resolutions = Object.entries(content.resolutions).map(([id, row]): [string, string | undefined] => [
    id,
    row.notCoded,
  ]);
  return [
    ...unaccounted("statements.json", "statements", excused(content.statements), cited),
    ...unaccounted("authorities.json", "authorities", excused(content.authorities), cited),
    ...unaccounted("resolutions.json", "resolutions", resolutions, named),
  ];

  function unaccounted(
    file: string,
    key: string,
    rows: readonly [string, string | undefined][],
    used: ReadonlySet<string>,
  ): Issue[] {
    const place = placeOf(file);
    return rows
      .filter(([id, reason]) => used.has(id) === (reason !== undefined))
      .map(([id, reason]) =>
        issueAt(
          place,
          [key, id],
          "rulebook/unaccounted-row",
          reason === undefined
            ? `expected a rule that rests on \`${id}\`, found none`
            : `expected no rule that rests on \`${id}\`, which is said not to be used`,
          reason === undefined ? "write the rule, or give the reason in the row" : "take the reason out of the row",
        ),
      );
  }
}
