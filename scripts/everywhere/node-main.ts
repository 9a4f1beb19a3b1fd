// Started by every Node: <folder of the built library> <esm|cjs> <work file> <answers file>.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { answersOf, type Work } from "./answers.ts";
import { loadLibrary } from "./load-library.ts";

const [dist = "", format = "", workFile = "", answersFile = ""] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const library = await loadLibrary(async (entry) =>
  format === "cjs" ? require(join(dist, `${entry}.cjs`)) : import(pathToFileURL(join(dist, `${entry}.js`)).href),
);
const answered = await answersOf(library, JSON.parse(readFileSync(workFile, "utf8")) as Work);
const { locale, timeZone } = Intl.DateTimeFormat().resolvedOptions();
writeFileSync(answersFile, JSON.stringify({ answered, locale, timeZone, version: process.version }));
