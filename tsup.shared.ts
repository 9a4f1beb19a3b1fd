import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Options } from "tsup";
import { embeddedRulebook } from "./src/rulebook/embedded.ts";

/** A plugin of the bundler. */
export type Plugin = NonNullable<Options["esbuildPlugins"]>[number];

/**
 * What must not reach a consumer's page: the engine's debug output, which would print patients' values where the page's
 * storage or the environment asks for it, and a fallback that makes a function from a string.
 */
export const harmlessEngine: Plugin = {
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

/** What stands in the place of `embedded-ready.ts`: what the embedded rulebook was found to be when it is built in. */
export function readyCode(): string {
  const { digest, rules, slotStage, stages } = embeddedRulebook();
  const later = rules.filter(({ stage }) => stage > 0).map(({ name, stage }) => [name, stage]);
  return `export const embeddedReady = () => ({
  digest: ${JSON.stringify(digest)},
  stages: {
    ruleStage: new Map(${JSON.stringify(later)}),
    slotStage: new Map(${JSON.stringify([...slotStage])}),
    count: ${stages},
  },
});`;
}

/**
 * What a first report must not wait for: rule files as text, which `JSON.parse` reads in half the time that the same object takes
 * as code, and what follows from them, which is known when they are built in.
 */
export const readyRulebook: Plugin = {
  name: "ready-rulebook",
  setup: (build) => {
    build.onLoad({ filter: /[\\/]rules[\\/].+\.json$/ }, ({ path }) => {
      const text = JSON.stringify(JSON.parse(readFileSync(path, "utf8")));
      return { contents: `export default /* @__PURE__ */ JSON.parse(${JSON.stringify(text)});`, loader: "js" };
    });
    build.onLoad({ filter: /[\\/]rulebook[\\/]embedded-ready\.ts$/ }, () => ({ contents: readyCode(), loader: "js" }));
  },
};

/** The edges, and what the core loads only when it is asked for. */
const besideTheCore =
  /[\\/]src[\\/](?:(?:handout|fhir|cds-hooks|sql|testing)[\\/]index|batch[\\/]projector|evaluate[\\/]json-rules-engine)\.ts$/;

/**
 * Lets all that makes a file of its own reach the whole core, so that the core is one chunk. Else what it shares with `sql`, with `fhir`
 * and so on would be chunks of their own, and each file that Node has to find and read costs a first report half a millisecond.
 */
export const coreInOneChunk: Plugin = {
  name: "core-in-one-chunk",
  setup: (build) => {
    const core = resolve("src/index.ts");
    build.onLoad({ filter: besideTheCore }, ({ path }) => ({
      contents: `import "the-core";\n${readFileSync(path, "utf8")}`,
      loader: "ts",
    }));
    // An import without names would be left out of a package that says it has no side effects.
    build.onResolve({ filter: /^the-core$/ }, () => ({ path: core, sideEffects: true }));
  },
};
