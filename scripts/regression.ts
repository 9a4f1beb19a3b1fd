// The reports of every fixture patient on this tree against another revision: npx tsx scripts/regression.ts [revision, by default
// main] [--json]. Lists every difference by patient, part and rules. Exit code 1 on any
// difference, 2 where the revision is unknown or does not run.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { patientsOf } from "./everywhere/patients.ts";
import { type Difference, differencesOf } from "./regression/difference.ts";
import { differenceLines, type PatientDifference, ruleCounts } from "./regression/text.ts";
import { checkOut, commitOf } from "./regression/tree.ts";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "boolean", default: false } },
});
const [revision = "main"] = positionals;

function answers(tree: string, folder: string, name: string): unknown[] {
  const file = join(folder, `${name}.json`);
  const script = fileURLToPath(new URL("regression/answer.ts", import.meta.url));
  const { status } = spawnSync(resolve("node_modules/.bin/tsx"), [script, tree, join(folder, "patients.json"), file], {
    cwd: tree,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (status !== 0) throw new Error(`the source ${name} does not run: see above`);
  return JSON.parse(readFileSync(file, "utf8")) as unknown[];
}

function compareWith(commit: string): PatientDifference[] {
  const folder = mkdtempSync(join(tmpdir(), "sclero-answers-"));
  const base = checkOut(commit);
  try {
    const patients = patientsOf("fixtures/cases", 0, false);
    writeFileSync(join(folder, "patients.json"), JSON.stringify(patients));
    const [before, after] = [answers(base, folder, "before the change"), answers(process.cwd(), folder, "after it")];
    if (!values.json)
      console.log(`${patients.length} patients, this tree against ${revision} (${commit.slice(0, 10)})`);
    return patients.flatMap(({ name, evidence }, index): PatientDifference[] => {
      const differences: Difference[] = differencesOf(before[index], after[index]);
      return differences.length === 0 ? [] : [{ patient: name, evidence, differences }];
    });
  } finally {
    for (const made of [folder, base]) rmSync(made, { recursive: true, force: true });
  }
}

const unusable = (message: string): void => {
  console.error(message);
  process.exitCode = 2;
};
const commit = commitOf(revision);
if (commit === undefined) unusable(`there is no revision ${revision} here: name one, or fetch it first`);
else {
  try {
    show(compareWith(commit));
  } catch (error) {
    unusable((error as Error).message);
  }
}

function show(found: readonly PatientDifference[]): void {
  if (values.json) console.log(JSON.stringify(found, null, 2));
  else {
    for (const line of found.flatMap(differenceLines)) console.log(line);
    for (const line of ruleCounts(found)) console.log(line);
    console.log(found.length === 0 ? "no difference" : `${found.length} patients differ`);
  }
  process.exitCode = found.length > 0 ? 1 : 0;
}
