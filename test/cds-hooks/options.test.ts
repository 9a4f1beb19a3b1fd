import { describe, expect, test } from "vitest";
import { createCdsHooks } from "../../src/cds-hooks/index.ts";
import { createAdvisor } from "../../src/index.ts";
import { AdapterError } from "../../src/issues/errors.ts";
import { baseUrl } from "./calling.ts";

const client = { iss: "https://ehr.example", jku: "https://ehr.example/jwks" };
const advisor = createAdvisor();

/** `path code` of each issue, and the help where one is given; anything but an `AdapterError` fails the test. */
function refused(options: unknown): string[] {
  try {
    createCdsHooks(options as Parameters<typeof createCdsHooks>[0]);
    return [];
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    return error.issues.map(({ path, code, help }) => [path, code.split("/")[1], help].filter(Boolean).join(" "));
  }
}

describe("an option that nobody knows is refused, with the nearest name", () => {
  test("a misspelt `auth` does not leave the service open", () => {
    expect(refused({ baseUrl, auht: { clients: [client] } })).toEqual(["auht wrong-type did you mean `auth`?"]);
  });

  test.each<[string, Record<string, unknown>, string]>([
    [
      "auth",
      { auth: { clients: [client], maxAgeSecond: 60 } },
      "auth.maxAgeSecond wrong-type did you mean `maxAgeSeconds`?",
    ],
    ["a client", { auth: { clients: [{ ...client, is: "x" }] } }, "auth.clients[0].is wrong-type did you mean `iss`?"],
    ["timeouts", { timeouts: { fetchMS: 5 } }, "timeouts.fetchMS wrong-type did you mean `fetchMs`?"],
    [
      "a link",
      { links: [{ label: "l", url: baseUrl, type: "smart", appcontext: "x" }] },
      "links[0].appcontext wrong-type did you mean `appContext`?",
    ],
    [
      "the questionnaire",
      { questionnaire: { label: "l", url: baseUrl, type: "smart", canonica: "x" } },
      "questionnaire.canonica wrong-type did you mean `canonical`?",
    ],
    ["the source", { source: { lable: "x" } }, "source.lable wrong-type did you mean `label`?"],
    [
      "an order code",
      { orderCodes: [{ system: "s", code: "c", propose: {} }] },
      "orderCodes[0].propose wrong-type did you mean `proposes`?",
    ],
  ])("%s", (_name, options, issue) => {
    expect(refused({ advisor, baseUrl, ...options })).toEqual([issue]);
  });

  test("all at once, beside what else is wrong", () => {
    expect(refused({ auth: {}, tymeZone: "UTC", maxPages: 0 })).toEqual([
      "maxPages wrong-type",
      "auth.clients missing-key",
      "tymeZone wrong-type did you mean `timeZone`?",
      "baseUrl missing-key",
    ]);
  });
});

describe("a value of another type is refused as an `AdapterError`", () => {
  test.each<[string, unknown, string[]]>([
    ["no options", null, ["wrong-type"]],
    ["a text in place of options", "https://cds.example", ["wrong-type"]],
    ["a list in place of options", [], ["wrong-type"]],
    ["auth without clients", { baseUrl, auth: {} }, ["auth.clients missing-key"]],
    ["auth of nobody", { baseUrl, auth: { clients: [] } }, ["auth.clients wrong-type"]],
    ["auth that is null", { baseUrl, auth: null }, ["auth wrong-type"]],
    ["clients that are null", { baseUrl, auth: { clients: [null] } }, ["auth.clients[0] wrong-type"]],
    ["a client without keys", { baseUrl, auth: { clients: [{ iss: "x" }] } }, ["auth.clients[0] wrong-type"]],
    [
      "a client without a name",
      { baseUrl, auth: { clients: [{ jku: client.jku }] } },
      ["auth.clients[0].iss missing-key"],
    ],
    ["no algorithm", { baseUrl, auth: { clients: [client], algorithms: [] } }, ["auth.algorithms wrong-type"]],
    [
      "an age that is a text",
      { baseUrl, auth: { clients: [client], maxAgeSeconds: "300" } },
      ["auth.maxAgeSeconds wrong-type"],
    ],
    ["servers as a text", { fhirServers: "https://ehr.example" }, ["fhirServers wrong-type"]],
    ["origins as a text", { allowedOrigins: "https://ehr.example" }, ["allowedOrigins wrong-type"]],
    ["a base URL that is a number", { baseUrl: 1 }, ["baseUrl wrong-type"]],
    ["a flag that is a text", { ballot3: "yes" }, ["ballot3 wrong-type"]],
    ["a clock that is a date", { now: new Date(0) }, ["now wrong-type"]],
    ["a log that is no function", { onRequest: {} }, ["onRequest wrong-type"]],
    ["a store without `note`", { seenFeedback: new Map() }, ["seenFeedback wrong-type"]],
    ["an advisor that is none", { advisor: {} }, ["advisor wrong-type"]],
    ["a case that is a list", { case: [] }, ["case wrong-type"]],
    [
      "a type whose absence tells nothing",
      { absenceMeansFalse: ["Patient"] },
      [
        "absenceMeansFalse[0] wrong-type known are `Condition`, `AllergyIntolerance`, `MedicationRequest`, `MedicationStatement`, `Observation`, `Procedure`",
      ],
    ],
  ])("%s", (_name, options, issues) => {
    expect(refused(options)).toEqual(issues);
  });

  test("no message repeats a value that was given", () => {
    const secret = "s3cret-token";
    try {
      createCdsHooks({ baseUrl: secret, fhirServers: [secret], timeZone: secret });
    } catch (error) {
      expect(JSON.stringify((error as AdapterError).issues)).not.toContain(secret);
      return;
    }
    throw new Error("accepted");
  });
});

test("an option that is undefined counts as left out", () => {
  expect(refused({ advisor, auth: undefined, source: { label: undefined } })).toEqual([]);
});
