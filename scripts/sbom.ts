// Writes sbom.cdx.json, the bill of materials of the package: what a consumer installs, by `npm sbom`, and what the build carries
// inside, by THIRD-PARTY.md. `--check` only says whether it can be made. The file is neither committed nor in the package.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { type Bill, billProblems, completeBill, type Described } from "./sbom/bill.ts";
import { noticesIn } from "./sbom/notices.ts";

const described = JSON.parse(readFileSync("package.json", "utf8")) as Described;
const notices = noticesIn(readFileSync("THIRD-PARTY.md", "utf8"));
const answer = execFileSync(
  "npm",
  ["sbom", "--sbom-format", "cyclonedx", "--sbom-type", "library", "--omit", "dev", "--package-lock-only"],
  { encoding: "utf8", maxBuffer: 2 ** 26, stdio: ["ignore", "pipe", "ignore"] },
);
const bill = completeBill(JSON.parse(answer) as Bill, described, notices);
const problems = billProblems(bill, described, notices);
for (const problem of problems) console.error(`the bill of materials cannot go out: ${problem}`);
if (problems.length === 0 && !process.argv.includes("--check"))
  writeFileSync("sbom.cdx.json", `${JSON.stringify(bill, null, 2)}\n`);
if (problems.length === 0)
  console.log(`${bill.components.length} components, ${notices.length} of them carried inside`);
process.exitCode = problems.length > 0 ? 1 : 0;
