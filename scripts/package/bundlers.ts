import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { type Check, entries, expect, type Packed, Skip, specifier } from "./check.ts";
import { sizeLimits, tarballLimit } from "./size-limits.ts";

/** What the package costs a page, and whether a site's bundler takes it. */
export function bundlerChecks({ project, size }: Packed): Check[] {
  return [
    ...entries.map((entry): Check => ({ name: `size of ${specifier(entry)}`, run: () => entrySize(project, entry) })),
    {
      name: "size of the download",
      run: () => {
        expect(size <= tarballLimit, `at most ${tarballLimit} bytes, found ${size}`);
        return `${size} bytes`;
      },
    },
    { name: "every entry builds with Vite for browsers, and the result answers", run: () => viteBuild(project) },
  ];
}

async function entrySize(project: string, entry: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: `export * from "${specifier(entry)}";`, resolveDir: project },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
    logLevel: "error",
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  const [minified, gzip] = [code.length, gzipSync(code, { level: 9 }).length];
  const limit = sizeLimits[entry];
  expect(limit !== undefined, `a limit for ${entry} in size-limits.ts`);
  const figures = `${minified} bytes minified, ${gzip} gzip`;
  expect(
    limit !== undefined && minified <= limit.minified && gzip <= limit.gzip,
    `at most ${limit?.minified} bytes minified and ${limit?.gzip} gzip, found ${figures}`,
  );
  return figures;
}

async function viteBuild(project: string): Promise<string> {
  const { build: viteBuild } = await import("vite").catch(() => {
    throw new Skip("vite is not installed");
  });
  const site = join(project, "site");
  mkdirSync(site, { recursive: true });
  const names = entries.map((entry) => entry.replace("-", ""));
  writeFileSync(
    join(site, "main.js"),
    `${entries.map((entry, index) => `import * as ${names[index]} from "${specifier(entry)}";`).join("\n")}
const report = index.createAdvisor().recommendSync({ patient: { pregnant: true } });
export const decision = report.eligibility.decision;
export const parts = { ${names.join(", ")} };
`,
  );
  const warnings: string[] = [];
  await viteBuild({
    root: site,
    configFile: false,
    logLevel: "silent",
    build: {
      lib: { entry: join(site, "main.js"), formats: ["es"], fileName: "site" },
      outDir: join(site, "out"),
      minify: true,
      rollupOptions: { onwarn: ({ message }) => void warnings.push(message) },
    },
  });
  expect(warnings.length === 0, `no warning, found ${warnings.join("\n")}`);
  const files = readdirSync(join(site, "out"));
  for (const file of files)
    expect(!/__vite-browser-external/.test(readFileSync(join(site, "out", file), "utf8")), "nothing of Node");
  const built = (await import(
    pathToFileURL(join(site, "out", files.find((name) => name.startsWith("site")) ?? "")).href
  )) as {
    decision: string;
  };
  expect(built.decision === "defer", "`defer` from the built site");
  return `${files.length} files`;
}
