import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig, type Options } from "tsup";
import { embeddedRulebook } from "./src/rulebook/embedded.ts";

type Plugin = NonNullable<Options["esbuildPlugins"]>[number];

/**
 * What must not reach a consumer's page: the engine's debug output, which would print patients' values where the page's
 * storage or the environment asks for it, and a fallback that makes a function from a string.
 */
const harmlessEngine: Plugin = {
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

/**
 * What a first report must not wait for: rule files as text, which `JSON.parse` reads in half the time that the same object takes
 * as code, and their digest, which is known when they are built in.
 */
const readyRulebook: Plugin = {
  name: "ready-rulebook",
  setup: (build) => {
    build.onLoad({ filter: /[\\/]rules[\\/].+\.json$/ }, ({ path }) => {
      const text = JSON.stringify(JSON.parse(readFileSync(path, "utf8")));
      return { contents: `export default JSON.parse(${JSON.stringify(text)});`, loader: "js" };
    });
    build.onLoad({ filter: /[\\/]rulebook[\\/]embedded-digest\.ts$/ }, () => ({
      contents: `export const embeddedDigest = () => ${JSON.stringify(embeddedRulebook().digest)};`,
      loader: "js",
    }));
  },
};

const shared: Options = {
  target: "es2022",
  platform: "neutral",
  splitting: true,
  treeshake: true,
  // json-rules-engine is carried inside, so that no consumer installs jsonpath-plus. The others are small once what is not used is
  // left out; loaded file by file from where they are installed they would take longer than all the rest of a first report.
  noExternal: [
    "json-rules-engine",
    "clone",
    "eventemitter2",
    "hash-it",
    /^zod(\/|$)/,
    "ts-pattern",
    /^@noble\/hashes\//,
    "fastest-levenshtein",
  ],
  esbuildOptions: (options) => {
    options.alias = { "jsonpath-plus": resolve("scripts/jsonpath-stub.cjs") };
    options.mainFields = ["module", "main"];
  },
  esbuildPlugins: [harmlessEngine, readyRulebook],
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
    // A tool of those who write rules; the command says what to install.
    external: ["z3-solver"],
  },
]);
