// Tries the seeds of a campaign's result again that have shown a fault, after it was mended in the library or in the campaign: those
// that show it no more are told apart as mended. Usage: retry.ts --result <file>
import { parseArgs } from "node:util";
import { readResult, writeResult } from "../assurance/result.ts";
import { type CampaignFigures, metOnce, passes, withoutMended } from "./result.ts";
import { allTargets } from "./targets.ts";

const { result: file = "" } = parseArgs({ options: { result: { type: "string" } } }).values;
const result = readResult<CampaignFigures>(file);
if (result === undefined) throw new Error("expected the file of a campaign's result after --result");
const { targets, close } = allTargets();
const mended = [];
for (const met of metOnce(result.figures)) {
  const tried = await targets.find(({ name }) => name === met.target)?.attempt(met.seed);
  const isMended = tried?.faults.includes(met.fault) === false;
  if (isMended) mended.push(met);
  console.log(`${isMended ? "mended" : "still there"}: ${met.text}`);
}
close();
const figures = withoutMended(result.figures, mended);
writeResult(file, { ...result, passed: passes(figures), figures });
process.exitCode = passes(figures) ? 0 : 1;
