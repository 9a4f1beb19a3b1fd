import { defineConfig, type Options } from "tsup";

/** What the pages of `sclero docs` bring along: one classic script, which runs from disk as from a server, style and icon. */
export const pagesOptions: Options = {
  entry: { search: "src/pages/browser/search.ts" },
  publicDir: "src/pages/browser/public",
  outDir: "dist/pages",
  format: ["iife"],
  platform: "browser",
  target: "es2022",
  minify: true,
  dts: false,
  clean: true,
  outExtension: () => ({ js: ".js" }),
  noExternal: [/.*/],
};

export default defineConfig(pagesOptions);
