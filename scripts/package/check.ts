import { type ExecFileSyncOptions, execFileSync } from "node:child_process";

/** One thing that is checked: it throws where the package is not as it should be, and `Skip` where it cannot be told here. */
export interface Check {
  readonly name: string;
  /** May return figures to print. */
  readonly run: () => string | undefined | Promise<string | undefined>;
}

/** Why a check cannot be made here: a registry out of reach, a tool that is not installed. */
export class Skip extends Error {}

/** What every check is given. */
export interface Packed {
  /** The source tree. */
  readonly root: string;
  /** A temporary consumer's project, with the tarball installed. */
  readonly project: string;
  readonly tarball: string;
  /** Paths inside the tarball. */
  readonly files: readonly string[];
  readonly size: number;
  readonly manifest: Manifest;
}

/** What of package.json is checked. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** The entries with code, by the names of their files in `dist`. */
export const entries = ["index", "handout", "fhir", "cds-hooks", "sql", "testing"] as const;

/** How an entry is imported. */
export function specifier(entry: string): string {
  return entry === "index" ? "sclerotherapy-cds" : `sclerotherapy-cds/${entry}`;
}

/** Throws where something does not hold. */
export function expect(holds: boolean, what: string): void {
  if (!holds) throw new Error(`expected ${what}`);
}

/** Runs a program and returns what it printed. */
export function run(command: string, args: readonly string[], options: ExecFileSyncOptions): string {
  return execFileSync(command, args, { stdio: ["pipe", "pipe", "inherit"], ...options, encoding: "utf8" });
}

/** What came of a check. */
export interface Checked {
  readonly name: string;
  readonly verdict: "passed" | "failed" | "skipped";
  /** Figures, or why it was skipped. */
  readonly note?: string;
}

/** Runs every check, prints a line for each, and returns what came of them. */
export async function runChecks(checks: readonly Check[]): Promise<readonly Checked[]> {
  const checked: Checked[] = [];
  for (const { name, run } of checks) {
    try {
      const figures = await run();
      process.stdout.write(`  passed: ${name}${figures === undefined ? "" : ` (${figures})`}\n`);
      checked.push({ name, verdict: "passed", ...(figures === undefined ? {} : { note: figures }) });
    } catch (error) {
      const { message, stdout = "" } = error as Error & { stdout?: string };
      if (error instanceof Skip) {
        process.stdout.write(`  skipped: ${name}: ${message}\n`);
        checked.push({ name, verdict: "skipped", note: message });
        continue;
      }
      checked.push({ name, verdict: "failed" });
      process.stdout.write(
        `  FAILED: ${name}\n    ${message.split("\n").slice(0, 12).join("\n    ")}\n${String(stdout)}\n`,
      );
    }
  }
  return checked;
}
