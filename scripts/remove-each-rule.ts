// Takes every rule out in turn and runs the cases that name it: some case must fail, or nobody would notice the loss.
// Says too for how many the loss shows in the answer itself and not only in the asserted outcome of the rule. With
// `--result <file>` the figures are written there.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { listJson } from "../src/cli/files.ts";
import { assemble } from "../src/rulebook/assemble.ts";
import { embeddedContent } from "../src/rulebook/embedded.ts";
import type { Fixture } from "../src/testing/fixture.ts";
import { createFixtureRunner } from "../src/testing/run-fixture.ts";
import { startRun } from "./assurance/result.ts";

const { result } = parseArgs({ options: { result: { type: "string" } } }).values;
const started = startRun("removal", "npm run removal");
const fixtures = listJson("fixtures/cases", true).map((file) => {
  const text = readFileSync(file, "utf8");
  return { text, fixture: JSON.parse(text) as Fixture };
});

const names = embeddedContent.topics.flatMap(({ rules }) => rules.map(({ name }) => name));
const unnoticed: string[] = [];
let inTheAnswer = 0;
for (const name of names) {
  const topics = embeddedContent.topics.map((file) => ({
    ...file,
    rules: file.rules.filter((rule) => rule.name !== name),
  }));
  const runner = createFixtureRunner(assemble({ ...embeddedContent, topics }, `without ${name}`));
  const own = (part: string): boolean => part === `outcomes.${name}` || part.startsWith(`outcomes.${name}@`);
  const parts = fixtures
    .filter(({ text }) => text.includes(`"${name}"`) || text.includes(`"${name}@`))
    .flatMap(({ fixture }) => runner.run(fixture).map(({ part }) => part));
  if (parts.length === 0) unnoticed.push(name);
  if (parts.some((part) => !own(part))) inTheAnswer += 1;
}
process.stdout.write(
  `${names.length - unnoticed.length} of ${names.length} rules fail a case when they are removed, ${inTheAnswer} of them in the answer itself\n${unnoticed.map((name) => `not noticed: ${name}\n`).join("")}`,
);
started.finish(result, unnoticed.length === 0, { rules: names.length, inTheAnswer, unnoticed });
process.exitCode = unnoticed.length > 0 ? 1 : 0;
