// Hands random and mutated inputs to every way into the library and checks what comes out:
//   npm run campaign -- [--count 1000000] [--seed 1] [--shards 2] [--minutes 15] [--result <file>]
// A result file of the seeds before, on the same source, is added to: a long campaign can be run in parts.
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startRun } from "../assurance/result.ts";
import { regexesOf, superLinear } from "./regexes.ts";
import { faultText, writeCampaign } from "./result.ts";
import type { ShardMessage } from "./shard.ts";
import { table } from "./table.ts";
import { together } from "./tally.ts";
import type { Tallies } from "./try-seeds.ts";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "1000000" },
    seed: { type: "string", default: "1" },
    shards: { type: "string", default: "2" },
    minutes: { type: "string", default: "60" },
    result: { type: "string" },
  },
});
const [count, seed, shards, minutes] = [values.count, values.seed, values.shards, values.minutes].map(Number) as [
  number,
  number,
  number,
  number,
];
const started = startRun("campaign", "npm run campaign");
const until = Date.now() + minutes * 60_000;

/** As long as no input may take. */
const patienceMs = 120_000;

interface Shard {
  readonly tallies: Tallies;
  readonly heapGrowth: number;
  readonly peakMemory: number;
  readonly fault?: string;
}

/** Runs one shard in a process of its own; one that hangs or dies is a fault, with the seeds where it was. */
function runShard(index: number): Promise<Shard> {
  return new Promise((resolve) => {
    const path = fileURLToPath(new URL("./shard.ts", import.meta.url));
    const child = fork(path, [seed + index, shards, seed + count - 1, until].map(String), {
      execArgv: [...process.execArgv, "--expose-gc", "--max-old-space-size=2048"],
    });
    let at = "its start";
    let found: Shard | undefined;
    const failed = (how: string): Shard => ({
      tallies: {},
      heapGrowth: 0,
      peakMemory: 0,
      fault: `shard ${index} ${how} within 64 turns after ${at}`,
    });
    const hangs = (): void => {
      found = failed("hangs");
      child.kill("SIGKILL");
    };
    let watch = setTimeout(hangs, patienceMs);
    child.on("message", (message: ShardMessage) => {
      clearTimeout(watch);
      watch = setTimeout(hangs, patienceMs);
      if (message.kind === "at") at = `seed ${message.seed} (${message.target})`;
      else found = message;
    });
    child.on("exit", (code) => {
      clearTimeout(watch);
      resolve(found ?? failed(`ended with ${code}`));
    });
  });
}

const regexes = regexesOf("src");
const slow = regexes.flatMap((one) => {
  const found = superLinear(one);
  return found === undefined ? [] : [`${one.place} /${one.source}/${one.flags} ${JSON.stringify(found)}`];
});
console.log(slow.length === 0 ? "every regular expression is linear" : `super-linear:\n  ${slow.join("\n  ")}`);

const found = await Promise.all(Array.from({ length: shards }, (_, index) => runShard(index)));
const tallies: Tallies = {};
for (const shard of found)
  for (const [name, tally] of Object.entries(shard.tallies)) {
    const known = tallies[name];
    tallies[name] = known === undefined ? tally : together(known, tally);
  }
console.log(table(tallies));
const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
for (const [index, { heapGrowth, peakMemory }] of found.entries())
  console.log(
    `shard ${index}: held on to ${megabytes(heapGrowth)} more at its end, at most ${megabytes(peakMemory)} in use`,
  );
const faults = [
  ...found.flatMap(({ fault }) => fault ?? []),
  ...Object.entries(tallies).flatMap(([name, { faults: of }]) =>
    Object.entries(of).map(([fault, { times, seed: first }]) => faultText(name, fault, times, first)),
  ),
];
console.log(faults.length === 0 ? "no fault" : `faults:\n  ${faults.join("\n  ")}`);
writeCampaign(values.result, started, {
  seed,
  tallies,
  faults,
  regexes: { judged: regexes.length, superLinear: slow.length },
  heapGrowth: Math.max(...found.map(({ heapGrowth }) => heapGrowth)),
  peakMemory: Math.max(...found.map(({ peakMemory }) => peakMemory)),
});
process.exitCode = faults.length + slow.length > 0 ? 1 : 0;
