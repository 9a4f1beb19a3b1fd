import { prepareAll } from "../contender.ts";
import { processorSpread, type Spread, type Timed, timeInTurns } from "../measure.ts";
import { createOurs } from "../ours.ts";
import { jsonRulesEngineContender, oursContender } from "../peers/index.ts";
import { readAll } from "../read-all.ts";
import type { Size } from "../size.ts";
import { makeCases, timedEvaluation } from "../workload.ts";
import type { GrowthResult } from "./rule-growth.ts";

const veinCounts = [1, 2, 5, 10, 20, 50];

/** Evaluation and whole reports of cases with few veins and with many. */
export async function measureVeinGrowth(size: Size): Promise<GrowthResult> {
  const ours = createOurs();
  const cases = Math.ceil(size.growthCases / 2);
  const spreads = new Map<string, Spread[]>();
  for (const veins of veinCounts) {
    const own = makeCases(ours, cases, { veins });
    const ready = await prepareAll([jsonRulesEngineContender, oursContender], ours.scopes);
    const timed: Timed[] = [
      ...ready.map((one) => timedEvaluation(one, own)),
      {
        name: "`recommendSync`, every property read",
        pass: (indexes) => indexes.map((index) => readAll(ours.advisor.recommendSync(own[index]?.input))),
      },
      {
        name: "`recommend`, every property read",
        pass: async (indexes) => {
          for (const index of indexes) readAll(await ours.advisor.recommend(own[index]?.input));
        },
      },
    ];
    const all = own.map((_, index) => index);
    const rounds = await timeInTurns(
      timed,
      Array.from({ length: size.growthRounds }, () => all),
      size.turnMs,
    );
    for (const name of rounds.keys()) spreads.set(name, [...(spreads.get(name) ?? []), processorSpread(rounds, name)]);
  }
  return {
    cases,
    rounds: size.growthRounds,
    steps: veinCounts,
    rows: [...spreads].map(([name, microseconds]) => ({ name, microseconds })),
  };
}
