import { batch, type CaseSource } from "../batch/batch.ts";
import type { BatchLine, ReportPart } from "../batch/line.ts";
import type { BatchOptions } from "../batch/projector.ts";
import type { ParsedCase } from "../case/case.ts";
import { type Changes, changeCase } from "../case/change.ts";
import { datedFacts, dateIssues } from "../case/date-issues.ts";
import { type CaseParser, createCaseParser } from "../case/parse.ts";
import type { Outcome } from "../evaluate/outcome.ts";
import type { Outcomes } from "../evaluate/outcomes.ts";
import { type Evidence, evidences } from "../evaluate/program.ts";
import { explainRule, pathOfFact } from "../explain/explain.ts";
import type { Explanation } from "../explain/explanation.ts";
import type { OriginOf } from "../explain/reason.ts";
import { FactStore } from "../facts/store.ts";
import { patientSubject, type Subject } from "../facts/subject.ts";
import { CaseError, RulebookError } from "../issues/errors.ts";
import { type Issue, shortKey } from "../issues/issue.ts";
import { quote, suggest } from "../issues/nearest.ts";
import { isKnown } from "../logic/cell.ts";
import { buildReport } from "../report/build.ts";
import { differenceOf, type ReportDifference } from "../report/difference.ts";
import { recommendationId } from "../report/recommendations.ts";
import type { Report } from "../report/report.ts";
import { type ReportPlan, reportPlan } from "../report/report-plan.ts";
import { critiqueFacts } from "../resolve/critique/facts.ts";
import { frozenCopy } from "../rulebook/freeze.ts";
import type { Rule } from "../rulebook/rule.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import { contradictionFacts, contradictions } from "./contradictions.ts";
import { createProgram, type Program, type RunResult } from "./run.ts";
import { trialsOf } from "./try-out.ts";

/** Settings of one call. */
export interface RecommendOptions {
  /** Where facts came from: shown as `origin` in the explanation. Called with the fact's name and its subject. */
  readonly originOf?: OriginOf;
  /** What an adapter found wrong with the record that the case was read from: repeated in the report's `issues`, first. */
  readonly issues?: readonly Issue[];
  /** False lets issues hold the values that were received. True by default: cases are health data. */
  readonly redact?: boolean;
}

/** Answers cases by one rulebook. Keeps nothing of a case; safe to share between concurrent calls. */
export interface Advisor {
  readonly rulebook: Rulebook;
  readonly evidence: Evidence;
  /**
   * Returns the report of a case, evaluated on json-rules-engine. Facts may be functions that return a value or a promise
   * of one; each is called at most once, and only when a rule, or the check of dates, contradictions and proposals,
   * needs it. Rules that cannot be told because a function threw are `failed`, and the report is incomplete. Rejects with
   * `CaseError` where the case cannot be read.
   */
  readonly recommend: (input: unknown, options?: RecommendOptions) => Promise<Report>;
  /** Returns the same report, byte for byte, from the compiled rulebook. Throws `CaseError`; facts must be values. */
  readonly recommendSync: (input: unknown, options?: RecommendOptions) => Report;
  /**
   * Returns the outcome of every evaluated rule for each of its subjects, by rule name, or `rule@vein` for vein rules;
   * follow-up rules of a case without a follow-up are `not-applicable`. Throws `CaseError`.
   */
  readonly outcomes: (input: unknown) => Readonly<Record<string, Outcome>>;
  /**
   * Explains one rule, applying or not, for each of its subjects: the condition with the truth of every node, what decided,
   * and the smallest sets of facts whose change would make it apply; `whyNotComplete: false` where the search for them was
   * cut and there may be others. `ruleName` may name a vein: `rule@vein`. Throws
   * `CaseError`, and `RulebookError` for a name that is no rule, or that names a vein which the case does not have.
   */
  readonly explain: (input: unknown, ruleName: string) => readonly Explanation[];
  /** Returns how the report changes with the case. Throws `CaseError` for either case, or for a path that names no fact. */
  readonly whatIf: (input: unknown, changes: Changes) => ReportDifference;
  /**
   * Answers cases one after the other, in order, each when it is asked for: `{ index, report }`, or `{ index, issues }` for a
   * case that cannot be read, which stops nothing. With `fields` the report holds only these parts, and `eligibility` and
   * `triage` alone are decided without building a report. Throws `AdapterError` for fields that are no part of a report.
   */
  readonly batch: {
    (
      source: CaseSource,
      options?: BatchOptions & { readonly fields?: undefined },
    ): AsyncGenerator<BatchLine<Report>, void, undefined>;
    (source: CaseSource, options: BatchOptions): AsyncGenerator<BatchLine<ReportPart>, void, undefined>;
  };
}

/**
 * Makes an advisor on a rulebook that is loaded already, by all evidence unless told otherwise. It answers as one of `createAdvisor`,
 * which reads and checks a caller's own rule files too: a page that has none leaves the reader out of its bundle by asking here.
 * Throws `RulebookError` for an evidence that there is not.
 *
 * @example
 * const advisor = createAdvisorFor(embeddedRulebook());
 */
export function createAdvisorFor(rulebook: Rulebook, evidence: Evidence = "all"): Advisor {
  refuseUnknownEvidence(evidence);
  const parser = createCaseParser(rulebook);
  const program = createProgram(rulebook, evidence);
  // The report reads them beside the rules, so they are waited for although no evaluated rule may read them.
  const checkedFacts = [...datedFacts, ...contradictionFacts(rulebook), ...critiqueFacts(rulebook.proposal)];

  let plan: ReportPlan | undefined;

  const report = (parsed: ParsedCase, store: FactStore, result: RunResult, options: RecommendOptions): Report => {
    plan ??= reportPlan(rulebook, evidence, program.rules);
    return buildReport({
      plan,
      store,
      ...result,
      asOf: asOfOf(store),
      issues: [
        ...(options.issues ?? []).map((issue) => frozenCopy(issue)),
        ...contradictions(rulebook, store),
        ...failedFacts(parsed, store),
      ],
      ...(options.originOf === undefined ? {} : { originOf: options.originOf }),
    });
  };

  const recommendSync = (input: unknown, options: RecommendOptions = {}): Report => {
    const parsed = parser.parse(input, options);
    const store = new FactStore(rulebook, parsed);
    return report(parsed, store, program.run(store), options);
  };

  return {
    rulebook,
    evidence,
    recommendSync,
    recommend: async (input, options = {}) => {
      const parsed = parser.parse(input, { ...options, allowFunctions: true });
      const store = new FactStore(rulebook, parsed, (fact, value) => parser.checkValue(fact, value).length === 0);
      const result = await program.runOnEngine(store);
      await Promise.all(checkedFacts.flatMap((name) => store.subjects.map((subject) => store.pending(name, subject))));
      refuseLateDates(store);
      return report(parsed, store, result, options);
    },
    outcomes: (input) => {
      const store = new FactStore(rulebook, parser.parse(input));
      const { outcomes } = program.run(store);
      return Object.freeze(Object.fromEntries(program.rules.flatMap((rule) => outcomesOf(rule, outcomes, store))));
    },
    explain: (input, ruleName) => {
      const parsed = parser.parse(input);
      return explainIn(rulebook, program, parser, parsed, input, ruleName);
    },
    batch: (source: CaseSource, options: BatchOptions = {}): AsyncGenerator<BatchLine<never>, void, undefined> =>
      batch({ rulebook, evidence, recommendSync }, source, options) as AsyncGenerator<
        BatchLine<never>,
        void,
        undefined
      >,
    whatIf: (input, changes) => {
      const before = recommendSync(input);
      return frozenCopy(differenceOf(before, recommendSync(changeCase(input, changes, parser.shape))));
    },
  };
}

/** A misspelt evidence must not pass: taken as the documents alone it would leave contraindications out. */
function refuseUnknownEvidence(evidence: unknown): void {
  if ((evidences as readonly unknown[]).includes(evidence)) return;
  throw new RulebookError([
    {
      code: "rulebook/not-in-list",
      severity: "error",
      path: "evidence",
      message: `expected one of ${evidences.map(quote).join(", ")}, received something else`,
      help: typeof evidence === "string" ? suggest(evidence, evidences) : "leave it out for all evidence",
    },
  ]);
}

function outcomesOf(rule: Rule, outcomes: Outcomes, store: FactStore): [string, Outcome][] {
  const subjects = store.subjects.filter(({ kind }) => kind === rule.scope);
  if (subjects.length === 0) return rule.scope === "followUp" ? [[rule.name, "not-applicable"]] : [];
  return subjects.map((subject) => [recommendationId(rule, subject), outcomes.get(rule.name, subject)]);
}

function asOfOf(store: FactStore): string | undefined {
  const asOf = store.get("asOf", patientSubject);
  return typeof asOf === "string" ? asOf : undefined;
}

/** Dates that came from functions are checked against each other once they are known. */
function refuseLateDates(store: FactStore): void {
  const issues = dateIssues((name) => {
    const subject = store.subjects.find(({ kind }) => name.startsWith(`${kind}.`)) ?? patientSubject;
    const cell = store.isGiven(name, subject) ? store.get(name, subject) : undefined;
    return cell !== undefined && isKnown(cell) ? cell : undefined;
  });
  if (issues.length > 0) throw new CaseError(issues);
}

/** The caller's functions that failed, or gave what the fact cannot be. */
function failedFacts(parsed: ParsedCase, store: FactStore): Issue[] {
  const sources = [
    { deferred: parsed.patient.deferred, subject: patientSubject },
    ...(parsed.followUp === undefined
      ? []
      : [{ deferred: parsed.followUp.deferred, subject: { kind: "followUp" } as const }]),
    ...parsed.veins.map(({ deferred, id }) => ({ deferred, subject: { kind: "vein", id } as const })),
  ];
  return sources.flatMap(({ deferred, subject }) =>
    [...deferred.keys()]
      .filter((name) => {
        const cell = store.get(name, subject);
        return !isKnown(cell) && cell.kind === "failed";
      })
      .map(
        (name): Issue => ({
          code: "case/fact-failed",
          severity: "warning",
          path: pathOfFact(name, subject),
          message: "expected a value from the fact's function, which failed or gave something else",
          help: "the rules that need it are `failed`: see to the function, or leave the fact out",
        }),
      ),
  );
}

function explainIn(
  rulebook: Rulebook,
  program: Program,
  parser: CaseParser,
  parsed: ParsedCase,
  input: unknown,
  ruleName: string,
): readonly Explanation[] {
  const [rule, veinId] = ruleOf(rulebook, ruleName);
  if (veinId !== undefined) refuseUnknownVein(rule, veinId, parsed);
  const store = new FactStore(rulebook, parsed);
  const { outcomes } = program.run(store);
  const subjects: readonly Subject[] = store.subjects.filter(
    (subject) =>
      subject.kind === rule.scope && (veinId === undefined || (subject.kind === "vein" && subject.id === veinId)),
  );
  const tryOut = trialsOf(rule, { input, parsed }, rulebook, program, parser);
  const { settingRules } = program;
  const explanations = subjects.map((subject) =>
    explainRule(rule, subject, { rulebook, store, outcomes, settingRules, tryOut }),
  );
  return frozenCopy(explanations);
}

/** Nothing would be explained for a vein that the case does not have. */
function refuseUnknownVein(rule: Rule, veinId: string, { veins }: ParsedCase): void {
  const ids = veins.map(({ id }) => id);
  if (rule.scope === "vein" && ids.includes(veinId)) return;
  throw new RulebookError([
    {
      code: "rule/unknown-name",
      severity: "error",
      path: `${rule.name}@${shortKey(veinId)}`,
      ...(rule.scope === "vein"
        ? { message: `unknown vein ${quote(veinId)}`, help: suggest(veinId, ids) }
        : { message: "expected no vein, the rule speaks of no single one", help: `leave out ${quote(`@${veinId}`)}` }),
    },
  ]);
}

/** The rule that a name means, and the vein behind its `@`. */
function ruleOf(rulebook: Rulebook, name: string): [Rule, string | undefined] {
  const at = name.indexOf("@");
  const ruleName = at < 0 ? name : name.slice(0, at);
  const rule = rulebook.ruleByName.get(ruleName);
  if (rule !== undefined) return [rule, at < 0 ? undefined : name.slice(at + 1)];
  throw new RulebookError([
    {
      code: "rule/unknown-name",
      severity: "error",
      path: shortKey(ruleName),
      message: `unknown rule ${quote(ruleName)}`,
      help: suggest(ruleName, [...rulebook.ruleByName.keys()]),
    },
  ]);
}
