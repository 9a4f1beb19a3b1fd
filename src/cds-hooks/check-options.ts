import { readTypes } from "../fhir/read/result.ts";
import { AdapterError } from "../issues/errors.ts";
import { formatPath, type Issue } from "../issues/issue.ts";
import { signatureAlgorithms } from "./auth/client-jwt.ts";
import { callIssue } from "./http/refusal.ts";
import type { CdsHooksOptions } from "./options.ts";
import { isHttpUrl } from "./schema/parts.ts";

/** Refuses settings that cannot be meant, all at once. Throws `AdapterError`. */
export function checkOptions(options: CdsHooksOptions): void {
  const issues = [...urlIssues(options), ...numberIssues(options), ...authIssues(options), ...otherIssues(options)];
  if (issues.length > 0) throw new AdapterError(issues);
}

function wrong(path: readonly PropertyKey[], message: string): Issue {
  return callIssue("cds-hooks/wrong-type", formatPath(path), message);
}

function urlIssues({
  baseUrl,
  allowedOrigins = [],
  fhirServers = [],
  links = [],
  questionnaire,
  source,
}: CdsHooksOptions): Issue[] {
  const url = "expected an absolute URL with http or https, received something else";
  const urls: [PropertyKey[], string | undefined][] = [
    [["baseUrl"], baseUrl],
    ...fhirServers.map((one, index): [PropertyKey[], string] => [["fhirServers", index], one]),
    ...links.map((one, index): [PropertyKey[], string] => [["links", index, "url"], one.url]),
    [["questionnaire", "url"], questionnaire?.url],
    [["source", "url"], source?.url],
    [["source", "icon"], source?.icon],
  ];
  return [
    ...urls.flatMap(([path, value]) => (value === undefined || isHttpUrl(value) ? [] : [wrong(path, url)])),
    ...allowedOrigins.flatMap((origin, index) =>
      isHttpUrl(origin) && new URL(origin).origin === origin
        ? []
        : [wrong(["allowedOrigins", index], "expected an origin, `https://ehr.example`, received something else")],
    ),
    ...links.flatMap((link, index) =>
      link.type === "absolute" && link.appContext !== undefined
        ? [wrong(["links", index, "appContext"], "expected no `appContext` beside a link of type `absolute`")]
        : [],
    ),
  ];
}

function numberIssues({ maxBodyBytes, maxPages, timeouts }: CdsHooksOptions): Issue[] {
  const numbers: [PropertyKey[], number | undefined][] = [
    [["maxBodyBytes"], maxBodyBytes],
    [["maxPages"], maxPages],
    [["timeouts", "fetchMs"], timeouts?.fetchMs],
  ];
  return numbers.flatMap(([path, value]) =>
    value === undefined || (Number.isInteger(value) && value > 0)
      ? []
      : [wrong(path, "expected a whole number above 0, received something else")],
  );
}

function authIssues({ auth, baseUrl }: CdsHooksOptions): Issue[] {
  if (auth === undefined) return [];
  const { clients, algorithms = [] } = auth;
  return [
    ...(baseUrl === undefined
      ? [
          callIssue(
            "cds-hooks/missing-key",
            "baseUrl",
            "expected the address that clients call, which tokens are made for",
          ),
        ]
      : []),
    ...(clients.length === 0 ? [wrong(["auth", "clients"], "expected at least one client, received none")] : []),
    ...algorithms.flatMap((one, index) =>
      (signatureAlgorithms as readonly string[]).includes(one)
        ? []
        : [wrong(["auth", "algorithms", index], `expected one of ${signatureAlgorithms.join(", ")}, received another`)],
    ),
    ...clients.flatMap(({ jku, keys }, index) =>
      (jku === undefined ? keys !== undefined : isHttpUrl(jku))
        ? []
        : [wrong(["auth", "clients", index], "expected the client's `keys`, or the URL of them as `jku`")],
    ),
  ];
}

function otherIssues({ timeZone, absenceMeansFalse = [], orderCodes = [] }: CdsHooksOptions): Issue[] {
  return [
    ...(timeZone === undefined || isTimeZone(timeZone)
      ? []
      : [wrong(["timeZone"], "expected a time zone, `Europe/Berlin`, received something else")]),
    ...absenceMeansFalse.flatMap((type, index) =>
      (readTypes as readonly string[]).includes(type)
        ? []
        : [wrong(["absenceMeansFalse", index], `expected one of ${readTypes.join(", ")}, received another`)],
    ),
    ...orderCodes.flatMap(({ system, code }, index) =>
      system !== "" && code !== "" ? [] : [wrong(["orderCodes", index], "expected a system and a code")],
    ),
  ];
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
