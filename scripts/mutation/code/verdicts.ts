import { readFileSync } from "node:fs";
import { type JudgedMutant, keyOf, type Mutant, readMutants } from "./mutants.ts";

/** A mutant that no test can find, and why not. */
export interface EqualMutant extends Mutant {
  readonly reason: string;
}

/** How the mutants of a folder fared. */
export interface Figures {
  readonly mutants: number;
  readonly killed: number;
  readonly timedOut: number;
  /** Alive after all tests; with those that no test reaches. */
  readonly survived: number;
  /** Of these: listed as equal. */
  readonly equal: number;
  /** Of these: not listed, and refused by the compiler. */
  readonly refused: number;
  /** Of the rest: reached by no test. */
  readonly noCoverage: number;
  /** Killed or timed out, of all, in per cent. */
  readonly score: number;
  /** The same without those that are equal or refused. */
  readonly scoreWithoutEqual: number;
  /** Survivors that are neither equal nor refused, by kind of fault. */
  readonly leftByMutator: Readonly<Record<string, number>>;
}

export interface Verdict {
  readonly figures: Figures;
  /** Survivors that are neither listed nor refused. */
  readonly left: readonly JudgedMutant[];
  /** Entries of the list that are no longer true, with what is wrong. */
  readonly stale: readonly string[];
}

/** The list of mutants that are equal, and the figures of the last run. */
export interface CodeFile {
  readonly about: string;
  readonly figures: Readonly<Record<string, Figures & { readonly share: number }>>;
  readonly equal: readonly EqualMutant[];
}

export const codeFile = new URL("../code.json", import.meta.url);

export function readCodeFile(): CodeFile {
  return JSON.parse(readFileSync(codeFile, "utf8")) as CodeFile;
}

/** Judges the last run of a folder; `isWhole` where it left nothing out, `isRefused` by the compiler. */
export function judge(
  folder: string,
  equal: readonly EqualMutant[],
  isWhole: boolean,
  isRefused: (mutant: JudgedMutant) => boolean,
): Verdict {
  const mutants = readMutants(folder).filter(({ status }) => status !== "CompileError" && status !== "Ignored");
  const listed = new Set(equal.map(keyOf));
  const isAlive = ({ status }: JudgedMutant): boolean => status === "Survived" || status === "NoCoverage";
  const alive = mutants.filter(isAlive);
  const unlisted = alive.filter((mutant) => !listed.has(keyOf(mutant)));
  const left = unlisted.filter((mutant) => !isRefused(mutant));
  const killed = count(mutants, "Killed") + count(mutants, "RuntimeError");
  const timedOut = count(mutants, "Timeout");
  const leftByMutator: Record<string, number> = {};
  for (const { mutator } of left) leftByMutator[mutator] = (leftByMutator[mutator] ?? 0) + 1;
  return {
    figures: {
      mutants: mutants.length,
      killed,
      timedOut,
      survived: alive.length,
      equal: alive.length - unlisted.length,
      refused: unlisted.length - left.length,
      noCoverage: count(left, "NoCoverage"),
      score: percent(killed + timedOut, mutants.length),
      scoreWithoutEqual: percent(killed + timedOut, killed + timedOut + left.length),
      leftByMutator,
    },
    left,
    stale: staleEntries(folder, equal, mutants, new Set(alive.map(keyOf)), isWhole),
  };
}

function staleEntries(
  folder: string,
  equal: readonly EqualMutant[],
  mutants: readonly JudgedMutant[],
  alive: ReadonlySet<string>,
  isWhole: boolean,
): string[] {
  const all = new Set(mutants.map(keyOf));
  return equal
    .filter(({ file }) => file.startsWith(`src/${folder}/`))
    .flatMap((entry, index, list) => {
      const key = keyOf(entry);
      const name = `${entry.file}: ${entry.from} -> ${entry.to}`;
      if (entry.reason.trim() === "") return [`${name}: no reason`];
      if (list.findIndex((one) => keyOf(one) === key) !== index) return [`${name}: listed twice`];
      if (!all.has(key)) return isWhole ? [`${name}: no such mutant any more`] : [];
      return alive.has(key) ? [] : [`${name}: does not survive`];
    });
}

function count(mutants: readonly JudgedMutant[], status: JudgedMutant["status"]): number {
  return mutants.filter((mutant) => mutant.status === status).length;
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 100 : Math.round((part / whole) * 10_000) / 100;
}
