import * as z from "zod/mini";
import { absentTypes } from "../fhir/read/result.ts";
import { AdapterError } from "../issues/errors.ts";
import { aFunction, aText, expected, objectWith, optionIssues, together, wholeNumber } from "../issues/options.ts";
import { minLength, withoutCodeGeneration } from "../issues/zod.ts";
import { signatureAlgorithms } from "./auth/client-jwt.ts";
import type { CdsHooksOptions } from "./options.ts";
import { isHttpUrl } from "./schema/parts.ts";

/**
 * Refuses options that cannot be meant, all at once. A key that nobody knows is one of them: a misspelt `auth` would otherwise leave
 * the service open. Throws `AdapterError`.
 */
export function checkOptions(options: unknown): asserts options is CdsHooksOptions {
  const issues = optionIssues(withoutCodeGeneration(build), options, {
    unknownKey: "cds-hooks/wrong-type",
    missingKey: "cds-hooks/missing-key",
    wrongType: "cds-hooks/wrong-type",
  });
  if (issues.length > 0) throw new AdapterError(issues);
}

function build() {
  const options: Record<keyof CdsHooksOptions, z.ZodMiniType> = {
    baseUrl: url(),
    advisor: objectWith("an advisor, as `createAdvisor` makes it", "recommendSync"),
    allowedOrigins: z.array(expected("an origin, `https://ehr.example`", isOrigin)),
    fhirServers: z.array(url()),
    maxBodyBytes: wholeNumber(1),
    maxPages: wholeNumber(1),
    timeouts: z.strictObject({ fetchMs: z.optional(wholeNumber(1)) }),
    auth: authentication(),
    absenceMeansFalse: z.array(z.enum(absentTypes)),
    case: z.looseObject({}),
    timeZone: expected("a time zone, `Europe/Berlin`", isTimeZone),
    ballot3: z.boolean(),
    always: z.boolean(),
    orderCodes: z.array(
      z.strictObject({ system: aText(), code: aText(), proposes: z.optional(z.record(z.string(), scalar())) }),
    ),
    source: z.strictObject({ label: z.optional(aText()), url: z.optional(url()), icon: z.optional(url()) }),
    links: z.array(
      z
        .strictObject({ ...link(), appContext: z.optional(aText()) })
        .check(
          together(
            "no `appContext` beside a link of type `absolute`",
            ["appContext"],
            ({ type, appContext }) => type !== "absolute" || appContext === undefined,
          ),
        ),
    ),
    questionnaire: z.strictObject({ ...link(), canonical: z.optional(aText()) }),
    base: aText(),
    fetch: aFunction(),
    now: aFunction(),
    seenFeedback: store(),
    onFeedback: aFunction(),
    onRequest: aFunction(),
    onError: aFunction(),
  };
  return z
    .strictObject(Object.fromEntries(Object.entries(options).map(([key, schema]) => [key, z.optional(schema)])))
    .check(
      together(
        "the address that clients call, which tokens are made for",
        ["baseUrl"],
        ({ auth, baseUrl }) => auth === undefined || baseUrl !== undefined,
      ),
    );
}

function authentication() {
  const client = z
    .strictObject({
      iss: aText(),
      jku: z.optional(url()),
      keys: z.optional(
        z.looseObject({
          keys: z.array(z.looseObject({ kty: z.optional(aText()), kid: z.optional(aText()) })).check(minLength(1)),
        }),
      ),
    })
    .check(
      together(
        "the client's `keys`, or the URL of them as `jku`",
        [],
        ({ jku, keys }) => jku !== undefined || keys !== undefined,
      ),
    );
  return z.strictObject({
    algorithms: z.optional(z.array(z.enum(signatureAlgorithms)).check(minLength(1))),
    clients: z.array(client).check(minLength(1)),
    maxAgeSeconds: z.optional(wholeNumber(1)),
    clockToleranceSeconds: z.optional(wholeNumber(0)),
    seen: z.optional(store()),
  });
}

function link() {
  return { label: aText(), url: url(), type: z.enum(["absolute", "smart"]) };
}

function store() {
  return objectWith("a store with the function `note`", "note");
}

function scalar() {
  return expected("a text, a number, true or false", (value) => ["string", "number", "boolean"].includes(typeof value));
}

function url() {
  return expected("an absolute URL with http or https", (value) => typeof value === "string" && isHttpUrl(value));
}

function isOrigin(value: unknown): boolean {
  return typeof value === "string" && isHttpUrl(value) && new URL(value).origin === value;
}

function isTimeZone(name: unknown): boolean {
  if (typeof name !== "string" || name === "") return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
