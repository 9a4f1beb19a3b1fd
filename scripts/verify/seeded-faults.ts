// Puts one mistake after the other into a copy of the rulebook and verifies the property that must find it. Prints a table; fails
// where a mistake goes unnoticed, or where the advisor answers a patient that was found otherwise than the formulas. An argument
// picks the faults whose property begins with it.
import { readFileSync } from "node:fs";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { loadZ3 } from "../../src/cli/verify/z3.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { embeddedProperties, readProperties, verifyProperties } from "../../src/verify/index.ts";
import { type Fault, faultyRulebook } from "./faulty-rulebook.ts";

const file = JSON.parse(readFileSync("fixtures/verify/faults.json", "utf8")) as { faults: Fault[] };
const faults = file.faults.filter(({ foundBy }) => foundBy.startsWith(process.argv[2] ?? ""));
const { properties } = readProperties(embeddedProperties, embeddedRulebook());
const z3 = await loadZ3();
let unnoticed = 0;
for (const fault of faults) {
  const rulebook = faultyRulebook(fault);
  const advisors = {
    all: createAdvisor({ rulebook }),
    documents: createAdvisor({ rulebook, evidence: "documents" }),
  } as const;
  const [result] = await verifyProperties(
    properties.filter(({ name }) => name === fault.foundBy),
    {
      rulebook,
      openSolver: z3.open,
      advisorOf: (evidence) => advisors[evidence],
      clock: () => performance.now() / 1000,
    },
  );
  const findings = result?.findings ?? [];
  const [first] = findings;
  const found = first !== undefined && findings.every(({ kind }) => kind === "broken" || kind === "nobody");
  if (!found) unnoticed += 1;
  console.log(`${found ? "found" : "NOT FOUND"} | ${fault.title} | ${fault.foundBy} | ${first?.about ?? ""}`);
  if (first?.fixture !== undefined) console.log(`      ${JSON.stringify(first.fixture.case)}`);
}
console.log(`${faults.length - unnoticed} of ${faults.length} faults found`);
z3.end();
process.exitCode = unnoticed === 0 ? 0 : 1;
