import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { CodeFault, Found, Patch } from "./fault.ts";

const copied = ["src", "rules", "fixtures", "scripts", "test", "package.json", "tsconfig.json", "vitest.config.ts"];

/** Runs the kinds of check in a copy of the tree with a fault in its code, in processes of its own. */
export function checkCodeFault({ patch }: Pick<CodeFault, "patch">, baselineFile: string): Found {
  const tree = mkdtempSync(join(tmpdir(), "sclero-seeded-"));
  try {
    for (const part of copied) cpSync(part, join(tree, part), { recursive: true });
    symlinkSync(resolve("node_modules"), join(tree, "node_modules"));
    const { file, source } = patched(patch);
    writeFileSync(join(tree, file), source);
    return { ...inTree(tree, baselineFile), "unit tests": unitTests(tree) };
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

/**
 * The source with the fault, and the file that it belongs to. Throws where what it replaces does not stand there just once: the code
 * has changed, and so must the fault.
 */
export function patched(patch: CodeFault["patch"]): { readonly file: string; readonly source: string } {
  const patches: readonly Patch[] = [patch].flat();
  for (const { file, find, put } of patches) {
    const source = existsSync(file) ? readFileSync(file, "utf8") : "";
    if (source.split(find).length === 2) return { file, source: source.replace(find, () => put) };
  }
  throw new Error(`expected this once in ${patches.map(({ file }) => file).join(" or ")}: ${patches[0]?.find}`);
}

function inTree(tree: string, baselineFile: string): Found {
  const { stdout, stderr, status } = spawnSync("npx", ["tsx", "scripts/assurance/seeded/in-tree.ts", baselineFile], {
    cwd: tree,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`the checks of a faulty tree failed: ${stderr.slice(-2000)}`);
  return JSON.parse(stdout.slice(stdout.lastIndexOf("\n{") + 1)) as Found;
}

/** The tests of logic, of the meaning of SQL and of the solver's formulas, each written on its own. */
const unitTestFiles = ["test/logic", "test/sql/meaning.test.ts", "test/verify/formula.test.ts"];

function unitTests(tree: string): string | null {
  const report = join(tree, "tests.json");
  const { status } = spawnSync(
    "npx",
    ["vitest", "run", ...unitTestFiles, "--reporter=json", `--outputFile=${report}`],
    {
      cwd: tree,
      stdio: "ignore",
    },
  );
  if (status === 0) return null;
  const { testResults } = JSON.parse(readFileSync(report, "utf8")) as {
    testResults: { assertionResults: { status: string; fullName: string }[] }[];
  };
  const failed = testResults.flatMap((file) => file.assertionResults).filter(({ status: of }) => of === "failed");
  return failed[0]?.fullName.trim() ?? "a test file that cannot be run";
}
