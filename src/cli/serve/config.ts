import * as z from "zod/mini";
import { type CdsHooksOptions, signatureAlgorithms } from "../../cds-hooks/index.ts";
import { AdapterError } from "../../issues/errors.ts";
import { formatPath, type Issue } from "../../issues/issue.ts";
import { suggest } from "../../issues/nearest.ts";
import { minLength, withoutCodeGeneration } from "../../issues/zod.ts";

/** The settings that a file can hold: all that is data and has no flag of its own. */
export type ServiceConfig = Pick<
  CdsHooksOptions,
  | "auth"
  | "fhirServers"
  | "absenceMeansFalse"
  | "case"
  | "timeZone"
  | "ballot3"
  | "always"
  | "orderCodes"
  | "source"
  | "links"
  | "questionnaire"
  | "base"
>;

const text = z.string().check(minLength(1));
const texts = z.array(text);

/** The form of the file; what the values must be is checked by the handler itself. */
function build() {
  const client = z.strictObject({
    iss: text,
    jku: z.optional(text),
    keys: z.optional(z.looseObject({ keys: z.array(z.looseObject({ kty: text })) })),
  });
  return z.strictObject({
    auth: z.optional(
      z.strictObject({
        clients: z.array(client),
        algorithms: z.optional(z.array(z.enum(signatureAlgorithms))),
        maxAgeSeconds: z.optional(z.int().check(z.positive())),
        clockToleranceSeconds: z.optional(z.int().check(z.nonnegative())),
      }),
    ),
    fhirServers: z.optional(texts),
    absenceMeansFalse: z.optional(texts),
    case: z.optional(z.record(z.string(), z.unknown())),
    timeZone: z.optional(text),
    ballot3: z.optional(z.boolean()),
    always: z.optional(z.boolean()),
    orderCodes: z.optional(z.array(z.looseObject({ system: text, code: text }))),
    source: z.optional(z.strictObject({ label: z.optional(text), url: z.optional(text), icon: z.optional(text) })),
    links: z.optional(
      z.array(
        z.strictObject({ label: text, url: text, type: z.enum(["absolute", "smart"]), appContext: z.optional(text) }),
      ),
    ),
    questionnaire: z.optional(z.looseObject({ url: text, label: z.optional(text), canonical: z.optional(text) })),
    base: z.optional(text),
  });
}

/** Reads the settings of a service from JSON. Throws `AdapterError` with all that has the wrong form. */
export function readServiceConfig(json: unknown): ServiceConfig {
  const schema = withoutCodeGeneration(build);
  const result = schema.safeParse(json);
  // The form has been checked; what an optional key lacks is absent in JSON, never `undefined`.
  if (result.success) return result.data as unknown as ServiceConfig;
  throw new AdapterError(result.error.issues.flatMap((issue) => issuesOf(issue, Object.keys(schema.shape))));
}

function issuesOf(issue: z.core.$ZodIssue, known: readonly string[]): Issue[] {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({
      code: "cds-hooks/wrong-type",
      severity: "error",
      path: formatPath([...issue.path, key]),
      message: `unknown key \`${key}\``,
      ...(issue.path.length === 0 ? { help: suggest(key, known) } : {}),
    }));
  return [
    {
      code: "cds-hooks/wrong-type",
      severity: "error",
      path: formatPath(issue.path),
      message: `expected another form of value, found ${issue.code.replaceAll("_", " ")}`,
      help: "docs/cds-hooks.md lists the settings",
    },
  ];
}
