// json-rules-engine against the compiled rulebook on random cases, byte for byte, as the tests do it, on more of them:
//   differential.ts [--count 20000] [--seed 1] [--result <file>]
import { parseArgs } from "node:util";
import { differingSeeds } from "../../test/differential/compare.ts";
import type { DifferentialFigures } from "./figures.ts";
import { startRun } from "./result.ts";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "20000" },
    seed: { type: "string", default: "1" },
    result: { type: "string" },
  },
});
const [count, seed] = [Number(values.count), Number(values.seed)];
const started = startRun("differential", `npm run differential -- --count ${count}`);
const differing = await differingSeeds(Array.from({ length: count }, (_, index) => seed + index));
const figures: DifferentialFigures = { cases: count, differingSeeds: differing };
console.log(`${count} cases, ${differing.length} of which the evaluators answer differently`);
for (const one of differing) console.log(`differs: seed ${one}`);
started.finish(values.result, differing.length === 0, figures);
process.exitCode = differing.length === 0 ? 0 : 1;
