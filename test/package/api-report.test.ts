import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { apiOf } from "../../scripts/api-report/declarations.ts";
import { reportOf } from "../../scripts/api-report/report.ts";

const folder = mkdtempSync(join(tmpdir(), "sclero-api-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The APIs of an entry `main`, an entry `edge`, and a file that both share, as a build lays them out. */
function apis(shared: string, main: string, edge: string) {
  for (const [file, text] of Object.entries({ "shared-Ab12": shared, main, edge }))
    writeFileSync(join(folder, `${file}.d.ts`), text);
  return apiOf(["main", "edge"].map((name) => ({ name, types: join(folder, `${name}.d.ts`) })));
}

const shared = `/** A comment. */
interface Hidden { readonly deep: number }
interface Report { readonly hidden: Hidden; readonly list: readonly string[] }
export type { Hidden as H, Report as R };`;
const main = `import { R as Report } from './shared-Ab12.js';
export { R as Report } from './shared-Ab12.js';
/** Words that may change. */
declare function answer(report: Report): Promise<string>;
declare class Fault extends Error { readonly code: string }
export { answer, type Fault };`;
const edge = `import { R as Report } from './shared-Ab12.js';
declare const read: (report: Report) => void;
export { read };`;

describe("an API report", () => {
  const [mainApi, edgeApi] = apis(shared, main, edge);

  test("lists what is exported, by name, and what that needs without a name of its own", () => {
    expect(mainApi?.exported.map(({ name }) => name)).toEqual(["type Fault", "Report", "answer"]);
    expect(mainApi?.reached.map(({ name }) => name)).toEqual(["Hidden"]);
  });

  test("says where a declaration stands that another entry has already shown", () => {
    expect(edgeApi?.exported.map(({ name }) => name)).toEqual(["read"]);
    expect(edgeApi?.elsewhere).toEqual([{ name: "Report", entry: "main", exported: false }]);
  });

  test("tells a class that can be imported as a type only from one that can be used", () => {
    expect(mainApi?.exported[0]?.text).toMatch(/^\/\/ as a type only\nclass Fault/);
    const [usable] = apis(shared, main.replace("type Fault", "Fault"), edge);
    expect(usable?.exported.find(({ name }) => name === "Fault")?.text).toMatch(/^class Fault/);
  });

  const text = (sharedText = shared, mainText = main): string => {
    const [api] = apis(sharedText, mainText, edge);
    return api === undefined ? "" : reportOf(api, "package");
  };

  test("stays the same when comments, file names and the order of exports change", () => {
    const before = text();
    expect(text(shared.replace("A comment", "Another one"))).toBe(before);
    expect(text(shared, main.replace("{ answer, type Fault }", "{ type Fault, answer }"))).toBe(before);
    expect(before).not.toMatch(/comment|Words|Ab12/);
  });

  test.each([
    ["an export goes", shared, main.replace("answer, type", "type")],
    ["a parameter is added", shared, main.replace("(report: Report)", "(report: Report, more: string)")],
    ["what is not exported changes", shared.replace("deep: number", "deep?: number"), main],
  ])("changes when %s", (_, sharedText, mainText) => {
    const before = text();
    expect(text(sharedText, mainText)).not.toBe(before);
  });
});

test("every entry of the package has a report, and every report an entry", () => {
  const { exports } = JSON.parse(readFileSync("package.json", "utf8")) as { exports: Record<string, unknown> };
  const entries = Object.entries(exports).flatMap(([path, target]) =>
    typeof target === "string" ? [] : [path === "." ? "index" : path.slice(2)],
  );
  expect(readdirSync("etc/api").sort()).toEqual(entries.map((entry) => `${entry}.api.md`).sort());
});
