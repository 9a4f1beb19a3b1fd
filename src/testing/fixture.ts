import * as z from "zod/mini";
import type { Changes } from "../case/change.ts";
import type { Outcome } from "../evaluate/outcome.ts";
import type { Evidence } from "../evaluate/program.ts";
import type { IssueCode } from "../issues/issue.ts";
import { minLength, withoutCodeGeneration } from "../issues/zod.ts";
import type { SlotValue } from "../rulebook/slots.ts";

/** The values of slots, for the patient and by vein. */
export interface ExpectedPlan {
  readonly patient?: Readonly<Record<string, SlotValue | null>>;
  readonly veins?: Readonly<Record<string, Readonly<Record<string, SlotValue | null>>>>;
}

/** An issue by what identifies it. */
export interface ExpectedIssue {
  readonly code: IssueCode;
  readonly path: string;
}

/** What a case expects; only the parts that are given are compared. */
export interface Expectation {
  readonly eligibility?: {
    readonly decision?: string;
    readonly couldBecome?: string | null;
    readonly because?: readonly string[];
  };
  readonly triage?: {
    readonly level?: string;
    readonly couldBecome?: string | null;
    readonly suspect?: readonly string[];
    readonly because?: readonly string[];
  };
  readonly plan?: ExpectedPlan;
  readonly couldBecome?: ExpectedPlan;
  /** By rule name, or `rule@vein`. */
  readonly outcomes?: Readonly<Record<string, Outcome>>;
  readonly active?: readonly string[];
  readonly superseded?: readonly string[];
  readonly asks?: readonly string[];
  readonly doesNotAsk?: readonly string[];
  /** Slots on which the report shows a disagreement, and on which it shows none. */
  readonly disagreements?: readonly string[];
  readonly agreement?: readonly string[];
  readonly issues?: readonly ExpectedIssue[];
  /** The errors of a case that is refused. */
  readonly refused?: readonly ExpectedIssue[];
}

export interface FixtureOptions {
  readonly evidence?: Evidence;
}

/** The same patient with some facts changed. */
export interface Flip {
  readonly set: Changes;
  readonly options?: FixtureOptions;
  readonly expect: Expectation;
}

/** A case fixture: one patient, what is expected, and how the expectation turns with single facts. */
export interface Fixture {
  readonly title: string;
  readonly options?: FixtureOptions;
  readonly case: unknown;
  readonly expect: Expectation;
  readonly flips?: readonly Flip[];
}

function build() {
  const texts = z.array(z.string());
  const plan = z.strictObject({
    patient: z.optional(z.record(z.string(), z.unknown())),
    veins: z.optional(z.record(z.string(), z.record(z.string(), z.unknown()))),
  });
  const issues = z.array(z.strictObject({ code: z.string(), path: z.string() }));
  const expectation = z.strictObject({
    eligibility: z.optional(
      z.strictObject({
        decision: z.optional(z.string()),
        couldBecome: z.optional(z.nullable(z.string())),
        because: z.optional(texts),
      }),
    ),
    triage: z.optional(
      z.strictObject({
        level: z.optional(z.string()),
        couldBecome: z.optional(z.nullable(z.string())),
        suspect: z.optional(texts),
        because: z.optional(texts),
      }),
    ),
    plan: z.optional(plan),
    couldBecome: z.optional(plan),
    outcomes: z.optional(
      z.record(z.string(), z.enum(["applies", "does-not-apply", "cannot-tell", "not-applicable", "failed"])),
    ),
    active: z.optional(texts),
    superseded: z.optional(texts),
    asks: z.optional(texts),
    doesNotAsk: z.optional(texts),
    disagreements: z.optional(texts),
    agreement: z.optional(texts),
    issues: z.optional(issues),
    refused: z.optional(issues),
  });
  const options = z.strictObject({ evidence: z.optional(z.enum(["documents", "all"])) });

  const schema = z.strictObject({
    title: z.string().check(minLength(1)),
    options: z.optional(options),
    case: z.unknown(),
    expect: expectation,
    flips: z.optional(
      z.array(
        z.strictObject({ set: z.record(z.string(), z.unknown()), options: z.optional(options), expect: expectation }),
      ),
    ),
  });
  return schema;
}

let built: ReturnType<typeof build> | undefined;

/** The shape of a fixture file. */
export function fixtureSchema(): ReturnType<typeof build> {
  built ??= withoutCodeGeneration(build);
  return built;
}
