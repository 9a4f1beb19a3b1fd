// Seeds one fault after the other, into the rules and into the code, and runs every kind of check on each: a fault must be caught by
// two kinds at least, and the tree without a fault by none. Prints a table; exit code 1 where that does not hold.
//   npm run seeded -- [--only <part of a title or kind>] [--result <file>]
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadZ3 } from "../../src/cli/verify/z3.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { startRun } from "./result.ts";
import { baselineOf } from "./seeded/baseline.ts";
import { checkCodeFault } from "./seeded/code-fault.ts";
import { readFaults } from "./seeded/fault.ts";
import { checkRuleFault } from "./seeded/rule-fault.ts";
import { isCaughtTwice, type SeededFigures, type SeededRow, seededTable, wantedKinds } from "./seeded/table.ts";

const { values } = parseArgs({ options: { only: { type: "string", default: "" }, result: { type: "string" } } });
const started = startRun("seeded", "npm run seeded");
const rulebook = embeddedRulebook();
const { rules, code } = readFaults();
const isAsked = ({ kind, title }: { kind: string; title: string }): boolean =>
  `${kind}: ${title}`.includes(values.only);
const randomCases = 200;
const folder = mkdtempSync(join(tmpdir(), "sclero-seeded-baseline-"));
const z3 = await loadZ3();
try {
  const baseline = baselineOf(rulebook, randomCases);
  const baselineFile = join(folder, "baseline.json");
  writeFileSync(baselineFile, JSON.stringify(baseline));
  const rows: SeededRow[] = [];
  const add = (row: SeededRow): void => {
    rows.push(row);
    console.log(seededTable([row]).join("\n"));
  };
  for (const fault of rules.filter(isAsked))
    add({
      kind: fault.kind,
      title: fault.title,
      in: "rules",
      found: await checkRuleFault(fault, { rulebook, baseline, openSolver: z3.open }),
    });
  for (const fault of code.filter(isAsked))
    add({ kind: fault.kind, title: fault.title, in: "code", found: checkCodeFault(fault, baselineFile) });
  // A check that finds faults where there are none would prove nothing.
  const control = checkCodeFault(
    { patch: { file: "src/logic/truth.ts", find: "/** Lifts", put: "/** Lifts" } },
    baselineFile,
  );
  const falseAlarms = Object.entries(control).flatMap(([check, by]) => (by === null ? [] : [`${check}: ${by}`]));
  const figures: SeededFigures = { rows, falseAlarms, patients: baseline.length };
  console.log(`\n${seededTable(rows).join("\n")}`);
  const missed = rows.filter((row) => !isCaughtTwice(row));
  console.log(
    `${rows.length - missed.length} of ${rows.length} faults caught by ${wantedKinds} kinds of check or more`,
  );
  for (const { kind, title } of missed) console.log(`caught by too few: ${kind}: ${title}`);
  for (const alarm of falseAlarms) console.log(`found without a fault: ${alarm}`);
  const failed = missed.length + falseAlarms.length > 0;
  started.finish(values.result, !failed, figures);
  process.exitCode = failed ? 1 : 0;
} finally {
  z3.end();
  rmSync(folder, { recursive: true, force: true });
}
