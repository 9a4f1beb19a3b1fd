// Packs the library, installs the tarball into an empty project and uses it there as a consumer would. Checks too what is carried
// inside, what it costs a page, its API reports and its bill of materials. Build first: npm run build. With `--result <file>` what
// came of each check is written there.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startRun } from "./assurance/result.ts";
import { auditChecks } from "./package/audit.ts";
import { bundlerChecks } from "./package/bundlers.ts";
import { type Check, type Manifest, type Packed, run, runChecks } from "./package/check.ts";
import { consumerChecks } from "./package/consumers.ts";
import { contentChecks } from "./package/contents.ts";
import { licenceChecks } from "./package/licences.ts";

const { result } = parseArgs({ options: { result: { type: "string" } } }).values;
const started = startRun("package", "npm run package");
const root = process.cwd();
if (!existsSync(join(root, "dist/index.js"))) throw new Error("build first: npm run build");

/** The tarball, installed. */
function pack(project: string): Packed {
  const [{ filename, files, size }] = JSON.parse(
    run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", project], { cwd: root }),
  ) as [{ filename: string; files: { path: string }[]; size: number }];
  const tarball = join(project, filename);
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "consumer", private: true, version: "1.0.0" }));
  run("npm", ["install", "--silent", "--no-audit", "--no-fund", tarball], { cwd: project });
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest;
  return { root, project, tarball, files: files.map(({ path }) => path), size, manifest };
}

/** Checks by programs of their own. */
function programChecks({ tarball, manifest }: Packed): Check[] {
  const withoutCode = Object.keys(manifest.exports).filter((path) => path.endsWith(".json"));
  const program = (name: string, ...args: string[]): Check => ({
    name,
    run: () => {
      run("npx", ["--no-install", ...args], { cwd: root });
      return undefined;
    },
  });
  return [
    program("publint finds nothing", "publint", "--strict", tarball),
    program(
      "types are right for every resolution",
      ...["attw", tarball, "--profile", "node16", "--exclude-entrypoints", ...withoutCode],
    ),
    program("the API is the one that was reviewed", "tsx", "scripts/api-report/run.ts", "--check"),
    program("the bill of materials can be made", "tsx", "scripts/sbom.ts", "--check"),
  ];
}

const project = mkdtempSync(join(tmpdir(), "sclero-package-"));
try {
  const packed = pack(project);
  const checked = await runChecks([
    ...contentChecks(packed),
    ...programChecks(packed),
    ...licenceChecks(packed),
    ...consumerChecks(packed),
    ...bundlerChecks(packed),
    ...auditChecks(packed),
  ]);
  const failed = checked.some(({ verdict }) => verdict === "failed");
  started.finish(result, !failed, { tarballBytes: packed.size, checks: checked });
  process.exitCode = failed ? 1 : 0;
} finally {
  rmSync(project, { recursive: true, force: true });
}
