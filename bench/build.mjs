// Bundles the measuring programs with the library's sources, so that its internals are measured in the form they ship in.
// The peers stay outside: they run as their users install them.
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "..");

/** Packages named by files of this folder are peers and stay outside; those named by the library's sources are bundled. */
const peersStayOutside = {
  name: "peers-stay-outside",
  setup: (pass) => {
    pass.onResolve({ filter: /^[^./]/ }, ({ path, importer }) =>
      importer.startsWith(`${here}/`) && !importer.includes("node_modules") ? { path, external: true } : undefined,
    );
  },
};

/** As in the published bundle: the engine without its debug output, which would otherwise be measured with it. */
const engineWithoutDebug = {
  name: "engine-without-debug",
  setup: (pass) => {
    pass.onLoad({ filter: /json-rules-engine[\\/]dist[\\/]debug\.js$/ }, () => ({
      contents: "exports.__esModule = true; exports.default = () => {};",
      loader: "js",
    }));
  },
};

await build({
  absWorkingDir: here,
  entryPoints: ["run.ts"],
  outdir: "dist",
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  alias: { "jsonpath-plus": resolve(root, "scripts/jsonpath-stub.cjs") },
  mainFields: ["module", "main"],
  // Bundled CommonJS may ask for Node's own modules.
  banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
  define: { "process.env.BENCH_PEERS": JSON.stringify(peerVersions()) },
  plugins: [peersStayOutside, engineWithoutDebug],
  logLevel: "warning",
});

/** The exact versions of the peers, as `name@version` by name. */
function peerVersions() {
  const { dependencies } = JSON.parse(readFileSync(resolve(here, "package.json"), "utf8"));
  return JSON.stringify(dependencies);
}
