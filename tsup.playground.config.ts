import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig, type Options } from "tsup";
import { type Plugin, readyRulebook } from "./tsup.shared.ts";

/**
 * What the page never calls, and would only make it larger: json-rules-engine (the page asks `recommendSync`), and batches.
 */
const notInThePage: Plugin = {
  name: "not-in-the-page",
  setup: (build) => {
    const refuse = (names: string) => ({
      contents: `const no = () => { throw new Error("not in the playground"); }; export { ${names
        .split(" ")
        .map((name) => `no as ${name}`)
        .join(", ")} };`,
      loader: "js" as const,
    });
    build.onLoad({ filter: /[\\/]evaluate[\\/]json-rules-engine\.ts$/ }, () => refuse("prepareEngine"));
    build.onLoad({ filter: /[\\/]src[\\/]batch[\\/]batch\.ts$/ }, () => refuse("batch"));
  },
};

/** Of a case fixture the page shows the patient; what is expected of it is for the tests. */
const patientsOfFixtures: Plugin = {
  name: "patients-of-fixtures",
  setup: (build) => {
    build.onLoad({ filter: /[\\/]fixtures[\\/]cases[\\/].+\.json$/ }, ({ path }) => {
      const fixture = JSON.parse(readFileSync(path, "utf8")) as { title: string; case: unknown };
      return { contents: JSON.stringify({ title: fixture.title, case: fixture.case }), loader: "json" };
    });
  },
};

/** One classic script and one style sheet: they load from disk as well as from a server. */
export const playground: Options = {
  entry: { app: "playground/main.tsx" },
  outDir: "dist/playground",
  publicDir: "playground/public",
  tsconfig: resolve("playground/tsconfig.json"),
  format: ["iife"],
  platform: "browser",
  target: "es2022",
  minify: true,
  treeshake: false,
  splitting: false,
  dts: false,
  clean: true,
  outExtension: () => ({ js: ".js" }),
  noExternal: [/.*/],
  esbuildOptions: (options) => {
    options.mainFields = ["module", "main"];
    options.legalComments = "none";
  },
  esbuildPlugins: [readyRulebook, notInThePage, patientsOfFixtures],
};

export default defineConfig(playground);
