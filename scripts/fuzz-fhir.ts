// Reads records with random changes and checks that nothing makes the reader throw, lose its form or repeat a value:
//   tsx scripts/fuzz-fhir.ts [--count 100000] [--seed 1] [record.json | records.ndjson[.gz] ...]
// Records given on the command line are changed too, beside those of fixtures/fhir.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { createAdvisor } from "../src/advisor/create-advisor.ts";
import { fhirFixtures } from "../test/fhir/read/fixtures.ts";
import { faultsOf, fuzzOptions, mutated } from "../test/fhir/read/fuzz.ts";

const args = process.argv.slice(2);
const numberAfter = (name: string, otherwise: number): number => {
  const at = args.indexOf(name);
  return at < 0 ? otherwise : Number(args.splice(at, 2)[1]);
};
const count = numberAfter("--count", 100_000);
const firstSeed = numberAfter("--seed", 1);

function recordsOf(file: string): unknown[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  const lines = /\.ndjson(?:\.gz)?$/.test(file) ? text.split("\n").filter((line) => line.trim() !== "") : [text];
  return lines.map((line) => JSON.parse(line) as unknown);
}

const given = args.flatMap(recordsOf);
const originals = [...fhirFixtures.map(({ fixture }) => fixture.input), ...given];
const advisor = createAdvisor();
let faulty = 0;
for (let index = 0; index < count; index += 1) {
  const seed = firstSeed + index;
  const options = fuzzOptions[index % fuzzOptions.length] ?? { asOf: "2026-11-20" };
  const faults = faultsOf(mutated(seed, originals), options, index % 50 === 0 ? advisor : undefined);
  if (faults.length === 0) continue;
  faulty += 1;
  if (faulty <= 20) console.log(`seed ${seed}: ${faults.slice(0, 3).join("; ")}`);
}
console.log(`${count} records of ${originals.length} originals (${given.length} given): ${faulty} with faults`);
process.exitCode = faulty > 0 ? 1 : 0;
