import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { countedFolders, sourceDigest } from "./source-digest.ts";

/** On what a run was made: whoever reads its figures can tell whether they are of the source at hand. */
export interface MeasuredOn {
  /** The commit that was checked out; undefined where there was none. */
  readonly commit?: string;
  /** Files that differed from it, of those that count for the digest of the source. */
  readonly changedFiles: number;
  /** SHA-256 over `src`, `rules` and `fixtures`. */
  readonly source: string;
  readonly rulebook: { readonly version: string; readonly digest: string };
  readonly node: string;
}

/** What a run found, as it is stored beside the others: written by the run, never by hand. */
export interface RunResult<Figures = unknown> {
  readonly run: string;
  /** How to make it again. */
  readonly command: string;
  /** The day it was made, in UTC. */
  readonly day: string;
  readonly measuredOn: MeasuredOn;
  readonly seconds: number;
  readonly passed: boolean;
  readonly figures: Figures;
}

/** What is measured now. */
export function measuredOn(): MeasuredOn {
  const { version, digest } = embeddedRulebook();
  const commit = git(["rev-parse", "HEAD"])?.trim();
  const changed = git(["status", "--porcelain", "--untracked-files=all", "--", ...countedFolders]) ?? "";
  return {
    ...(commit === undefined ? {} : { commit }),
    changedFiles: changed.split("\n").filter((line) => line !== "").length,
    source: sourceDigest("."),
    rulebook: { version, digest },
    node: process.version,
  };
}

function git(args: readonly string[]): string | undefined {
  try {
    return execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return undefined;
  }
}

/** A run that is under way: it began with what is on disk now, whatever is edited meanwhile. */
export interface StartedRun {
  readonly measuredOn: MeasuredOn;
  /** Writes the result to a file; nowhere where none is named. */
  readonly finish: <Figures>(file: string | undefined, passed: boolean, figures: Figures) => void;
}

/** Starts a run. `command` is what a reader types to make it again. */
export function startRun(run: string, command: string): StartedRun {
  const start = performance.now();
  const on = measuredOn();
  return {
    measuredOn: on,
    finish: (file, passed, figures) => {
      if (file === undefined) return;
      const seconds = Math.round((performance.now() - start) / 100) / 10;
      const day = new Date().toISOString().slice(0, "2026-11-20".length);
      writeResult(file, { run, command, day, measuredOn: on, seconds, passed, figures });
    },
  };
}

/** Writes a result, with its folder where there is none. */
export function writeResult(file: string, result: RunResult): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
}

/** Reads a result; undefined where there is none. */
export function readResult<Figures>(file: string): RunResult<Figures> | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as RunResult<Figures>) : undefined;
}
