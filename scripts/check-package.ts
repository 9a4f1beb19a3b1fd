// Packs the library, installs the tarball into an empty project and uses it there as a consumer would: ESM, CommonJS,
// TypeScript under both module resolutions, the command line. Checks too that nothing unwanted is installed or carried inside.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const project = mkdtempSync(join(tmpdir(), "sclero-package-"));
const root = process.cwd();
const run = (command: string, args: readonly string[], cwd = project): string =>
  execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
const checks: [string, () => void][] = [];
const expect = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(`expected ${what}`);
};

const [{ filename, files }] = JSON.parse(
  run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", project], root),
) as [{ filename: string; files: { path: string }[] }];
const tarball = join(project, filename);

checks.push([
  "holds only what it should",
  () => {
    const strangers = files
      .map(({ path }) => path)
      .filter(
        (path) =>
          !/^(dist|rules|schema)\/|^(LICENSE|README\.md|CHANGELOG\.md|THIRD-PARTY\.md|package\.json)$/.test(path),
      );
    expect(strangers.length === 0, `no stray file, found ${strangers.join(", ")}`);
    for (const needed of [
      "LICENSE",
      "README.md",
      "dist/index.d.cts",
      "schema/case.schema.json",
      "rules/vocabulary.json",
    ])
      expect(
        files.some(({ path }) => path === needed),
        `${needed} in the package`,
      );
  },
]);
checks.push(["publint finds nothing", () => void run("npx", ["--no-install", "publint", "--strict", tarball], root)]);
checks.push([
  "types are right for every resolution",
  () =>
    void run(
      "npx",
      [
        "--no-install",
        "attw",
        tarball,
        "--profile",
        "node16",
        "--exclude-entrypoints",
        "./rules/*.json",
        "./schema/*.json",
      ],
      root,
    ),
]);
checks.push([
  "installs without jsonpath-plus and json-rules-engine",
  () => {
    writeFileSync(join(project, "package.json"), JSON.stringify({ name: "consumer", private: true, version: "1.0.0" }));
    run("npm", ["install", "--silent", "--no-audit", "--no-fund", tarball]);
    const installed = readdirSync(join(project, "node_modules"));
    for (const unwanted of ["jsonpath-plus", "json-rules-engine", "jsep"])
      expect(!installed.includes(unwanted), `no ${unwanted} among what is installed`);
  },
]);
checks.push([
  "carries no code generation and no path evaluation",
  () => {
    const dist = join(project, "node_modules/sclerotherapy-cds/dist");
    for (const file of readdirSync(dist).filter((name) => /\.c?js$/.test(name))) {
      const code = readFileSync(join(dist, file), "utf8");
      expect(!/\bnew Function\b|\beval\s*\(|jsonpath-plus|safe-eval/.test(code), `no code generation in ${file}`);
      if (file !== "cli.js") expect(!/from\s*["']node:|require\(["']node:/.test(code), `nothing of Node in ${file}`);
    }
  },
]);

const use = (load: string): string => `${load}
const advisor = createAdvisor();
const report = advisor.recommendSync({ patient: { pregnant: true } });
advisor.recommend({ patient: { pregnant: async () => true } }).then((same) => {
  if (JSON.stringify(same) !== JSON.stringify(report)) throw new Error("the two evaluators differ");
  console.log(report.eligibility.decision);
});
`;
checks.push([
  "works as ESM",
  () => {
    writeFileSync(join(project, "use.mjs"), use('import { createAdvisor } from "sclerotherapy-cds";'));
    expect(run("node", ["use.mjs"]).trim() === "defer", "`defer` from ESM");
  },
]);
checks.push([
  "works as CommonJS",
  () => {
    writeFileSync(join(project, "use.cjs"), use('const { createAdvisor } = require("sclerotherapy-cds");'));
    expect(run("node", ["use.cjs"]).trim() === "defer", "`defer` from CommonJS");
  },
]);
checks.push([
  "works without code generation from strings",
  () =>
    expect(
      run("node", ["--disallow-code-generation-from-strings", "use.mjs"]).trim() === "defer",
      "`defer` under a strict policy",
    ),
]);
checks.push([
  "gives its rule files and schema",
  () => {
    writeFileSync(
      join(project, "files.cjs"),
      `const { facts } = require("sclerotherapy-cds/rules/vocabulary.json");
const { title } = require("sclerotherapy-cds/schema/case.schema.json");
const { createFixtureRunner } = require("sclerotherapy-cds/testing");
console.log(typeof facts, typeof title, typeof createFixtureRunner);`,
    );
    expect(run("node", ["files.cjs"]).trim() === "object string function", "the files and the testing entry");
  },
]);
checks.push([
  "types hold in a consumer's TypeScript",
  () => {
    writeFileSync(
      join(project, "use.ts"),
      `import { createAdvisor, CaseError, type Report } from "sclerotherapy-cds";
import { createFixtureRunner, type Fixture } from "sclerotherapy-cds/testing";
const report: Report = createAdvisor({ evidence: "documents" }).recommendSync({});
const decision: string = report.eligibility.decision;
// @ts-expect-error the report is read-only
report.eligibility.decision = "proceed";
export { CaseError, createFixtureRunner, decision, type Fixture };
`,
    );
    const tsc = resolve(root, "node_modules/.bin/tsc");
    for (const [module, moduleResolution] of [
      ["node16", "node16"],
      ["esnext", "bundler"],
    ]) {
      const compilerOptions = { module, moduleResolution, target: "es2022", strict: true, noEmit: true, types: [] };
      writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["use.ts"] }));
      run(tsc, ["-p", "."]);
    }
  },
]);
checks.push([
  "the command line answers",
  () => {
    const answer = execFileSync(join(project, "node_modules/.bin/sclero"), ["recommend", "-", "--json"], {
      input: '{"patient":{"pregnant":true}}',
      encoding: "utf8",
    });
    expect(
      (JSON.parse(answer) as { eligibility: { decision: string } }).eligibility.decision === "defer",
      "`defer` from sclero",
    );
  },
]);

let failures = 0;
if (!existsSync(join(root, "dist/index.js"))) throw new Error("build first: npm run build");
for (const [name, check] of checks) {
  try {
    check();
    process.stdout.write(`  passed: ${name}\n`);
  } catch (error) {
    failures += 1;
    process.stdout.write(
      `  FAILED: ${name}\n    ${(error as Error).message.split("\n").slice(0, 12).join("\n    ")}\n${(error as { stdout?: string }).stdout ?? ""}\n`,
    );
  }
}
rmSync(project, { recursive: true, force: true });
process.exitCode = failures > 0 ? 1 : 0;
