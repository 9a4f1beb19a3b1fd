import { describe, expect, test } from "vitest";
import { embeddedContent } from "../../src/rulebook/embedded.ts";
import { loadRulebook } from "../../src/rulebook/load.ts";
import type { RawRulebook } from "../../src/rulebook/raw.ts";
import { dialects, rulebookSql } from "../../src/sql/index.ts";
import { leaf, rule, smallFile } from "../support/small-rulebook.ts";

/** A rulebook whose manifest no schema has seen: a base is taken as it is. */
function named(name: string, version: string) {
  const base: RawRulebook = { ...embeddedContent, manifest: { ...embeddedContent.manifest, name, version } };
  return loadRulebook([smallFile([rule("a.pregnant", leaf("patient.pregnant"))])], base);
}

const attacks = [
  "x\nDROP TABLE cases; --",
  "x\r\nDROP TABLE cases",
  "x\u2028DROP TABLE cases",
  "x\u0085DROP TABLE cases",
  "x\\",
  "x */ DROP TABLE cases /*",
  "x' \" ` $1 ? :y %s {z}",
];

describe("the comment at the head of a query", () => {
  test.each(attacks)("holds no more than words, whatever the rulebook is called: %j", (attack) => {
    for (const dialect of dialects) {
      const rulebook = named(attack, attack);
      const { cases, veins } = rulebookSql(rulebook, { dialect });
      const plain = rulebookSql(named("x", "x"), { dialect });
      for (const [query, same] of [
        [cases, plain.cases],
        [veins, plain.veins],
      ] as const) {
        const [first = "", second, ...rest] = query.sql.split("\n");
        expect(first).toMatch(/^-- rulebook [\p{L}\p{N} ._+()-]+, evidence all$/u);
        expect(second).toBe(`-- ${rulebook.digest}`);
        // Nothing of the name has come any further: the query is that of a rulebook of another name.
        expect(rest).toEqual(same.sql.split("\n").slice(2));
      }
    }
  });

  test("names the rulebook as it is called where that is plain", () => {
    const { cases } = rulebookSql(named("Klinik Zürich", "1.0.0-b+2"), { dialect: "duckdb" });
    expect(cases.sql.split("\n")[0]).toBe("-- rulebook Klinik Zürich 1.0.0-b+2, evidence all");
  });
});
