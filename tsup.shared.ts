import { readFileSync } from "node:fs";
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

/**
 * What a first report must not wait for: rule files as text, which `JSON.parse` reads in half the time that the same object takes
 * as code, and their digest, which is known when they are built in.
 */
export const readyRulebook: Plugin = {
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
