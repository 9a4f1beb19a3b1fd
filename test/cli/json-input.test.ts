import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readJsonText } from "../../src/cli/json-input.ts";
import { run } from "../../src/cli/main.ts";
import { hasRepeatedKey } from "../../src/cli/member-count.ts";

let directory = "";
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "sclero-json-"));
});
afterAll(() => rmSync(directory, { recursive: true }));
const put = (text: string): string => {
  const path = join(directory, "case.json");
  writeFileSync(path, text);
  return path;
};

/** The commands that read one case, each as it is called. */
const callsOf = (path: string): [string, string[]][] => [
  ["recommend", ["recommend", path]],
  ["explain", ["explain", path, "contraindication.pregnancy"]],
  ["what-if", ["what-if", path, "--set", "patient.ageYears=40"]],
  ["handout", ["handout", path]],
];

const twice = '{\n  "patient": { "pregnant": true },\n  "patient": { "pregnant": false }\n}';
const broken = '{\n  "patient": {\n    "name": "Jane Roe"';

describe.each(callsOf("").map(([name]) => name))("%s", (name) => {
  const argvFor = (text: string): string[] => Object.fromEntries(callsOf(put(text)))[name] ?? [];

  test("a key that stands twice is refused with its place: neither of the two counts", async () => {
    const { text, exit } = await run([...argvFor(twice), "--json"]);
    expect(exit).toBe(1);
    expect(JSON.parse(text).issues).toMatchObject([
      {
        code: "case/duplicate-key",
        severity: "error",
        path: "patient",
        file: join(directory, "case.json"),
        line: 3,
        column: 3,
      },
    ]);
  });

  test("text that is no JSON is a finding with its place, and none of it is quoted", async () => {
    const { text, exit } = await run([...argvFor(broken), "--json"]);
    expect(exit).toBe(1);
    expect(JSON.parse(text).issues).toMatchObject([
      { code: "case/invalid-json", path: "", file: join(directory, "case.json"), line: 3 },
    ]);
    const human = await run(argvFor(broken));
    expect([human.text, human.exit]).toEqual(["", 1]);
    expect(human.errorText).toContain("[case/invalid-json]");
    expect(text + human.errorText).not.toContain("Roe");
  });
});

test("a fact that stands twice in a vein is named by its path", async () => {
  const path = put('{ "veins": [{ "id": "a" }, { "id": "b", "type": "reticular", "type": "telangiectasia" }] }');
  const { text, exit } = await run(["recommend", path, "--json"]);
  expect(exit).toBe(1);
  expect(JSON.parse(text).issues).toMatchObject([{ code: "case/duplicate-key", path: "veins[1].type", line: 1 }]);
});

test("a health record is read as strictly, under codes of its own", async () => {
  const repeated = put('{ "resourceType": "Patient", "id": "1", "gender": "male", "gender": "female" }');
  const asOf = ["--as-of", "2026-11-20", "--json"];
  const found = await run(["fhir", repeated, ...asOf]);
  expect(found.exit).toBe(1);
  expect(JSON.parse(found.text).issues).toMatchObject([{ code: "fhir/wrong-type", path: "gender", line: 1 }]);
  const none = await run(["fhir", put(broken), ...asOf]);
  expect(none.exit).toBe(1);
  expect(JSON.parse(none.text).issues).toMatchObject([{ code: "fhir/not-a-resource", path: "", line: 3 }]);
  expect(none.text).not.toContain("Roe");
});

describe("the text of a file", () => {
  const codesOf = (text: string): string[] => readJsonText(text, "a.json", "case").issues.map(({ code }) => code);

  test.each([
    ["nothing", ""],
    ["a byte order mark", "\ufeff{}"],
    ["a comment", "{} // none"],
    ["a line break in a string", '"a\nb"'],
    ["two values", "{} {}"],
  ])("%s is no JSON", (_name, text) => {
    expect(codesOf(text)).toEqual(["case/invalid-json"]);
  });

  test.each([
    ["written with an escape", '{ "a": 1, "\\u0061": 2 }'],
    ["that is an inherited name", '{ "__proto__": 1, "__proto__": 2 }'],
    ["three times", '{ "a": 1, "a": 2, "a": 3 }', 2],
    ["far down", `${"[".repeat(90)}{ "a": 1, "a": 2 }${"]".repeat(90)}`],
  ])("a key %s is found", (_name, text, count = 1) => {
    expect(codesOf(text)).toEqual(Array.from({ length: count }, () => "case/duplicate-key"));
  });

  test("the same key in two objects, and colons and quotes in strings, are no repetition", () => {
    const text = '[{ "a:\\"b": ": \\" :", "c\\\\": {} }, { "c\\\\": ":" }]';
    expect(readJsonText(text, "a.json", "case")).toMatchObject({ json: JSON.parse(text), issues: [] });
  });

  test("whatever JSON writes is read back; one member written once more is found", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), (value, members) => {
        const text = JSON.stringify(value);
        expect(readJsonText(text, "a.json", "case")).toMatchObject({ json: JSON.parse(text), issues: [] });
        const [key = ""] = Object.keys(members);
        const repeated = `${JSON.stringify(members).slice(0, -1)},${JSON.stringify(key)}:null}`;
        expect(hasRepeatedKey(repeated, JSON.parse(repeated))).toBe(true);
        expect(codesOf(`[${text},${repeated}]`)).toEqual(["case/duplicate-key"]);
      }),
    );
  });
});
