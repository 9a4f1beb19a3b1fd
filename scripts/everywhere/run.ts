// Asks the built library the same in every place that there is, and expects the same bytes: Node 20, 22 and 24, pages and workers
// of Chromium under a strict content-security policy, four time zones and languages. What is not there is skipped, and said.
// npx tsx scripts/everywhere/run.ts [--short] [--random <cases>] [--result <file>]; `--short` is this Node and Chromium, with fewer patients.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { startRun } from "../assurance/result.ts";
import type { Answered } from "./answers.ts";
import { bundleForBrowser, bundleForNode } from "./bundle.ts";
import { askChromium, findChromium, policyHolds } from "./chromium.ts";
import { differing, digestOf } from "./comparison.ts";
import { askNode, findNode } from "./node.ts";
import { patientsOf } from "./patients.ts";
import { type PlaceResult, settings } from "./places.ts";

const { values } = parseArgs({
  options: { short: { type: "boolean", default: false }, random: { type: "string" }, result: { type: "string" } },
});
const { short } = values;
const randomCases = Number(values.random ?? (short ? 100 : 500));
const dist = resolve("dist");
if (!existsSync(join(dist, "testing.js"))) throw new Error("build first: npm run build");

const ours = Number(process.versions.node.split(".")[0]);
const folder = mkdtempSync(join(tmpdir(), "sclero-everywhere-"));
let first: readonly Answered[] | undefined;
let [asked, wrong] = [0, 0];
/** What came of each place, for the result. */
const places: { readonly place: string; readonly verdict: "same" | "differs" | "failed" | "skipped" }[] = [];

/** Prints what came of one place, against the first. */
function note(place: string, result: PlaceResult): void {
  if ("skipped" in result) {
    console.log(`skipped  ${place}: ${result.skipped}`);
    places.push({ place, verdict: "skipped" });
    return;
  }
  const { answered, about } = result;
  first ??= answered;
  asked += 1;
  const others = differing(first, answered);
  if (others.length > 0) wrong += 1;
  places.push({ place, verdict: others.length > 0 ? "differs" : "same" });
  console.log(`${others.length > 0 ? "DIFFERS " : "same    "} ${place} (${about}): ${digestOf(answered).slice(0, 16)}`);
  for (const name of others.slice(0, 10)) console.log(`           ${name}`);
  if (others.length > 10) console.log(`           and ${others.length - 10} more`);
}

/** Runs one place; that it fails is a difference too. */
async function ask(place: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    wrong += 1;
    places.push({ place, verdict: "failed" });
    console.log(`FAILED   ${place}: ${(error as Error).message.split("\n").slice(0, 12).join("\n           ")}`);
  }
}

async function everyNode(): Promise<void> {
  const majors = short ? [ours] : [ours, ...[20, 22, 24].filter((major) => major !== ours)];
  for (const major of majors) {
    const program = await findNode(major);
    if (program === undefined) {
      note(`Node ${major}`, { skipped: "not installed, and not to be had from the registry" });
      continue;
    }
    for (const [index, setting] of settings.entries()) {
      // CommonJS is another build of the same source: once for each Node.
      for (const format of index === 0 ? (["esm", "cjs"] as const) : (["esm"] as const)) {
        const place = `Node ${major}, ${setting.timeZone}, ${format}`;
        await ask(place, async () => note(place, await askNode(program, setting, { folder, dist, format })));
      }
    }
  }
}

async function everyPage(): Promise<void> {
  const program = findChromium();
  const [usual = { timeZone: "UTC", locale: "en-US" }] = settings;
  if (program === undefined) return note("Chromium", { skipped: "not installed (or set CHROMIUM to its path)" });
  await ask("Chromium", async () => {
    await bundleForBrowser(dist, folder);
    if (!(await policyHolds(program, folder, usual)))
      throw new Error("expected the control page to be refused code from strings, and its violation to be seen");
    console.log("         Chromium enforces the policy: code from strings refused, violation seen and reported");
  });
  for (const setting of settings)
    await ask(`Chromium, ${setting.timeZone}`, async () => {
      const { page, worker } = await askChromium(program, folder, setting);
      note(`Chromium, ${setting.timeZone}, page`, page);
      note(`Chromium, ${setting.timeZone}, worker`, worker);
    });
}

const run = startRun("everywhere", `npm run everywhere${short ? " -- --short" : ""}`);
let patientCount = 0;
try {
  const patients = patientsOf("fixtures/cases", randomCases, short);
  patientCount = patients.length;
  const call = JSON.parse(readFileSync("examples/cds-hooks/patient-view.json", "utf8")) as unknown;
  writeFileSync(join(folder, "questions.json"), JSON.stringify({ patients, call }));
  console.log(
    `${patients.length} patients, ${randomCases} of them random; recommendSync, recommend, texts, every entry`,
  );
  await bundleForNode(folder);
  await everyNode();
  await everyPage();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${asked} places asked, ${wrong === 0 ? "the same bytes from all" : `${wrong} not as the first`}`);
const failed = wrong > 0 || asked === 0;
run.finish(values.result, !failed, { patients: patientCount, places });
process.exitCode = failed ? 1 : 0;
