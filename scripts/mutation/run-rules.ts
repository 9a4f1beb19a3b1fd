// Seeds one small fault after the other into the rules and runs the cases: each fault must fail a case, or the case that would
// show it is missing; equal.json and unasserted.json say of the others why none does. Exit code 1 where a fault survives that
// is in neither list, where a list is stale, and, of all faults, where less than the wanted share is killed.
// Usage: run-rules.ts [--sample <n>] [--shard <i>/<n>] [--only <part of the name>] [--json] [--result <file>]
import { parseArgs } from "node:util";
import { embeddedContent, embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { startRun } from "../assurance/result.ts";
import { createJudge } from "./judge.ts";
import { readPatients } from "./patients.ts";
import { mutantsOf } from "./rules.ts";
import { readSurvivors, staleEntries } from "./survivors.ts";

/** Of the faults that the loader takes and that are not equal. */
const wantedShare = 0.98;

const { values: flags } = parseArgs({
  options: {
    sample: { type: "string" },
    shard: { type: "string", default: "0/1" },
    only: { type: "string", default: "" },
    json: { type: "boolean", default: false },
    result: { type: "string" },
  },
});
const [shard = 0, shards = 1] = flags.shard.split("/").map(Number);

const run = startRun("mutate-rules", "npm run mutate:rules");
const started = performance.now();
const all = mutantsOf(embeddedContent);
const named = all.filter(({ id }) => id.includes(flags.only));
const every = flags.sample === undefined ? 1 : Math.max(1, Math.floor(named.length / Number(flags.sample)));
const chosen = named.filter((_, index) => index % every === 0).filter((_, index) => index % shards === shard);

const equal = readSurvivors("equal");
const unasserted = readSurvivors("unasserted");
const listed = new Map([
  ...equal.map(({ mutant }) => [mutant, "equal"] as const),
  ...unasserted.map(({ mutant }) => [mutant, "unasserted"] as const),
]);

const patients = readPatients("fixtures/cases", embeddedRulebook());
const judge = createJudge(embeddedRulebook(), patients);
const none = { killed: 0, refused: 0, equal: 0, unasserted: 0, survives: 0 };
const byKind: Record<string, typeof none> = {};
const total = { ...none };
const survivors = new Set<string>();
for (const mutant of chosen) {
  const { id, kind } = mutant;
  const verdict = judge(mutant);
  if (verdict === "survives") survivors.add(id);
  const counted = verdict === "survives" ? (listed.get(id) ?? "survives") : verdict;
  const counts = byKind[kind] ?? { ...none };
  byKind[kind] = counts;
  counts[counted] += 1;
  total[counted] += 1;
}

const unlisted = [...survivors].filter((id) => !listed.has(id));
const stale = staleEntries(
  [...equal, ...unasserted],
  new Set(all.map(({ id }) => id)),
  new Set(chosen.map(({ id }) => id)),
  survivors,
);
const share = total.killed / Math.max(1, total.killed + total.unasserted + total.survives);
const seconds = Math.round((performance.now() - started) / 100) / 10;
const figures = { mutants: chosen.length, patients: patients.length, ...total, share, byKind };
if (flags.json) process.stdout.write(`${JSON.stringify({ ...figures, survivors: unlisted, stale, seconds })}\n`);
else {
  for (const [kind, counts] of Object.entries({ ...byKind, all: total }))
    process.stdout.write(`${kind}: ${words(counts)}\n`);
  for (const id of unlisted) process.stdout.write(`survives: ${id}\n`);
  for (const entry of stale) process.stdout.write(`listed wrongly: ${entry}\n`);
  process.stdout.write(`${(share * 100).toFixed(2)} % killed by ${patients.length} patients in ${seconds} s\n`);
}
const isWhole = chosen.length === all.length;
const failed = unlisted.length > 0 || stale.length > 0 || (isWhole && share < wantedShare);
process.exitCode = failed ? 1 : 0;
run.finish(flags.result, !failed, { ...figures, of: all.length, wantedShare, survivors: unlisted, stale });

function words({ killed, refused, equal, unasserted, survives }: typeof none): string {
  const others = [
    [refused, "refused by the loader"],
    [equal, "equal"],
    [unasserted, "where a case asserts nothing"],
    [survives, "survive"],
  ] as const;
  return [`${killed} fail a case`, ...others.filter(([count]) => count > 0).map((one) => one.join(" "))].join(", ");
}
