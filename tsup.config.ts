import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig, type Options } from "tsup";

/**
 * What must not reach a consumer's page: the engine's debug output, which would print patients' values where the page's
 * storage or the environment asks for it, and a fallback that makes a function from a string.
 */
const harmlessEngine: NonNullable<Options["esbuildPlugins"]>[number] = {
  name: "harmless-engine",
  setup: (build) => {
    build.onLoad({ filter: /json-rules-engine[\\/]dist[\\/]debug\.js$/ }, () => ({
      contents: "exports.__esModule = true; exports.default = () => {};",
      loader: "js",
    }));
    build.onLoad({ filter: /eventemitter2[\\/]lib[\\/]eventemitter2\.js$/ }, ({ path }) => {
      const fallback = "new Function('','return this')()";
      const code = readFileSync(path, "utf8");
      if (!code.includes(fallback)) throw new Error("eventemitter2 has changed: look at its fallback again");
      return { contents: code.replace(fallback, "globalThis"), loader: "js" };
    });
  },
};

const shared: Options = {
  target: "es2022",
  platform: "neutral",
  splitting: true,
  treeshake: true,
  // json-rules-engine is carried inside, so that no consumer installs jsonpath-plus.
  noExternal: ["json-rules-engine", "clone", "eventemitter2", "hash-it"],
  esbuildOptions: (options) => {
    options.alias = { "jsonpath-plus": resolve("scripts/jsonpath-stub.cjs") };
    options.mainFields = ["module", "main"];
  },
  esbuildPlugins: [harmlessEngine],
};

export default defineConfig([
  {
    ...shared,
    entry: {
      index: "src/index.ts",
      handout: "src/handout/index.ts",
      fhir: "src/fhir/index.ts",
      "cds-hooks": "src/cds-hooks/index.ts",
      sql: "src/sql/index.ts",
      testing: "src/testing/index.ts",
    },
    format: ["esm", "cjs"],
    dts: true,
    clean: true,
  },
  // The threads of `sclero batch` start from a file of their own.
  {
    ...shared,
    entry: { cli: "src/cli/bin.ts", "batch-worker": "src/cli/batch/worker.ts" },
    format: ["esm"],
    platform: "node",
  },
]);
