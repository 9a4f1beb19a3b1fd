import * as z from "zod/mini";
import { maxLength, minLength, withoutCodeGeneration } from "../issues/zod.ts";
import { isRealDate } from "../logic/dates.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import { type Fact, isCaseFact } from "../rulebook/vocabulary.ts";

/**
 * Where a fact stands in a case: `patient.pregnant` in the group `patient`, `vein.type` in an element of `veins`,
 * `vein.proposal.form` in its `proposal`, `asOf` at the top.
 */
export interface CaseShape {
  /** The fact at the top of the case, by key. */
  readonly top: ReadonlyMap<string, Fact>;
  /** Groups at the top, each with its facts by key. */
  readonly groups: ReadonlyMap<string, ReadonlyMap<string, Fact>>;
  readonly vein: ReadonlyMap<string, Fact>;
  readonly proposal: ReadonlyMap<string, Fact>;
}

const proposalPrefix = "vein.proposal.";

/** Lays out the case that a rulebook's vocabulary describes. */
export function caseShape(rulebook: Rulebook): CaseShape {
  const top = new Map<string, Fact>();
  const groups = new Map<string, Map<string, Fact>>();
  const vein = new Map<string, Fact>();
  const proposal = new Map<string, Fact>();
  for (const fact of rulebook.facts.values()) {
    if (!isCaseFact(fact)) continue;
    const [group, key] = split(fact.name);
    if (fact.name.startsWith(proposalPrefix)) proposal.set(fact.name.slice(proposalPrefix.length), fact);
    else if (group === "vein") vein.set(key, fact);
    else if (group === "") top.set(key, fact);
    else groups.set(group, (groups.get(group) ?? new Map<string, Fact>()).set(key, fact));
  }
  return { top, groups, vein, proposal };
}

function split(name: string): [group: string, key: string] {
  const dot = name.indexOf(".");
  return dot < 0 ? ["", name] : [name.slice(0, dot), name.slice(dot + 1)];
}

/** The longest string where the vocabulary gives no limit. */
export const defaultMaxLength = 64;

/** A date without a time. */
export const datePattern = /^\d{4}-\d{2}-\d{2}$/;
/** A date and a time of the clock; seconds and the offset from UTC may be left out. */
export const dateTimePattern =
  /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?$/;

function valueSchema(fact: Fact): z.ZodMiniType {
  switch (fact.type) {
    case "boolean":
      return z.boolean();
    case "code":
      return z.enum(fact.values as [string, ...string[]]);
    case "string":
      return z.string().check(minLength(1), maxLength(fact.maxLength ?? defaultMaxLength));
    case "date":
      return z.string().check(z.refine((text) => datePattern.test(text) && isRealDate(text)));
    case "date-or-date-time":
      return z
        .string()
        .check(z.refine((text) => (datePattern.test(text) || dateTimePattern.test(text)) && isRealDate(text)));
    case "integer":
      return z.int().check(z.minimum(fact.min ?? -Infinity), z.maximum(fact.max ?? Infinity));
    case "number":
      return z.number().check(z.minimum(fact.min ?? -Infinity), z.maximum(fact.max ?? Infinity));
  }
}

/** The schema of one fact's value, `null` for unknown included. */
export function factSchema(fact: Fact): z.ZodMiniType {
  return z.nullable(valueSchema(fact));
}

function group(facts: ReadonlyMap<string, Fact>): Record<string, z.ZodMiniType> {
  return Object.fromEntries([...facts].map(([key, fact]) => [key, z.optional(factSchema(fact))]));
}

/**
 * The zod schemas of a case: strict, every field optional but the veins' ids, nothing coerced. The veins have one of their own, to
 * be asked for one vein at a time: zod fails on a list with a hundred thousand wrong elements.
 */
export interface CaseSchema {
  /** The case; of its veins it says no more than that they are a list. */
  readonly whole: z.ZodMiniType;
  readonly vein: z.ZodMiniType;
}

export function caseSchema(shape: CaseShape): CaseSchema {
  return withoutCodeGeneration(() => buildCaseSchema(shape));
}

function buildCaseSchema(shape: CaseShape): CaseSchema {
  const vein = z.strictObject({
    ...group(shape.vein),
    id: valueSchema(shape.vein.get("id") as Fact),
    proposal: z.optional(z.nullable(z.strictObject(group(shape.proposal)))),
  });
  const whole = z.strictObject({
    ...group(shape.top),
    ...Object.fromEntries(
      [...shape.groups].map(([name, facts]) => [name, z.optional(z.nullable(z.strictObject(group(facts))))]),
    ),
    veins: z.optional(z.nullable(z.array(z.unknown()))),
  });
  return { whole, vein };
}
