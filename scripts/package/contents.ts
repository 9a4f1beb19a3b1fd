import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";
import { type Check, entries, expect, type Packed } from "./check.ts";

const allowed =
  /^(dist|rules|schema)\/|^docs\/[a-z-]+\.md$|^(LICENSE|README\.md|CHANGELOG\.md|SECURITY\.md|THIRD-PARTY\.md|package\.json)$/;
/** The help of the command line and of issues names these. */
const docs = ["docs/cds-hooks.md", "docs/verify.md", "docs/writing-cases.md", "docs/writing-rules.md"];
const needed = [
  "LICENSE",
  "README.md",
  "dist/index.d.cts",
  "schema/case.schema.json",
  "rules/vocabulary.json",
  ...docs,
];
/** What json-rules-engine would bring with it: a package that evaluates paths, with a history of arbitrary code. */
const unwanted = ["jsonpath-plus", "json-rules-engine", "jsep"];

/** What lies in the package, and what its code imports. */
export function contentChecks({ project, files, manifest }: Packed): Check[] {
  const dist = join(project, "node_modules", manifest.name, "dist");
  return [
    {
      name: "holds only what it should",
      run: () => {
        const strangers = files.filter((path) => !allowed.test(path));
        expect(strangers.length === 0, `no stray file, found ${strangers.join(", ")}`);
        for (const path of needed) expect(files.includes(path), `${path} in the package`);
        return `${files.length} files`;
      },
    },
    {
      name: "installs without jsonpath-plus and json-rules-engine",
      run: () => {
        const installed = readdirSync(join(project, "node_modules"));
        for (const name of unwanted) expect(!installed.includes(name), `no ${name} among what is installed`);
        return undefined;
      },
    },
    {
      name: "imports only what it declares, and nothing of Node in the library",
      run: async () => {
        const declared = new Set([
          ...Object.keys(manifest.dependencies),
          ...Object.keys(manifest.peerDependencies ?? {}),
        ]);
        for (const format of ["js", "cjs"]) {
          const imports = await importsOf(
            entries.map((entry) => join(dist, `${entry}.${format}`)),
            dist,
          );
          const strangers = imports.filter((name) => !declared.has(packageOf(name)));
          expect(strangers.length === 0, `only declared imports in *.${format}, found ${strangers.join(", ")}`);
        }
        const imports = await importsOf([join(dist, "cli.js")], dist);
        const strangers = imports.filter((name) => !isBuiltin(name) && !declared.has(packageOf(name)));
        expect(strangers.length === 0, `only declared imports in cli.js, found ${strangers.join(", ")}`);
        return `${declared.size} packages declared`;
      },
    },
    {
      name: "carries no code generation and no path evaluation",
      run: () => {
        const code = readdirSync(dist).filter((name) => /\.c?js$/.test(name));
        for (const file of code) {
          const text = readFileSync(join(dist, file), "utf8");
          expect(!/\bnew Function\b|\beval\s*\(|jsonpath-plus|safe-eval/.test(text), `no code generation in ${file}`);
        }
        return `${code.length} files`;
      },
    },
  ];
}

/** What the files that entries reach import from outside, read from the built code itself. */
async function importsOf(entryPoints: readonly string[], folder: string): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [...entryPoints],
    outdir: folder,
    bundle: true,
    format: "esm",
    platform: "neutral",
    packages: "external",
    // Node's own modules are written without `node:` in the build.
    external: [...builtinModules],
    ignoreAnnotations: true,
    write: false,
    metafile: true,
    logLevel: "error",
  });
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
  return [...new Set(imports.filter(({ external }) => external).map(({ path }) => path))].sort();
}

/** The package of an import: `zod` of `zod/mini`. */
export function packageOf(name: string): string {
  const [scope = "", rest = ""] = name.split("/");
  return name.startsWith("@") ? `${scope}/${rest}` : scope;
}

function isBuiltin(name: string): boolean {
  return name.startsWith("node:") || builtinModules.includes(name);
}
