// Answers patients by the source of one tree: <tree> <patients file> <answers file>. Run in a process of its own, so that two
// trees never share a module.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type * as Core from "../../src/index.ts";
import type { Patient } from "../everywhere/patients.ts";

const [tree = "", patientsFile = "", answersFile = ""] = process.argv.slice(2);
const { CaseError, createAdvisor } = (await import(pathToFileURL(join(tree, "src/index.ts")).href)) as typeof Core;
const advisors = { all: createAdvisor(), documents: createAdvisor({ evidence: "documents" }) };

function answer({ evidence, input }: Patient): unknown {
  try {
    return advisors[evidence].recommendSync(input);
  } catch (error) {
    if (error instanceof CaseError) return { refused: error.issues };
    throw error;
  }
}

const patients = JSON.parse(readFileSync(patientsFile, "utf8")) as Patient[];
writeFileSync(answersFile, JSON.stringify(patients.map(answer)));
