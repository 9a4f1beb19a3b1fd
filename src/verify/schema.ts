import * as z from "zod/mini";
import { minLength, withoutCodeGeneration } from "../issues/zod.ts";
import { operators } from "../logic/operators.ts";

function build() {
  const text = z.string().check(minLength(1));
  const texts = z.array(text).check(minLength(1));
  const scalar = z.union([z.string(), z.number(), z.boolean()]);
  const range = z.record(z.string(), z.number());

  const condition: z.ZodMiniType = z.lazy(() => anyCondition);
  const conditions = z.array(condition).check(minLength(1));
  const leaf = z.strictObject({
    fact: text,
    operator: z.enum(operators),
    value: z.union([scalar, z.array(scalar).check(minLength(1))]),
  });
  const anyCondition = z.union([
    z.strictObject({ all: conditions }),
    z.strictObject({ any: conditions }),
    z.strictObject({ not: condition }),
    leaf,
  ]);
  const when = z.union([condition, z.strictObject({ atLeast: z.int().check(z.positive()), of: conditions })]);

  const evidence = z.optional(z.array(z.enum(["all", "documents"])).check(minLength(1)));
  const head = {
    name: text.check(z.regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/)),
    title: text,
    why: z.optional(text),
    evidence,
    veins: z.optional(z.array(z.int().check(z.nonnegative())).check(minLength(1))),
  };
  const ruleExceptions = z.optional(z.array(z.strictObject({ rule: text, reason: text })));
  const sources = z.optional(texts);
  const level = z.nullable(text);
  const limit = z.nullable(z.number());
  const option = z.record(z.string(), z.union([text, z.number()]));

  const property = z.discriminatedUnion("kind", [
    z.strictObject({ ...head, kind: z.literal("every-rule-can-apply"), exceptions: ruleExceptions }),
    z.strictObject({ ...head, kind: z.literal("every-rule-can-stand"), exceptions: ruleExceptions }),
    z.strictObject({
      ...head,
      kind: z.literal("equal-ranks-agree"),
      exceptions: z.optional(z.array(z.strictObject({ rules: z.tuple([text, text]), reason: text }))),
    }),
    z.strictObject({
      ...head,
      kind: z.literal("levels"),
      slot: text,
      order: texts,
      rows: z.array(z.strictObject({ title: text, sources, when, documents: level, all: level })).check(minLength(1)),
      nothingElse: z.optional(z.boolean()),
    }),
    z.strictObject({ ...head, kind: z.literal("never"), slot: text, value: z.union([scalar, range]), when }),
    z.strictObject({
      ...head,
      kind: z.literal("within"),
      slot: text,
      key: z.optional(text),
      when,
      min: z.optional(z.number()),
      max: z.optional(z.number()),
    }),
    z.strictObject({
      ...head,
      kind: z.literal("covered"),
      slots: texts,
      when,
      known: z.array(text),
      exceptions: z.optional(z.array(z.strictObject({ when, slots: texts, evidence, reason: text }))),
    }),
    z.strictObject({
      ...head,
      kind: z.literal("limits"),
      slot: text,
      binds: z.enum(["lowest", "highest"]),
      rows: z
        .array(z.strictObject({ title: text, sources: texts, when, documents: limit, all: limit }))
        .check(minLength(1)),
    }),
    z.strictObject({
      ...head,
      kind: z.literal("options"),
      slot: text,
      rows: z
        .array(z.strictObject({ title: text, when, options: z.array(option).check(minLength(1)) }))
        .check(minLength(1)),
      without: z.optional(z.array(z.strictObject({ title: text, sources: texts, when, options: option }))),
    }),
    z.strictObject({ ...head, kind: z.literal("withdrawn"), slots: texts, sources, when }),
    z.strictObject({ ...head, kind: z.literal("information-keeps-outcomes") }),
    z.strictObject({
      ...head,
      kind: z.literal("worse-never-loosens"),
      slot: text,
      order: texts,
      facts: z
        .array(
          z.strictObject({
            fact: text,
            worse: z.union([scalar, z.strictObject({ towards: z.enum(["lower", "higher"]) })]),
          }),
        )
        .check(minLength(1)),
    }),
    z.strictObject({ ...head, kind: z.literal("could-become-bounds"), slot: text, order: texts }),
    z.strictObject({ ...head, kind: z.literal("nothing-left-open") }),
  ]);
  return z.strictObject({ properties: z.array(property) });
}

let built: ReturnType<typeof build> | undefined;

/** The shape of a file of properties. */
export function propertiesSchema(): ReturnType<typeof build> {
  built ??= withoutCodeGeneration(build);
  return built;
}
