// The properties, as `sclero verify` checks them, with the result written to a file: verify.ts --result <file>
import { parseArgs } from "node:util";
import { run } from "../../src/cli/main.ts";
import type { VerifyFigures } from "./figures.ts";
import { startRun } from "./result.ts";

const { result } = parseArgs({ options: { result: { type: "string" } } }).values;
const started = startRun("verify", "npm run verify");
const { text, exit } = await run(["verify", "--json"]);
const { properties, findings } = JSON.parse(text) as {
  properties: VerifyFigures["properties"];
  findings: readonly unknown[];
};
const figures: VerifyFigures = { properties, findings: findings.length };
console.log(`${properties.length} properties, ${findings.length} findings`);
started.finish(result, exit === 0, figures);
process.exitCode = exit;
