import type { Rulebook } from "../rulebook/rulebook.ts";
import type { Fact } from "../rulebook/vocabulary.ts";
import { caseShape, dateTimePattern, defaultMaxLength } from "./schema.ts";

/** A JSON Schema, draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * Returns the JSON Schema of a case, made from the vocabulary: the same groups, types, ranges and codes that `recommend` reads.
 * What a schema cannot say (unique vein ids, dates in order) is said in descriptions.
 */
export function caseJsonSchema(rulebook: Rulebook): JsonSchema {
  const shape = caseShape(rulebook);
  const properties = (facts: ReadonlyMap<string, Fact>): JsonSchema =>
    Object.fromEntries([...facts].map(([key, fact]) => [key, factSchema(fact)]));
  const object = (facts: ReadonlyMap<string, Fact>): JsonSchema => ({
    type: ["object", "null"],
    properties: properties(facts),
    additionalProperties: false,
  });
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: `A case for the rulebook ${rulebook.name}`,
    description:
      "What is known about one patient, the veins to treat, and the follow-up. Absent or null is unknown, never false.",
    type: "object",
    properties: {
      ...properties(shape.top),
      ...Object.fromEntries([...shape.groups].map(([name, facts]) => [name, object(facts)])),
      veins: {
        type: ["array", "null"],
        description: "The veins to treat; ids are unique.",
        items: {
          type: "object",
          properties: {
            ...properties(shape.vein),
            id: idSchema(shape.vein.get("id") as Fact),
            proposal: object(shape.proposal),
          },
          required: ["id"],
          additionalProperties: false,
        },
      },
    },
    additionalProperties: false,
  };
}

function idSchema(fact: Fact): JsonSchema {
  return { type: "string", minLength: 1, maxLength: fact.maxLength ?? defaultMaxLength, description: fact.meaning };
}

function factSchema(fact: Fact): JsonSchema {
  const description = fact.unit === undefined ? fact.meaning : `${fact.meaning} (${fact.unit})`;
  const described = { title: fact.label, description };
  switch (fact.type) {
    case "boolean":
      return { type: ["boolean", "null"], ...described };
    case "code":
      return { enum: [...(fact.values ?? []), null], ...described };
    case "integer":
    case "number":
      return { type: [fact.type, "null"], minimum: fact.min, maximum: fact.max, ...described };
    case "string":
      return { type: ["string", "null"], minLength: 1, maxLength: fact.maxLength ?? defaultMaxLength, ...described };
    case "date":
      return { type: ["string", "null"], format: "date", ...described };
    case "date-or-date-time":
      return {
        anyOf: [
          { type: "string", format: "date" },
          { type: "string", pattern: dateTimePattern.source },
          { type: "null" },
        ],
        ...described,
      };
  }
}
