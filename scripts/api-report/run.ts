// Writes etc/api/<entry>.api.md for every entry of the package from the built types, so that a change of the API shows in review.
// With `--check` it writes nothing and fails where one is stale. Build first: npm run build.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { apiOf } from "./declarations.ts";
import { reportOf } from "./report.ts";

const folder = "etc/api";
const { name, exports } = JSON.parse(readFileSync("package.json", "utf8")) as {
  name: string;
  exports: Record<string, string | { readonly import: { readonly types: string } }>;
};
const entries = Object.entries(exports).flatMap(([path, target]) =>
  typeof target === "string" ? [] : [{ name: path === "." ? "index" : path.slice(2), types: target.import.types }],
);
for (const { types } of entries)
  if (!existsSync(types)) throw new Error(`there is no ${types}: build first, npm run build`);

const check = process.argv.includes("--check");
const reports = new Map(
  apiOf(entries).map((api) => [
    `${api.entry}.api.md`,
    reportOf(api, api.entry === "index" ? name : `${name}/${api.entry}`),
  ]),
);
const stale = [...reports].filter(([file, report]) => {
  const path = join(folder, file);
  return !existsSync(path) || readFileSync(path, "utf8") !== report;
});
const strangers = existsSync(folder) ? readdirSync(folder).filter((file) => !reports.has(file)) : [];
if (!check) {
  mkdirSync(folder, { recursive: true });
  for (const [file, report] of stale) writeFileSync(join(folder, file), report);
}
const names = [...stale.map(([file]) => file), ...strangers];
const left = check ? names : strangers;
const state = check ? "stale: " : "written: ";
console.log(names.length === 0 ? "the API reports are up to date" : `${state}${names.join(", ")}`);
if (check && stale.length > 0)
  console.log("the API has changed: if that is meant, run `npm run api` and review the difference");
process.exitCode = left.length > 0 ? 1 : 0;
