import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build, type Metafile, type Plugin } from "esbuild";
import { packageFolder, rootFolder } from "../package-build.ts";

/** Sizes in bytes. */
export interface BundleRow {
  readonly name: string;
  readonly minified: number;
  readonly gzip: number;
  readonly brotli: number;
}

export interface BundleSizeResult {
  readonly core: BundleRow;
  readonly coreWithoutRules: BundleRow;
  readonly others: readonly BundleRow[];
  /** Minified bytes of the core by where they come from, largest first. */
  readonly parts: readonly { readonly name: string; readonly minified: number }[];
}

const withoutRules: Plugin = {
  name: "without-rules",
  setup: (pass) => {
    pass.onLoad({ filter: /[\\/]rules[\\/].+\.json$/ }, ({ path }) =>
      path.startsWith(join(rootFolder, "rules")) ? { contents: "{}", loader: "json" } : undefined,
    );
  },
};

/** As in the published bundle, which carries the engine without its debug output. */
const engineWithoutDebug: Plugin = {
  name: "engine-without-debug",
  setup: (pass) => {
    pass.onLoad({ filter: /json-rules-engine[\\/]dist[\\/]debug\.js$/ }, () => ({
      contents: "exports.__esModule = true; exports.default = () => {};",
      loader: "js",
    }));
  },
};

/** What a page or a server that bundles the package would ship, everything that it imports inside. */
export async function measureBundleSize(): Promise<BundleSizeResult> {
  const source = `export * from ${JSON.stringify(join(rootFolder, "src", "index.ts"))};`;
  const advisorOnly = `export { createAdvisor } from ${JSON.stringify(join(rootFolder, "src", "index.ts"))};`;
  const withoutReader = `export { createAdvisorFor, embeddedRulebook } from ${JSON.stringify(join(rootFolder, "src", "index.ts"))};`;
  const { row: core, metafile } = await bundle("`.`, all exports", source);
  const { row: coreWithoutRules } = await bundle("`.`, all exports, without the rules' JSON", source, [withoutRules]);
  const others: BundleRow[] = [];
  others.push((await bundle("`.`, `createAdvisor` alone", advisorOnly)).row);
  others.push((await bundle("`.`, `createAdvisor` alone, without the rules' JSON", advisorOnly, [withoutRules])).row);
  const embedded = "`.`, `createAdvisorFor` and `embeddedRulebook` alone";
  others.push((await bundle(embedded, withoutReader)).row);
  others.push((await bundle(`${embedded}, without the rules' JSON`, withoutReader, [withoutRules])).row);
  for (const { name, file } of subpaths())
    others.push(
      (await bundle(`\`${name}\` with what it needs of the core`, `export * from ${JSON.stringify(file)};`)).row,
    );
  return { core, coreWithoutRules, others, parts: partsOf(metafile) };
}

async function bundle(
  name: string,
  contents: string,
  plugins: readonly Plugin[] = [],
): Promise<{ row: BundleRow; metafile: Metafile }> {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: rootFolder, loader: "ts" },
    absWorkingDir: rootFolder,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    mainFields: ["module", "main"],
    alias: { "jsonpath-plus": resolve(rootFolder, "scripts/jsonpath-stub.cjs") },
    external: ["node:*", ...optionalPackages()],
    legalComments: "none",
    plugins: [engineWithoutDebug, ...plugins],
    metafile: true,
    write: false,
    logLevel: "error",
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  return {
    row: {
      name,
      minified: code.length,
      gzip: gzipSync(code, { level: 9 }).length,
      brotli: brotliCompressSync(code).length,
    },
    metafile,
  };
}

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly import?: { readonly default?: string } }>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

function manifest(): Manifest {
  return JSON.parse(readFileSync(join(rootFolder, "package.json"), "utf8")) as Manifest;
}

/** What a user has to install beside the package is not part of it. */
function optionalPackages(): string[] {
  const { peerDependencies = {}, optionalDependencies = {} } = manifest();
  return Object.keys({ ...peerDependencies, ...optionalDependencies });
}

/** The subpaths with code beside the core, in their built form. */
function subpaths(): { name: string; file: string }[] {
  return Object.entries(manifest().exports).flatMap(([name, target]) => {
    const file = typeof target === "string" ? undefined : target.import?.default;
    if (name === "." || file === undefined || !file.endsWith(".js")) return [];
    return [{ name, file: join(packageFolder, file.slice("./dist/".length)) }];
  });
}

function partsOf({ outputs }: Metafile): BundleSizeResult["parts"] {
  const sizes = new Map<string, number>();
  for (const { inputs } of Object.values(outputs))
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const name = partOf(path);
      sizes.set(name, (sizes.get(name) ?? 0) + bytesInOutput);
    }
  return [...sizes]
    .map(([name, minified]) => ({ name, minified }))
    .filter(({ minified }) => minified > 0)
    .sort((a, b) => b.minified - a.minified);
}

function partOf(path: string): string {
  const parts = path.split("/");
  const packages = parts.lastIndexOf("node_modules");
  if (packages >= 0) {
    const [first = "", second = ""] = parts.slice(packages + 1);
    return first.startsWith("@") ? `${first}/${second}` : first;
  }
  if (parts[0] === "rules") return path;
  return parts[0] === "src" && parts.length > 2 ? `src/${parts[1]}` : (parts[0] ?? path);
}
