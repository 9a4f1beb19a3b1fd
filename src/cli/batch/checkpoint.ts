import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  type Stats,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { UsageError } from "../usage.ts";

/** What a run can be told apart by: going on with another input, other rules or other options would mix two outputs. */
export interface RunIdentity {
  readonly input: { readonly bytes: number; readonly modifiedMs: number; readonly headSha256: string };
  readonly options: {
    readonly fields: readonly string[] | null;
    readonly redact: boolean;
    readonly maxLineBytes: number;
  };
  readonly rulebook: { readonly digest: string; readonly evidence: string; readonly profile: unknown };
  /** Of this package: another version may answer otherwise. */
  readonly version: string;
}

/** How far a run has come. All of it is on the disk. */
export interface Done {
  /** Lines that begin before this byte of the input are answered. */
  readonly inputBytes: number;
  /** The length of the output that holds their answers. */
  readonly outputBytes: number;
  readonly cases: number;
  readonly withIssues: number;
}

/** What stands beside the output while a run is not finished. */
interface Checkpoint {
  readonly run: RunIdentity;
  readonly done: Done;
}

export const nothingDone: Done = { inputBytes: 0, outputBytes: 0, cases: 0, withIssues: 0 };

/** Where the checkpoint of an output stands. */
export function checkpointPath(output: string): string {
  return `${output}.progress`;
}

/** Writes how far a run has come: whole or not at all, whenever the machine stops. Throws `UsageError` where it cannot. */
export function writeCheckpoint(output: string, run: RunIdentity, done: Done): void {
  const path = checkpointPath(output);
  try {
    writeWhole(path, `${JSON.stringify({ run, done } satisfies Checkpoint)}\n`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`cannot write ${path}${code === undefined ? "" : ` (${code})`}`);
  }
}

function writeWhole(path: string, text: string): void {
  const fresh = `${path}.new`;
  const fd = openSync(fresh, "w");
  try {
    writeSync(fd, text);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(fresh, path);
  syncFolder(dirname(path));
}

/** A rename is on the disk once its folder is; where folders cannot be opened, the system sees to it. */
export function syncFolder(folder: string): void {
  try {
    const fd = openSync(folder, "r");
    fsyncSync(fd);
    closeSync(fd);
  } catch {
    // Not every system opens a folder.
  }
}

/** Reads how far a run has come. Throws `UsageError` where there is nothing to go on with, or it belongs to another run. */
export function readCheckpoint(output: string, run: RunIdentity): Done {
  const path = checkpointPath(output);
  let found: Partial<Checkpoint>;
  try {
    found = JSON.parse(readFileSync(path, "utf8")) as Partial<Checkpoint>;
  } catch {
    throw new UsageError(`${path} cannot be read: delete it and begin anew`);
  }
  const { run: earlier, done } = found;
  if (earlier === undefined || done === undefined)
    throw new UsageError(`${path} cannot be read: delete it and begin anew`);
  const refuse = (what: string): never => {
    throw new UsageError(`cannot resume: ${what} since the run began; delete ${path} to begin anew`);
  };
  if (!same(earlier.input, run.input)) refuse("the input has changed");
  if (!same(earlier.options, run.options)) refuse("the options have changed");
  if (!same(earlier.rulebook, run.rulebook)) refuse("the rules have changed");
  if (earlier.version !== run.version) refuse("the version of sclero has changed");
  return done;
}

export function hasCheckpoint(output: string): boolean {
  return existsSync(checkpointPath(output));
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** How much of the input its hash covers. */
const headBytes = 65_536;

/** What an input file is told apart by. */
export function inputIdentity(fd: number, { size, mtimeMs }: Stats): RunIdentity["input"] {
  const head = Buffer.alloc(Math.min(size, headBytes));
  const read = readSync(fd, head, 0, head.length, 0);
  return {
    bytes: size,
    modifiedMs: mtimeMs,
    headSha256: createHash("sha256").update(head.subarray(0, read)).digest("hex"),
  };
}
