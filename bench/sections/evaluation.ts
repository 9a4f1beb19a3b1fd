import { type Agreement, agreementOf } from "../agreement.ts";
import { prepareAll, type Ready } from "../contender.ts";
import {
  processorSpread,
  type Ratio,
  ratio,
  type Spread,
  slicesOf,
  spreadOf,
  type Timed,
  timeInTurns,
} from "../measure.ts";
import { createOurs } from "../ours.ts";
import { contenders, jsonRulesEngineContender, oursContender } from "../peers/index.ts";
import { readAll } from "../read-all.ts";
import type { Size } from "../size.ts";
import { type BenchCase, makeCases, timedEvaluation } from "../workload.ts";

/** One line of the table of engines. */
export interface EngineRow {
  readonly name: string;
  readonly version: string | null;
  readonly logic: string;
  readonly use: string;
  readonly microseconds: Spread;
  /** By the clock, median. */
  readonly elapsed: number;
  /** json-rules-engine's time divided by this one's. */
  readonly timesJsonRulesEngine: Ratio;
  /** This one's time divided by ours. */
  readonly timesOurs: Ratio;
  readonly agreement: Agreement;
}

/** One line of the table of our own calls. */
export interface CallRow {
  readonly name: string;
  readonly microseconds: Spread;
  /** By the clock, median. */
  readonly elapsed: number;
  readonly timesJsonRulesEngine: Ratio;
  /** This call's time divided by json-rules-engine's. */
  readonly shareOfJsonRulesEngine: Ratio;
  /** This call's time divided by that of the evaluation alone. */
  readonly timesEvaluation: Ratio;
}

export interface EvaluationResult {
  readonly cases: number;
  readonly rounds: number;
  readonly casesPerRound: number;
  readonly subjects: number;
  readonly rules: number;
  readonly ruleResults: number;
  readonly distinctLeaves: number;
  readonly engines: readonly EngineRow[];
  readonly calls: readonly CallRow[];
}

const base = jsonRulesEngineContender.name;
const evaluation = oursContender.name;

/** The code that was timed has been optimised since it was compared: it has to give the same answers still. */
async function agreeStill(
  ready: readonly Ready[],
  cases: readonly BenchCase[],
  before: ReadonlyMap<string, Agreement>,
): Promise<void> {
  for (const one of ready) {
    const { name } = one.contender;
    const { differing } = await agreementOf(one, cases);
    if (differing > 0 && before.get(name)?.differing === 0) throw new Error(`${name} answers otherwise after timing`);
  }
}

/** All engines and our own calls in turns, in one process. */
export async function measureEvaluation(size: Size): Promise<EvaluationResult> {
  const ours = createOurs();
  const cases = makeCases(ours, size.cases);
  const ready = await prepareAll(contenders, ours.scopes);
  const agreements = new Map<string, Agreement>();
  for (const one of ready) agreements.set(one.contender.name, await agreementOf(one, cases));

  const { advisor } = ours;
  const inputs = cases.map(({ input }) => input);
  const each = (name: string, call: (input: unknown) => unknown): Timed => ({
    name,
    pass: (indexes) => {
      let last: unknown;
      for (const index of indexes) last = call(inputs[index]);
      return last;
    },
  });
  const calls: Timed[] = [
    each("case read, facts derived, rules evaluated, slots decided", ours.evaluateCase),
    each("`recommendSync`", (input) => advisor.recommendSync(input)),
    each("`recommendSync`, every property read", (input) => readAll(advisor.recommendSync(input))),
    each("`recommendSync`, as JSON text", (input) => JSON.stringify(advisor.recommendSync(input))),
    {
      name: "`recommend` (json-rules-engine), every property read",
      pass: async (indexes) => {
        let last: unknown;
        for (const index of indexes) last = readAll(await advisor.recommend(inputs[index]));
        return last;
      },
    },
  ];
  const engines = ready.map((one) => timedEvaluation(one, cases));
  const slices = slicesOf(size.cases, size.casesPerRound);
  const rounds = await timeInTurns([...engines, ...calls], slices, size.turnMs);
  await agreeStill(ready, cases.slice(0, size.casesPerRound), agreements);
  const times = (name: string) => ({
    microseconds: processorSpread(rounds, name),
    elapsed: spreadOf(rounds.get(name)?.elapsed ?? []).median,
  });
  return {
    cases: size.cases,
    rounds: slices.length,
    casesPerRound: size.casesPerRound,
    subjects: cases.reduce((sum, { subjects }) => sum + subjects.length, 0),
    rules: ours.scopes.reduce((sum, { rules }) => sum + rules.length, 0),
    ruleResults: cases.reduce(
      (sum, { subjects }) => sum + subjects.reduce((own, { verdicts }) => own + verdicts.length, 0),
      0,
    ),
    distinctLeaves: ours.distinctLeaves,
    engines: contenders.map(({ name, version, logic, use }) => ({
      name,
      version: version ?? null,
      logic,
      use,
      ...times(name),
      timesJsonRulesEngine: ratio(rounds, base, name),
      timesOurs: ratio(rounds, name, evaluation),
      agreement: agreements.get(name) as Agreement,
    })),
    calls: [{ name: "rules evaluated on given facts" }, ...calls].map(({ name }, index) => {
      const timed = index === 0 ? evaluation : name;
      return {
        name,
        ...times(timed),
        timesJsonRulesEngine: ratio(rounds, base, timed),
        shareOfJsonRulesEngine: ratio(rounds, timed, base),
        timesEvaluation: ratio(rounds, timed, evaluation),
      };
    }),
  };
}
