import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import type { Options } from "../../src/cli/commands/command.ts";
import { verify } from "../../src/cli/commands/verify.ts";
import { exit, UsageError } from "../../src/cli/usage.ts";
import { checkFixture } from "../../src/testing/run-fixture.ts";
import { leaf, rule, smallFile } from "../support/small-rulebook.ts";

const plain = { json: false, evidence: "all", rules: undefined, profile: undefined, output: undefined };
const options = (more: Partial<Options> = {}): Options => ({ ...plain, ...more }) as Options;
const folders: string[] = [];
const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), "sclero-verify-"));
  folders.push(path);
  return path;
};
afterEach(() => {
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true });
});

test("properties by the beginning of their names, as a table", async () => {
  const { text, exit: code } = await verify(["never-proceed.pregnancy"], options());
  expect(code).toBe(exit.clean);
  expect(text).toMatch(/^never-proceed\.pregnancy +all, documents +6 +holds/m);
  expect(text).toContain("1 properties, 6 claims, 0 found");
});

test("a name that no property has is wrong usage", async () => {
  await expect(verify(["never-procede"], options())).rejects.toThrow(UsageError);
});

test("a folder of rules: what is found comes as data and as fixtures", async () => {
  const [rules, output] = [folder(), folder()];
  const file = smallFile([rule("pregnant", leaf("patient.pregnant"))]);
  writeFileSync(join(rules, "technique.json"), JSON.stringify(file.json));
  expect((await verify([rules, "rules.can-apply"], options())).exit).toBe(exit.clean);

  const properties = join(rules, "properties");
  const never = {
    name: "pregnancy",
    title: "Pregnancy waits",
    kind: "never",
    evidence: ["all"],
    slot: "eligibility",
    value: "proceed",
    when: leaf("patient.pregnant"),
  };
  mkdirSync(properties);
  writeFileSync(join(properties, "own.json"), JSON.stringify({ properties: [never] }));
  const { text, exit: code } = await verify([rules], options({ json: true, output }));
  expect(code).toBe(exit.findings);
  const result = JSON.parse(text) as {
    findings: { kind: string; property: string }[];
    properties: { holds: boolean }[];
  };
  expect(result.properties).toMatchObject([{ name: "pregnancy", kind: "never", checked: 3, holds: false }]);
  expect(result.findings.map(({ kind }) => kind)).toEqual(["broken", "broken"]);
  expect(readdirSync(output)).toEqual(["pregnancy--1.json", "pregnancy--2.json"]);
  const fixture: unknown = JSON.parse(readFileSync(join(output, "pregnancy--1.json"), "utf8"));
  expect(checkFixture(fixture, "pregnancy--1.json")).toEqual([]);
  expect(fixture).toMatchObject({ case: { patient: { pregnant: true } } });
});
