// Leaves mutants out: those outside the sample that the environment asks for, or those that an earlier run killed.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { declareFactoryPlugin, PluginKind } from "@stryker-mutator/api/plugin";

/** The share of the mutants that is run, 0 to 1. */
const share = Number(process.env.SCLERO_MUTATION_SHARE ?? 1);
/** The report of an earlier run: what it left alive is run again, and nothing else. */
const earlier = process.env.SCLERO_MUTATION_AGAIN;

/** What a mutant is, whatever its number: Stryker works on a copy of the tree, the path inside it is the same everywhere. */
function nameOf(fileName, { location: { start, end }, mutatorName, replacement }) {
  const file = fileName.replaceAll("\\", "/").replace(/^.*?(?=src\/)/, "");
  return JSON.stringify([file, start.line, start.column, end.line, end.column, mutatorName, replacement]);
}

/** A number from 0 to 1 that rests on the mutant alone: the sample is the same in every run, and a larger one holds a smaller. */
function lot(name) {
  return createHash("sha256").update(name).digest().readUInt32BE(0) / 2 ** 32;
}

function aliveIn(report) {
  const { files } = JSON.parse(readFileSync(report, "utf8"));
  const alive = Object.entries(files).flatMap(([file, { mutants }]) =>
    mutants.filter(({ status }) => status === "Survived" || status === "NoCoverage").map((one) => nameOf(file, one)),
  );
  return new Set(alive);
}

/** Numbers of lines and columns, which reports count from 1 and Stryker itself from 0. */
function counted({ start, end }) {
  const from1 = ({ line, column }) => ({ line: line + 1, column: column + 1 });
  return { start: from1(start), end: from1(end) };
}

const alive = earlier === undefined ? undefined : aliveIn(earlier);

function isRun(mutant) {
  const inReport = nameOf(mutant.fileName, { ...mutant, location: counted(mutant.location) });
  return alive === undefined ? lot(nameOf(mutant.fileName, mutant)) < share : alive.has(inReport);
}

export const strykerPlugins = [
  declareFactoryPlugin(PluginKind.Checker, "sample", () => ({
    init: async () => {},
    group: async (mutants) => [mutants.map(({ id }) => id)],
    check: async (mutants) =>
      Object.fromEntries(
        mutants.map((mutant) => [
          mutant.id,
          isRun(mutant) ? { status: "passed" } : { status: "compileError", reason: "not in the sample" },
        ]),
      ),
  })),
];
