import type { CdsHooksOptions } from "../../cds-hooks/index.ts";
import { AdapterError } from "../../issues/errors.ts";
import type { Issue } from "../../issues/issue.ts";

/** What a flag or the command itself gives, and no file. */
const notOfFile = {
  advisor: "use --rules and --profile",
  allowedOrigins: "use --origin",
  baseUrl: "use --base-url",
  maxBodyBytes: "use --body-limit",
  timeouts: "use --timeout",
  onRequest: "the command writes its own log",
  onError: "the command writes its own log",
} satisfies Partial<Record<keyof CdsHooksOptions, string>>;

/** The settings that a file can hold: all that is data and has no flag of its own. */
export type ServiceConfig = Omit<CdsHooksOptions, keyof typeof notOfFile>;

/**
 * Reads the settings of a service from JSON. What they must be is checked by the handler, together with the flags. Throws
 * `AdapterError` for what is no object, and for what a flag would override.
 */
export function readServiceConfig(json: unknown): ServiceConfig {
  const wrong = (path: string, message: string, help: string): Issue => ({
    code: "cds-hooks/wrong-type",
    severity: "error",
    path,
    message,
    help,
  });
  if (typeof json !== "object" || json === null || Array.isArray(json))
    throw new AdapterError([
      wrong("", "expected an object, received something else", "see the settings in docs/cds-hooks.md"),
    ]);
  const issues = Object.entries(notOfFile).flatMap(([key, help]) =>
    Object.hasOwn(json, key) ? [wrong(key, `expected no \`${key}\` in a file of settings`, help)] : [],
  );
  if (issues.length > 0) throw new AdapterError(issues);
  return json;
}
