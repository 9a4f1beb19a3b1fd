import { spawnSync } from "node:child_process";
import { type Check, expect, type Packed, Skip } from "./check.ts";

interface AuditAnswer {
  readonly error?: unknown;
  readonly message?: string;
  readonly metadata?: { readonly vulnerabilities: { readonly total: number } };
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string }>>;
}

/** What `npm audit --json` says of a project: how many known vulnerabilities, or why it cannot be told. */
export function readAudit(output: string): { readonly found: string[] } | { readonly unknown: string } {
  let answer: AuditAnswer;
  try {
    answer = JSON.parse(output) as AuditAnswer;
  } catch {
    return { unknown: "npm audit gave no answer" };
  }
  // Without its count it is no report: an empty list alone would look like good news.
  if (answer.metadata === undefined)
    return { unknown: "the registry does not answer audits here: run `npm audit --omit dev` where it does" };
  return { found: Object.entries(answer.vulnerabilities ?? {}).map(([name, { severity }]) => `${name} (${severity})`) };
}

/** Whether a consumer installs anything with a known vulnerability. */
export function auditChecks({ project }: Packed): Check[] {
  return [
    {
      name: "no known vulnerability in what a consumer installs",
      run: () => {
        const { stdout } = spawnSync("npm", ["audit", "--omit", "dev", "--json"], {
          cwd: project,
          encoding: "utf8",
          timeout: 120_000,
        });
        const audit = readAudit(stdout ?? "");
        if ("unknown" in audit) throw new Skip(audit.unknown);
        expect(audit.found.length === 0, `no vulnerability, found ${audit.found.join(", ")}`);
        return undefined;
      },
    },
  ];
}
