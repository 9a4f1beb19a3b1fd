import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { caseJsonSchema } from "../../src/case/json-schema.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { type Fact, isCaseFact } from "../../src/rulebook/vocabulary.ts";
import { issuesOf, parser } from "./reading.ts";
import { misfits } from "./validate.ts";

const schema = JSON.parse(JSON.stringify(caseJsonSchema(embeddedRulebook()))) as {
  readonly $schema: string;
  readonly type: string;
  readonly additionalProperties: boolean;
  readonly properties: Readonly<Record<string, Group & { readonly items?: Group }>>;
};
interface Group {
  readonly type: unknown;
  readonly additionalProperties?: boolean;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Record<string, unknown> & Group>>;
}
const property = (group: string, key: string) => schema.properties[group]?.properties?.[key];

describe("the schema of a case", () => {
  test("is a draft 2020-12 schema of an object without other keys", () => {
    expect(schema).toMatchObject({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      type: "object",
      additionalProperties: false,
    });
  });

  test("gives types, ranges, codes, wording and units, null for unknown included", () => {
    expect(property("patient", "pregnant")).toMatchObject({ type: ["boolean", "null"], title: "Pregnant" });
    expect(property("patient", "fitzpatrickType")).toMatchObject({ type: ["integer", "null"], minimum: 1, maximum: 6 });
    expect(property("assessment", "ankleBrachialIndex")).toMatchObject({
      type: ["number", "null"],
      minimum: 0,
      maximum: 3,
    });
    expect(property("patient", "sex")).toMatchObject({ enum: ["female", "male", "other", null] });
    expect(property("patient", "weightKg")?.["description"]).toMatch(/ \(kg\)$/);
    expect(property("previousSession", "date")).toMatchObject({ type: ["string", "null"], format: "date" });
  });

  test("needs the id of a vein and nothing else", () => {
    const vein = schema.properties["veins"]?.items;
    expect(vein).toMatchObject({ type: "object", required: ["id"], additionalProperties: false });
    expect(vein?.properties?.["id"]).toMatchObject({ type: "string", minLength: 1, maxLength: 64 });
    expect(vein?.properties?.["proposal"]).toMatchObject({ type: ["object", "null"], additionalProperties: false });
    expect(schema).not.toHaveProperty("required");
    for (const group of Object.values(schema.properties)) expect(group).not.toHaveProperty("required");
  });

  test("has every fact that a case can hold, each once, and no other", () => {
    const { properties } = schema;
    const named = Object.entries(properties).flatMap(([group, { properties: keys, items }]) => {
      if (items !== undefined)
        return Object.entries(items.properties ?? {}).flatMap(([key, { properties: inner }]) =>
          inner === undefined ? [`vein.${key}`] : Object.keys(inner).map((field) => `vein.${key}.${field}`),
        );
      return keys === undefined ? [group] : Object.keys(keys).map((key) => `${group}.${key}`);
    });
    const facts = [...embeddedRulebook().facts.values()].filter(isCaseFact).map(({ name }) => name);
    expect(named.sort()).toEqual(facts.sort());
  });

  test("has a title and a description for every fact", () => {
    for (const { properties = {} } of Object.values(schema.properties))
      for (const [key, fact] of Object.entries(properties)) {
        expect(fact["title"], key).toMatch(/\S/);
        expect(fact["description"], key).toMatch(/\S/);
        expect(fact["description"], key).not.toContain("undefined");
      }
  });
});

/** Values that are right for some fact, at the edge of being right, or wrong. */
const value = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    "",
    "female",
    "large",
    "foam",
    "air",
    "US",
    "x".repeat(64),
    "x".repeat(65),
  ),
  fc.constantFrom<unknown>(0, 1, 6, 7, 2.5, -1, 0.05, 120, 120.5, 1e21, "5", [], {}, [1]),
  fc.constantFrom(
    "2026-11-20",
    "2026-02-30",
    "2026-11-20T10:00",
    "2026-11-20T10:00:00Z",
    "2026-11-20T25:00",
    "20.11.2026",
  ),
);
/** A value that is right for the fact. */
function rightValue({ type, values = [], min = 0, max = 1 }: Fact): fc.Arbitrary<unknown> {
  if (type === "boolean") return fc.boolean();
  if (type === "code") return fc.constantFrom(...values);
  if (type === "integer") return fc.integer({ min, max });
  if (type === "number") return fc.double({ min, max, noNaN: true });
  return type === "string" ? fc.string({ minLength: 1, maxLength: 8 }) : fc.constantFrom("2026-11-20", "2026-11-19");
}

const strangeKey = fc.tuple(fc.constantFrom("pregnat", "__proto__", "constructor", "proposal", "id", "veins"), value);

/** An object with some of the facts, most of them right; at times with a key that may not stand there. */
function group(facts: ReadonlyMap<string, Fact>): fc.Arbitrary<Record<string, unknown>> {
  const right = [...facts].map(([key, fact]) => fc.tuple(fc.constant(key), rightValue(fact)));
  const entry = fc.oneof(
    { weight: 12, arbitrary: fc.oneof(...right) },
    { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...facts.keys()), value) },
    { weight: 1, arbitrary: strangeKey },
  );
  return fc
    .uniqueArray(entry, { maxLength: 4, selector: ([key]) => key })
    .map((entries) => Object.fromEntries(entries) as Record<string, unknown>);
}

const { top, groups, vein, proposal } = parser.shape;
const veinOf = fc
  .tuple(group(vein), fc.option(group(proposal)), fc.option(fc.constantFrom("a", "b", "c", ""), { freq: 8 }))
  .map(([given, proposed, id]) => ({ ...given, ...(proposed && { proposal: proposed }), ...(id !== null && { id }) }));
const anyCase = fc
  .tuple(
    group(top),
    fc.uniqueArray(fc.oneof(...[...groups].map(([name, facts]) => fc.tuple(fc.constant(name), group(facts)))), {
      maxLength: 3,
      selector: ([name]) => name,
    }),
    fc.option(fc.array(veinOf, { maxLength: 2 })),
  )
  .map(([given, named, veins]) => ({ ...given, ...Object.fromEntries(named), ...(veins && { veins }) }));

/** What a schema cannot say: dates with a time that are not of the calendar, ids that stand twice, dates out of order. */
const beyondSchema = new Set([
  "case/impossible-date",
  "case/duplicate-vein-id",
  "case/session-after-as-of",
  "case/date-and-duration-disagree",
]);

describe("the schema and the parser", () => {
  test("agree: a case that is read fits the schema, one that is refused does not", () => {
    let read = 0;
    let refused = 0;
    fc.assert(
      fc.property(anyCase, (input) => {
        const issues = issuesOf(input);
        const paths = misfits(schema, input);
        if (issues.length === 0) {
          expect(paths).toEqual([]);
          read += 1;
        } else refused += 1;
        if (issues.some(({ code }) => !beyondSchema.has(code))) expect(paths).not.toEqual([]);
      }),
      { numRuns: 1500 },
    );
    // Both halves of the property were tried.
    expect(read).toBeGreaterThan(200);
    expect(refused).toBeGreaterThan(200);
  });

  test("agree on where a case is wrong", () => {
    fc.assert(
      fc.property(anyCase, (input) => {
        const found = new Set(
          issuesOf(input)
            .filter(({ code }) => !beyondSchema.has(code))
            .map(({ path }) => path),
        );
        const paths = new Set(misfits(schema, input));
        expect([...found].filter((path) => !paths.has(path))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test("agree on moments: seconds and the offset may be left out", () => {
    const moments = [
      "2026-11-20T10:00",
      "2026-11-20T10:00Z",
      "2026-11-20T10:00:00.5+01:00",
      "2026-11-20T24:00",
      "2026-11-20T10:00+99:00",
    ];
    expect(moments.filter((asOf) => issuesOf({ asOf }).length === 0)).toEqual(moments.slice(0, 3));
    expect(moments.filter((asOf) => misfits(schema, { asOf }).length === 0)).toEqual(moments.slice(0, 3));
  });
});
