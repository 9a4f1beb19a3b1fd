import { prepareAll } from "../contender.ts";
import { processorSpread, type Spread, timeInTurns } from "../measure.ts";
import { type Cell, type Condition, createOurs, isLeaf, type ScopeRules, type SubjectCells } from "../ours.ts";
import { contenders } from "../peers/index.ts";
import type { Size } from "../size.ts";
import { makeCases, timedEvaluation } from "../workload.ts";

/** Times at several sizes of what grows. */
export interface GrowthResult {
  readonly cases: number;
  readonly rounds: number;
  readonly steps: readonly number[];
  /** One line per engine or call, one time per step. */
  readonly rows: readonly { readonly name: string; readonly microseconds: readonly Spread[] }[];
}

const ruleCounts = [50, 150, 500, 1000, 2000];
/** Left out: the time of the first grows with the square of the rules, the second lies between its neighbours. */
const leftOut = ["rools", "json-logic-engine, interpreted", "generated JavaScript, two-valued"];

/** Evaluation of given facts with few rules and with many. */
export async function measureRuleGrowth(size: Size): Promise<GrowthResult> {
  const ours = createOurs();
  const cases = makeCases(ours, size.growthCases);
  const measured = contenders.filter(({ name }) => !leftOut.includes(name));
  const spreads = new Map(measured.map(({ name }): [string, Spread[]] => [name, []]));
  for (const count of ruleCounts) {
    const grown = grow(ours.scopes, count);
    const own = cases.map((one) => ({ ...one, subjects: one.subjects.map(grown.subject) }));
    const ready = await prepareAll(measured, grown.scopes);
    const rounds = await timeInTurns(
      ready.map((one) => timedEvaluation(one, own)),
      Array.from({ length: size.growthRounds }, () => own.map((_, index) => index)),
      size.turnMs,
    );
    for (const { name } of measured) spreads.get(name)?.push(processorSpread(rounds, name));
  }
  return {
    cases: cases.length,
    rounds: size.growthRounds,
    steps: ruleCounts,
    rows: [...spreads].map(([name, microseconds]) => ({ name, microseconds })),
  };
}

/**
 * As many rules as asked: every nth of the real ones, or all of them and copies. A copy has a name of its own and reads copies
 * of the facts, so that nobody profits from comparisons that occur twice.
 */
function grow(
  scopes: readonly ScopeRules[],
  count: number,
): { scopes: readonly ScopeRules[]; subject: (subject: SubjectCells) => SubjectCells } {
  const total = scopes.reduce((sum, { rules }) => sum + rules.length, 0);
  const taken = (place: number): number => Math.floor((place * count) / total);
  let place = 0;
  const grown = scopes.map((scope) => {
    const facts = new Set<string>();
    const rules = scope.rules.flatMap((rule) => {
      const copies = taken(place + 1) - taken(place);
      place += 1;
      return Array.from({ length: copies }, (_, copy) => {
        const conditions = onCopies(rule.conditions, copy, facts);
        return { ...rule, name: copyOf(rule.name, copy), conditions };
      });
    });
    const copiesOf = (originals: ReadonlySet<string>): Set<string> =>
      new Set([...facts].filter((fact) => originals.has(originalOf(fact))));
    return {
      scope: scope.scope,
      rules,
      facts: [...facts].sort(),
      ofPatient: copiesOf(scope.ofPatient),
      valueless: copiesOf(scope.valueless),
    };
  });
  return {
    scopes: grown,
    subject: (subject) => {
      const facts = grown.find(({ scope }) => scope === subject.scope)?.facts ?? [];
      const cells = new Map(facts.map((fact): [string, Cell] => [fact, subject.cells.get(originalOf(fact)) as Cell]));
      return { ...subject, cells };
    },
  };
}

function copyOf(name: string, copy: number): string {
  return copy === 0 ? name : `${name}#${copy}`;
}

function originalOf(name: string): string {
  return name.split("#")[0] ?? name;
}

function onCopies(condition: Condition, copy: number, facts: Set<string>): Condition {
  if (isLeaf(condition)) {
    const fact = copyOf(condition.fact, copy);
    facts.add(fact);
    return { ...condition, fact };
  }
  if ("not" in condition) return { not: onCopies(condition.not, copy, facts) };
  return "all" in condition
    ? { all: condition.all.map((part) => onCopies(part, copy, facts)) }
    : { any: condition.any.map((part) => onCopies(part, copy, facts)) };
}
