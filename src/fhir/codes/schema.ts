import * as z from "zod/mini";
import { maxLength, minLength, withoutCodeGeneration } from "../../issues/zod.ts";

/** Schemas of the files under `rules/codes/`; an unknown key is refused in every place. */
export const codeSchemas = withoutCodeGeneration(() => {
  const text = z.string().check(minLength(1));
  const scalar = z.union([text, z.number(), z.boolean()]);
  const code = z.strictObject({ system: text, code: text, display: text, verifiedIn: z.optional(text) });
  const codes = z.array(code).check(minLength(1));
  const time = z.enum(["current", "ever", "past"]);
  const statement = z.optional(z.literal("MedicationStatement"));
  const limit = z.strictObject({ value: z.number().check(z.positive()), unit: z.enum(["d", "wk"]), why: text });
  const answer = z.strictObject({ codes, gives: z.union([scalar, z.null()]), currentFor: z.optional(limit) });
  const every = { codes, except: z.optional(codes), why: z.optional(text) };

  const reading = z.union([
    z.strictObject({
      resource: z.literal("Condition"),
      time,
      gives: scalar,
      refuted: z.optional(scalar),
      refutedFor: z.optional(limit),
      plausibleFor: z.optional(limit),
      ...every,
    }),
    z.strictObject({
      resource: z.enum(["MedicationRequest", "MedicationStatement"]),
      also: statement,
      time: z.literal("current"),
      gives: scalar,
      refuted: z.optional(scalar),
      refutedFor: z.optional(limit),
      ...every,
    }),
    z.strictObject({
      resource: z.literal("AllergyIntolerance"),
      gives: scalar,
      refuted: z.optional(scalar),
      only: z.optional(z.literal("medication")),
      severeReaction: z.optional(z.literal(true)),
      ...every,
    }),
    z.strictObject({
      resource: z.literal("AllergyIntolerance"),
      gives: scalar,
      severeReaction: z.optional(z.literal(true)),
      category: z.literal("medication"),
      ...every,
      codes: z.array(code).check(maxLength(0)),
    }),
    z.strictObject({
      resource: z.literal("Observation"),
      answers: z.array(answer).check(minLength(1)),
      currentFor: z.optional(limit),
      ...every,
    }),
    z.strictObject({
      resource: z.literal("Observation"),
      units: z.record(text, z.number().check(z.positive())),
      pick: z.enum(["lowest", "highest"]),
      currentFor: z.optional(limit),
      ...every,
    }),
    z.strictObject({ resource: z.literal("Procedure"), gives: scalar, ...every }),
  ]);
  const hint = z.strictObject({
    resource: z.enum([
      "Condition",
      "MedicationRequest",
      "MedicationStatement",
      "AllergyIntolerance",
      "Observation",
      "Procedure",
    ]),
    also: statement,
    time,
    codes,
    except: z.optional(codes),
    help: text,
    refuted: z.optional(scalar),
    refutedFor: z.optional(limit),
    currentFor: z.optional(limit),
  });
  const fact = z.strictObject({
    fact: text,
    readings: z.array(reading),
    hints: z.optional(z.array(hint).check(minLength(1))),
    traps: z.optional(z.array(z.strictObject({ codes, why: text })).check(minLength(1))),
    absence: z.optional(z.strictObject({ of: z.array(text).check(minLength(1)), gives: scalar })),
  });
  const named = z.strictObject({ gives: z.record(text, scalar), codes, why: z.optional(text) });

  return {
    /** `systems.json`. */
    systems: z.strictObject({
      answersFor: limit,
      systems: z.record(
        text,
        z.strictObject({
          title: text,
          url: text,
          also: z.optional(z.array(text).check(minLength(1))),
          version: text,
          dotAfter: z.optional(z.int().check(z.positive())),
        }),
      ),
    }),
    /** The files of fact groups. */
    facts: z.strictObject({ group: text, facts: z.array(fact).check(minLength(1)) }),
    /** `veins.json`. */
    veins: z.strictObject({ group: z.literal("vein"), veins: z.array(named).check(minLength(1)), relevance: codes }),
    /** `orders.json`. */
    orders: z.strictObject({
      group: z.literal("order"),
      agents: z.array(named).check(minLength(1)),
      procedures: codes,
    }),
  };
});
