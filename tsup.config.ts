import { resolve } from "node:path";
import { defineConfig, type Options } from "tsup";
import { coreInOneChunk, harmlessEngine, readyRulebook } from "./tsup.shared.ts";

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
    esbuildPlugins: [...(shared.esbuildPlugins ?? []), coreInOneChunk],
    dts: true,
    clean: true,
  },
  // The threads of `sclero batch` start from a file of their own.
  {
    ...shared,
    entry: { cli: "src/cli/bin.ts", "batch-worker": "src/cli/batch/worker.ts" },
    format: ["esm"],
    platform: "node",
    // What renders the pages of `sclero docs`.
    noExternal: [...(shared.noExternal ?? []), /^preact(\/|$)/, "preact-render-to-string", "minisearch"],
    // A tool of those who write rules; the command says what to install.
    external: ["z3-solver"],
  },
]);
