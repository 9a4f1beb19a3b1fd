import * as z from "zod/mini";
import { minLength, withoutCodeGeneration } from "../issues/zod.ts";
import { isRealDate } from "../logic/dates.ts";
import { operators } from "../logic/operators.ts";
import { scopes, strengths } from "./rule.ts";

// Shapes of the rulebook's files. What needs other files to be judged (names, values, citations) is in `check/`.

/** `in` needs a list, and a fact is never one. */
const comparing = operators.filter((operator) => operator !== "in");

/** The form of a file that stands once in a rulebook. */
export interface FixedFile {
  readonly whole: z.ZodMiniType;
  readonly rows: Readonly<Record<string, z.ZodMiniType>>;
}

function build() {
  const text = z.string().check(minLength(1));
  const scope = z.enum(scopes);
  const scalar = z.union([z.string(), z.number(), z.boolean()], "expected a string, a number or a boolean");

  const leaf = z.strictObject({
    fact: text,
    operator: z.enum(operators),
    value: z.union([scalar, z.array(scalar).check(minLength(1))], "expected a value, or a list of them for `in`"),
  });
  /** Conditions of the vocabulary; those of rules are walked by `check/conditions.ts`, which says more than a union could. */
  const condition: z.ZodMiniType = z.lazy(() => anyCondition);
  const conditions = z.array(condition).check(minLength(1));
  const anyCondition = z.union(
    [
      z.strictObject({ all: conditions }),
      z.strictObject({ any: conditions }),
      z.strictObject({ not: condition }),
      leaf,
    ],
    "expected a condition: `all`, `any`, `not` or a leaf",
  );

  /** A text of one pattern, which is said in words to whoever gives another. */
  const form = (pattern: RegExp, words: string) => z.string().check(z.regex(pattern, `expected ${words}`));

  const parameters = z.strictObject({
    strength: z.enum(strengths),
    summary: text,
    detail: z.optional(text),
    slot: z.optional(text),
    value: z.optional(z.unknown()),
    valueFact: z.optional(text),
    also: z.optional(z.array(z.strictObject({ slot: text, value: z.unknown() })).check(minLength(1))),
    rank: z.optional(text),
    matter: z.optional(text),
    timeline: z.optional(
      z.strictObject({
        kind: z.enum(["do", "expect", "avoid"]),
        unit: z.enum(["h", "d", "wk", "mo"]),
        from: z.number(),
        to: z.nullable(z.number()),
      }),
    ),
    explains: z.optional(z.array(text).check(minLength(1))),
    position: z.optional(z.strictObject({ slot: text, value: z.unknown(), note: z.optional(text) })),
  });

  const date = z
    .string()
    .check(
      z.refine(
        (day) => /^\d{4}-\d{2}-\d{2}$/.test(day) && isRealDate(day),
        "expected a day of the calendar as YYYY-MM-DD",
      ),
    );
  const governance = z.strictObject({
    status: z.enum(["active", "under-review"]),
    effectiveFrom: date,
    effectiveTo: z.optional(date),
    reviewDue: date,
  });

  const ruleSchema = z.strictObject({
    name: form(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/, "small letters and digits, in parts joined by `.` or `-`"),
    title: text,
    why: z.optional(text),
    scope,
    conditions: z.unknown(),
    event: z.strictObject({ type: z.literal("recommendation"), params: parameters }),
    sources: z.array(text),
    resolution: z.optional(z.array(text).check(minLength(1))),
    governance: z.optional(governance),
  });

  const topicSchema = z.strictObject({
    $schema: z.optional(z.string()),
    topic: text,
    governance: z.optional(governance),
    rules: z.array(z.unknown()),
  });

  const derivation = z.union(
    [
      z.strictObject({ constant: scalar }),
      z.strictObject({ condition }),
      z.strictObject({ count: z.array(condition).check(minLength(1)) }),
      z.strictObject({ compare: z.strictObject({ fact: text, operator: z.enum(comparing), toFact: text }) }),
      z.strictObject({
        elapsed: z.strictObject({ since: text, unit: z.enum(["h", "wk"]), toleranceHours: z.number() }),
      }),
      z.strictObject({ remaining: z.strictObject({ slot: text, key: text, elapsed: text }) }),
      z.strictObject({ someVein: condition }),
      z.strictObject({ everyVein: condition }),
      z.strictObject({ countVeins: z.literal(true) }),
      z.strictObject({ distinctInVeins: text }),
    ],
    "expected one kind of derivation in its form",
  );

  const factSchema = z.strictObject({
    type: z.enum(["boolean", "integer", "number", "code", "string", "date", "date-or-date-time"]),
    scope,
    unit: z.optional(text),
    values: z.optional(z.array(text).check(minLength(1))),
    min: z.optional(z.number()),
    max: z.optional(z.number()),
    step: z.optional(z.number().check(z.positive("expected a positive number"))),
    maxLength: z.optional(z.int()),
    absent: z.optional(scalar),
    settled: z.optional(z.array(z.strictObject({ when: leaf, as: scalar }))),
    derive: z.optional(derivation),
    label: text,
    ask: z.optional(text),
    yes: z.optional(text),
    no: z.optional(text),
    meaning: z.optional(text),
    sources: z.optional(z.array(text)),
  });

  const policy = { policy: text };
  const direction = z.enum(["highest", "lowest"]);
  const keys = z.array(text).check(minLength(1));
  const merge = z.union(
    [
      z.strictObject({ kind: z.literal("order"), ...policy }),
      z.strictObject({ kind: z.literal("any"), ...policy }),
      z.strictObject({ kind: z.literal("rank"), ...policy, prefer: direction, keys: z.optional(keys) }),
      z.strictObject({ kind: z.literal("precedence"), ...policy, ranks: keys }),
      z.strictObject({ kind: z.literal("none-wins"), ...policy, prefer: direction, keys, withdraws: z.array(text) }),
      z.strictObject({
        kind: z.literal("union"),
        ...policy,
        without: z.optional(z.strictObject({ agents: text, forms: text })),
        annotate: z.optional(z.strictObject({ slot: text, from: text, key: text, value: text })),
      }),
    ],
    "expected one kind of merge in its form",
  );

  const slotSchema = z.strictObject({
    scope,
    label: text,
    type: z.enum(["code", "flag", "number", "range", "range-or-none", "list", "options"]),
    values: z.optional(z.array(text).check(minLength(1))),
    unit: z.optional(text),
    min: z.optional(z.number()),
    keys: z.optional(keys),
    fields: z.optional(
      z.record(
        z.string(),
        z.union(
          [z.array(text), z.literal("number"), z.literal("number?"), z.literal("source")],
          "expected a list of codes, `number`, `number?` or `source`",
        ),
      ),
    ),
    merge,
    timeline: z.optional(
      z.strictObject({
        kind: z.enum(["do", "avoid"]),
        from: z.optional(text),
        to: z.optional(text),
        before: z.optional(text),
        after: z.optional(text),
        open: z.optional(z.literal(true)),
      }),
    ),
    default: z.optional(text),
    disagreeBy: z.enum(["slot", "matter", "option"]),
    agent: z.optional(text),
  });

  const sourceSchema = z.strictObject({
    kind: z.enum(["document", "label", "guideline", "study", "maker"]),
    title: text,
    publisher: text,
    edition: text,
    locator: text,
    jurisdiction: z.optional(text),
  });

  const statementSchema = z.strictObject({
    document: text,
    lines: text,
    section: text,
    topic: text,
    kind: text,
    notActionable: z.optional(text),
  });

  const rows = z.record(z.string(), z.unknown());

  /**
   * The files of a rulebook beside its topics: the form of the whole, with the key under which its content stands, and the form of
   * each row under a key, which is checked row by row as the rules of a topic are.
   */
  const fixedFiles = {
    "rulebook.json": {
      whole: z.strictObject({
        // Both go where other languages are spoken, as into the comment of a query: one line, of characters that do nothing there.
        name: form(
          /^[\p{L}\p{N}][\p{L}\p{M}\p{N} .,_+()&'/-]*$/u,
          "one line of letters, digits, blanks and `. , _ + ( ) & ' / -`, beginning with a letter or digit",
        ),
        version: form(
          /^[a-zA-Z0-9][a-zA-Z0-9._+-]*$/,
          "letters, digits and `. _ + -`, beginning with a letter or digit",
        ),
        title: text,
        topics: z.array(text).check(minLength(1)),
      }),
      rows: {},
    },
    "vocabulary.json": {
      whole: z.strictObject({ facts: rows, contradictions: z.array(z.unknown()) }),
      rows: {
        facts: factSchema,
        contradictions: z.strictObject({ fact: text, when: condition, message: text, help: text }),
      },
    },
    "slots.json": { whole: z.strictObject({ slots: rows }), rows: { slots: slotSchema } },
    "proposal.json": {
      whole: z.strictObject({
        proposal: z.strictObject({
          form: z.strictObject({ fact: text, slot: text, excludedBy: text }),
          agent: z.strictObject({ fact: text, critical: text, info: text }),
          strength: z.strictObject({ fact: text, slot: text }),
          volume: z.strictObject({ fact: text, perInjection: text, session: text }),
          gas: z.strictObject({ fact: text, slot: text, when: text, accepts: z.array(text).check(minLength(1)) }),
          guidance: z.strictObject({ fact: text, slot: text, when: text }),
          foamCeiling: z.strictObject({ form: text, slot: text }),
          weightCeiling: z.strictObject({ agent: text, slot: text, weight: text }),
          spacing: z.strictObject({ slot: text, elapsed: text }),
          side: z.strictObject({ fact: text }),
        }),
      }),
      rows: {},
    },
    "sources.json": { whole: z.strictObject({ sources: rows }), rows: { sources: sourceSchema } },
    "authorities.json": {
      whole: z.strictObject({ authorities: rows }),
      rows: {
        authorities: z.strictObject({ source: text, status: text, topic: text, notActionable: z.optional(text) }),
      },
    },
    "statements.json": { whole: z.strictObject({ statements: rows }), rows: { statements: statementSchema } },
    "resolutions.json": {
      whole: z.strictObject({ resolutions: rows }),
      rows: { resolutions: z.strictObject({ kind: text, subject: text, notCoded: z.optional(text) }) },
    },
  } as const satisfies Readonly<Record<string, FixedFile>>;
  return { ruleSchema, topicSchema, fixedFiles };
}

export type RulebookSchemas = ReturnType<typeof build>;
export type FixedFileName = keyof RulebookSchemas["fixedFiles"];

let built: RulebookSchemas | undefined;

/** The schemas of a rulebook's files, built when files are first read: the embedded rulebook needs none. */
export function rulebookSchemas(): RulebookSchemas {
  built ??= withoutCodeGeneration(build);
  return built;
}
