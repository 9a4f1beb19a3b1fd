import { createProgram, type Program } from "../advisor/run.ts";
import { createCaseParser } from "../case/parse.ts";
import type { Outcome } from "../evaluate/outcome.ts";
import type { Evidence } from "../evaluate/program.ts";
import { type TruthTree, truthTree } from "../explain/tree.ts";
import { FactStore } from "../facts/store.ts";
import type { Subject } from "../facts/subject.ts";
import { CaseError } from "../issues/errors.ts";
import { type Condition, isLeaf, type Leaf } from "../logic/condition.ts";
import { and, FALSE, not, or, TRUE, type Truth, UNKNOWN } from "../logic/truth.ts";
import type { Rule } from "../rulebook/rule.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { Fixture } from "./fixture.ts";
import { createFixtureRunner } from "./run-fixture.ts";

/** What no case shows of a rule. */
export interface CoverageGap {
  readonly rule: string;
  /** JSON pointer of the leaf within the rule's conditions; empty for the rule as a whole. */
  readonly leaf: string;
  readonly missing: string;
}

/** What the asserted outcomes of one rule showed of one of its leaves. */
interface Seen {
  /** The leaf was true, false or unknown while it alone decided the outcome. */
  readonly decided: Set<Truth>;
  /** Known numbers that the leaf's fact had. */
  readonly numbers: Set<number>;
}

/**
 * Returns what the cases leave unshown: rules without an asserted outcome of each kind, leaves that no case flips (the leaf
 * alone decides, once true and once false), facts that are never unknown, numeric limits not tried at, below and above.
 * Only outcomes that a case asserts count.
 */
export function coverageGaps(rulebook: Rulebook, fixtures: readonly Fixture[]): CoverageGap[] {
  const seenLeaves = new Map<string, Seen>();
  const seenOutcomes = new Map<string, Set<Outcome>>();
  const parser = createCaseParser(rulebook);
  const programs = new Map<Evidence, Program>();
  const runner = createFixtureRunner(rulebook);
  for (const fixture of fixtures)
    for (const { input, evidence, expect } of runner.patients(fixture)) {
      if (expect.outcomes === undefined) continue;
      const program = programs.get(evidence) ?? createProgram(rulebook, evidence);
      programs.set(evidence, program);
      const store = readCase(parser, rulebook, input);
      if (store === undefined) continue;
      program.run(store);
      for (const [id, outcome] of Object.entries(expect.outcomes)) {
        const [rule, subject] = find(rulebook, store, id);
        if (rule === undefined || subject === undefined) continue;
        const outcomes = seenOutcomes.get(rule.name) ?? new Set<Outcome>();
        seenOutcomes.set(rule.name, outcomes.add(outcome));
        observe(rule, subject, store, seenLeaves);
      }
    }
  return rulebook.rules.flatMap((rule) => gapsOf(rule, rulebook, seenOutcomes.get(rule.name), seenLeaves));
}

function readCase(
  parser: ReturnType<typeof createCaseParser>,
  rulebook: Rulebook,
  input: unknown,
): FactStore | undefined {
  try {
    return new FactStore(rulebook, parser.parse(input));
  } catch (error) {
    if (error instanceof CaseError) return undefined;
    throw error;
  }
}

function find(rulebook: Rulebook, store: FactStore, id: string): [Rule | undefined, Subject | undefined] {
  const at = id.indexOf("@");
  const rule = rulebook.ruleByName.get(at < 0 ? id : id.slice(0, at));
  const vein = at < 0 ? undefined : id.slice(at + 1);
  return [rule, store.subjects.find((one) => one.kind === rule?.scope && (one.kind !== "vein" || one.id === vein))];
}

function observe(rule: Rule, subject: Subject, store: FactStore, seen: Map<string, Seen>): void {
  const tree = truthTree(rule.conditions, store, subject);
  const visit = (node: TruthTree, pointer: string): void => {
    if (node.kind === "leaf") {
      const key = `${rule.name} ${pointer}`;
      const entry = seen.get(key) ?? { decided: new Set<Truth>(), numbers: new Set<number>() };
      seen.set(key, entry);
      if (decides(tree, node)) entry.decided.add(node.truth);
      if (typeof node.cell === "number") entry.numbers.add(node.cell);
      return;
    }
    for (const [index, part] of node.parts.entries())
      visit(part, node.kind === "not" ? `${pointer}/not` : `${pointer}/${node.kind}/${index}`);
  };
  visit(tree, "");
}

/** Whether the outcome would be another one if the leaf alone were true instead of false. */
function decides(tree: TruthTree, leaf: TruthTree): boolean {
  return truthWith(tree, leaf, TRUE) !== truthWith(tree, leaf, FALSE);
}

function truthWith(node: TruthTree, leaf: TruthTree, value: Truth): Truth {
  if (node === leaf) return value;
  if (node.kind === "leaf") return node.truth;
  if (node.kind === "not") return not(truthWith(node.parts[0], leaf, value));
  const start: Truth = node.kind === "all" ? TRUE : FALSE;
  return node.parts.reduce<Truth>(
    (result, part) => (node.kind === "all" ? and : or)(result, truthWith(part, leaf, value)),
    start,
  );
}

function gapsOf(
  rule: Rule,
  rulebook: Rulebook,
  outcomes: Set<Outcome> | undefined,
  seen: ReadonlyMap<string, Seen>,
): CoverageGap[] {
  const gaps: CoverageGap[] = [];
  if (!outcomes?.has("applies")) gaps.push({ rule: rule.name, leaf: "", missing: "a case in which it applies" });
  for (const { leaf, pointer } of pointers(rule.conditions, "")) {
    const fact = rulebook.facts.get(leaf.fact);
    // What is the same for every case cannot be flipped; a leaf that its fact's range settles cannot either.
    if (fact === undefined || "constant" in (fact.derive ?? {}) || settledByRange(leaf, fact.min)) continue;
    const { decided, numbers } = seen.get(`${rule.name} ${pointer}`) ?? {
      decided: new Set<Truth>(),
      numbers: new Set<number>(),
    };
    const miss = (missing: string): void =>
      void gaps.push({ rule: rule.name, leaf: pointer, missing: `${leaf.fact}: ${missing}` });
    if (!decided.has(TRUE)) miss("a case in which it holds and decides");
    if (!decided.has(FALSE)) miss("a case in which it does not hold and decides");
    if (!decided.has(UNKNOWN) && canBeUnknown(leaf.fact, rulebook)) miss("a case in which it is unknown and decides");
    const isLimit = leaf.operator !== "equal" && leaf.operator !== "in";
    if (!isLimit || fact.step === undefined) continue;
    const limit = leaf.value as number;
    for (const [name, number] of [
      ["at", limit],
      ["just below", limit - fact.step],
      ["just above", limit + fact.step],
    ] as const)
      if (
        number >= (fact.min ?? -Infinity) &&
        number <= (fact.max ?? Infinity) &&
        ![...numbers].some((one) => Math.abs(one - number) < 1e-9)
      )
        miss(`a case ${name} the limit of ${limit}`);
  }
  return gaps;
}

function settledByRange(leaf: Leaf, min: number | undefined): boolean {
  return leaf.operator === "greaterThanInclusive" && leaf.value === min;
}

/** Some facts are settled for every case: a number of veins, a decided slot that nothing unknown can touch. */
function canBeUnknown(name: string, rulebook: Rulebook): boolean {
  const fact = rulebook.facts.get(name);
  if (fact?.derive !== undefined && "countVeins" in fact.derive) return false;
  return true;
}

function pointers(condition: Condition, pointer: string): { leaf: Leaf; pointer: string }[] {
  if (isLeaf(condition)) return [{ leaf: condition, pointer }];
  if ("not" in condition) return pointers(condition.not, `${pointer}/not`);
  const key = "all" in condition ? "all" : "any";
  const parts = "all" in condition ? condition.all : condition.any;
  return parts.flatMap((part, index) => pointers(part, `${pointer}/${key}/${index}`));
}
