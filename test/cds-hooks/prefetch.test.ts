import { describe, expect, test } from "vitest";
import { type DataKey, dataKeys, observationCodes, prefetchTemplates } from "../../src/cds-hooks/data/templates.ts";
import type { CdsHooksOptions, RequestSummary } from "../../src/cds-hooks/index.ts";
import { embeddedCodes } from "../../src/fhir/codes/embedded.ts";
import {
  cardsOf,
  concept,
  condition,
  handlerWith,
  type Json,
  patient,
  post,
  prefetchWith,
  refusalOf,
  requestOf,
  searchset,
  serviceOf,
  spiderVeins,
} from "./calling.ts";

const service = serviceOf("patient-view");
const failure = {
  resourceType: "OperationOutcome",
  issue: [{ severity: "error", code: "timeout", diagnostics: "upstream of p1" }],
};
const hint = { resourceType: "OperationOutcome", issue: [{ severity: "warning", code: "informational" }] };

const viewOf = (prefetch: Json, more: Json = {}) => requestOf("patient-view", {}, { prefetch, ...more });

const allergy = { resourceType: "AllergyIntolerance", id: "a", patient: { reference: "Patient/p1" } };

/** Prefetch without a key. */
function without(key: DataKey): Json {
  return Object.fromEntries(Object.entries(prefetchWith()).filter(([name]) => name !== key));
}

/** What the cards say of what was read. */
async function toldOf(prefetch: Json, options: CdsHooksOptions = {}): Promise<string[]> {
  const [card] = await cardsOf(viewOf(prefetch), options);
  const [, section = ""] = (card?.detail ?? "").split("### What was read");
  return section.split("\n").filter((line) => line.startsWith("- "));
}

describe("templates", () => {
  test("are the same for every service, and each is within the allowed queries", () => {
    for (const { prefetch } of handlerWith().discovery.services) {
      expect(Object.keys(prefetch)).toEqual([...dataKeys]);
      for (const template of Object.values(prefetch))
        expect(template).toMatch(
          /^(?:Patient\/\{\{context\.patientId\}\}|[A-Z][A-Za-z]+\?patient=\{\{context\.patientId\}\}(?:&code=[\w,-]+)?)$/,
        );
    }
  });

  test("ask for every observation that a fact is read from", () => {
    const codes = observationCodes(embeddedCodes);
    for (const code of ["29463-7", "39156-5", "82810-3", "63895-7", "72166-2"]) expect(codes).toContain(code);
    expect(prefetchTemplates(embeddedCodes).observations).toBe(
      `Observation?patient={{context.patientId}}&code=${codes.join(",")}`,
    );
  });
});

describe("the states of a key are kept apart", () => {
  const none = "Asked for, and the record has no data, which excludes nothing";
  const empty = "Searched, and nothing was found, which excludes nothing";
  const error = "Could not be read, the record reported an error";
  const incomplete = "Read in part only, there is more that was not sent";
  const notAsked = "Neither sent nor fetched, so that nothing is known of it";
  const page = { ...searchset(), link: [{ relation: "next", url: "https://ehr.example/fhir?page=2" }] };

  test.each<[string, Json, string]>([
    ["null: asked, no data", prefetchWith({ allergies: null }), none],
    ["an empty Bundle: searched, nothing found", prefetchWith({ allergies: searchset() }), empty],
    ["an OperationOutcome: an error", prefetchWith({ allergies: failure }), error],
    ["an OperationOutcome among the entries: an error", prefetchWith({ allergies: searchset(failure) }), error],
    ["a next link: incomplete", prefetchWith({ allergies: page }), incomplete],
    ["a higher total: incomplete", prefetchWith({ allergies: { ...searchset(), total: 3 } }), incomplete],
    ["one resource in place of a search: incomplete", prefetchWith({ allergies: allergy }), incomplete],
    ["no key: not asked", without("allergies"), notAsked],
    ["a warning among the entries is no error", prefetchWith({ allergies: searchset(hint) }), empty],
  ])("%s", async (_, prefetch, text) => {
    const lines = (await toldOf(prefetch)).filter((line) => line.includes("allergies"));
    expect(lines).toHaveLength(1);
    expect(lines[0]?.startsWith(`- ${text}: `)).toBe(true);
  });

  test("what was read whole and holds data is not told of", async () => {
    expect((await toldOf(prefetchWith())).filter((line) => line.includes("problems"))).toEqual([]);
  });

  test("the words of a server's error are not repeated", async () => {
    expect(JSON.stringify(await cardsOf(viewOf(prefetchWith({ allergies: failure }))))).not.toContain("upstream");
  });

  test("what was read of a part counts", async () => {
    const dvt = condition("dvt", "I82.401", "Acute thrombosis of deep veins", { onsetDateTime: "2026-11-10" });
    const conditions = { ...searchset(spiderVeins, dvt), total: 9 };
    const [card] = await cardsOf(viewOf(prefetchWith({ conditions })));
    expect(card?.indicator).toBe("critical");
  });
});

describe("what is not whole denies nothing", () => {
  const noneKnown = {
    ...allergy,
    clinicalStatus: concept("http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical", "active", "Active"),
    code: concept("http://snomed.info/sct", "716186003", "No known allergy"),
  };
  const asked = async (allergies: Json): Promise<boolean> => {
    const cards = await cardsOf(viewOf(prefetchWith({ allergies })));
    return JSON.stringify(cards).includes("allergy to polidocanol");
  };

  test("no known allergy on a first page, or beside an error, leaves the allergies open", async () => {
    const next = { link: [{ relation: "next", url: "https://ehr.example/next" }] };
    expect(await asked(searchset(noneKnown))).toBe(false);
    expect(await asked({ ...searchset(noneKnown), ...next })).toBe(true);
    expect(await asked(searchset(noneKnown, failure))).toBe(true);
  });

  test("a refused part of a batch is an error, and a Bundle of other resources is a part", async () => {
    const refused = { resourceType: "Bundle", type: "batch-response", entry: [{ response: { status: "403" } }] };
    expect(await toldOf(prefetchWith({ allergies: refused }))).toContainEqual(
      expect.stringMatching(/^- Could not be read.*: allergies$/),
    );
    expect(await toldOf(prefetchWith({ allergies: searchset(spiderVeins) }))).toContainEqual(
      expect.stringMatching(/^- Read in part only.*: allergies$/),
    );
  });
});

describe("a record of very many veins", () => {
  const view = (veins: number) => {
    const conditions = Array.from({ length: veins }, (_, index) => ({ ...spiderVeins, id: `c${index}` }));
    return post(service, viewOf(prefetchWith({ conditions: searchset(...conditions) })));
  };

  test("is refused beyond a hundred: what one call takes would hold up all others", async () => {
    expect((await view(100)).status).toBe(200);
    expect(await refusalOf(await view(101))).toEqual({ status: 413, issues: ["cds-hooks/too-large prefetch"] });
  });
});

describe("absence means false only for what was asked and is whole", () => {
  const absenceMeansFalse = ["Condition"] as const;
  /** Whether an acute thrombosis is still asked for. */
  const isAsked = async (prefetch: Json): Promise<boolean> => {
    const cards = await cardsOf(viewOf(prefetch), { absenceMeansFalse, always: true });
    const tasks = JSON.stringify(cards.flatMap(({ suggestions = [] }) => suggestions));
    return tasks.includes("acute deep vein thrombosis");
  };

  test("stated and whole: settled, and said so", async () => {
    expect(await isAsked(prefetchWith())).toBe(false);
    const told = await toldOf(prefetchWith({ conditions: null }), { absenceMeansFalse, always: true });
    expect(told.filter((line) => line.includes("problems"))).toEqual([
      "- Nothing recorded was taken to mean that there is none, as this service was set up to do: problems and diagnoses",
    ]);
  });

  test.each<[string, Json]>([
    ["not asked", without("conditions")],
    ["an error", prefetchWith({ conditions: failure })],
    ["an error beside results", prefetchWith({ conditions: searchset(spiderVeins, failure) })],
    ["incomplete", prefetchWith({ conditions: { ...searchset(spiderVeins), total: 7 } })],
  ])("%s: unknown", async (_, prefetch) => {
    expect(await isAsked(prefetch)).toBe(true);
  });

  test("not stated: unknown, however empty", async () => {
    const cards = await cardsOf(viewOf(prefetchWith({ conditions: searchset() })), { always: true });
    expect(JSON.stringify(cards)).toContain("acute deep vein thrombosis");
  });
});

describe("the Patient is needed", () => {
  test.each<[string, Json]>([
    ["not sent", without("patient")],
    ["null", prefetchWith({ patient: null })],
    ["an error", prefetchWith({ patient: failure })],
    ["another resource", prefetchWith({ patient: spiderVeins })],
    ["an empty Bundle", prefetchWith({ patient: searchset() })],
  ])("%s: 412", async (_, prefetch) => {
    expect(await refusalOf(await post(service, viewOf(prefetch)))).toEqual({
      status: 412,
      issues: ["cds-hooks/missing-data prefetch.patient"],
    });
  });

  test("in a Bundle it is found", async () => {
    expect((await post(service, viewOf(prefetchWith({ patient: searchset(patient) })))).status).toBe(200);
  });

  test("without its id it is taken for the patient of the context", async () => {
    const { id: _, ...unnamed } = patient;
    expect((await post(service, viewOf(prefetchWith({ patient: unnamed })))).status).toBe(200);
  });

  test("another patient's is refused", async () => {
    const prefetch = prefetchWith({ patient: { ...patient, id: "p2" } });
    expect(await refusalOf(await post(service, viewOf(prefetch)))).toEqual({
      status: 400,
      issues: ["cds-hooks/wrong-type prefetch.patient.id"],
    });
  });

  test("no prefetch at all: 412", async () => {
    expect((await post(service, viewOf({}))).status).toBe(412);
    expect((await post(service, { ...viewOf({}), prefetch: undefined })).status).toBe(412);
  });
});

describe("what prefetch lacks is fetched from a listed server", () => {
  const fhirServer = "https://ehr.example/fhir";
  const fhirAuthorization = {
    access_token: "secret-token",
    token_type: "Bearer",
    expires_in: 300,
    scope: "user/*.read",
    subject: "sclero",
  };

  interface Asked {
    readonly url: string;
    readonly authorization: string | null;
    readonly redirect: string | undefined;
  }

  /** A server that answers from a table; everything else is an empty search. */
  function server(table: Readonly<Record<string, unknown>>) {
    const asked: Asked[] = [];
    const fetch: CdsHooksOptions["fetch"] = async (url, init) => {
      asked.push({ url, authorization: new Headers(init.headers).get("authorization"), redirect: init.redirect });
      const answer = Object.hasOwn(table, url) ? table[url] : searchset();
      if (answer instanceof Error) throw answer;
      if (typeof answer === "number") return new Response(JSON.stringify(failure), { status: answer });
      return new Response(typeof answer === "string" ? answer : JSON.stringify(answer));
    };
    return { asked, options: { fetch, fhirServers: [fhirServer] } };
  }

  const readPatient = { [`${fhirServer}/Patient/p1`]: patient };
  const readVeins = { [`${fhirServer}/Condition?patient=p1`]: searchset(spiderVeins) };

  test("each missing key with one query, with the lent token, and no redirect is followed", async () => {
    const { asked, options } = server({ ...readPatient, ...readVeins });
    const cards = await cardsOf(
      viewOf({ allergies: null }, { fhirServer: `${fhirServer}/`, fhirAuthorization }),
      options,
    );
    expect(cards).toHaveLength(1);
    expect(asked.map(({ url }) => url.slice(fhirServer.length + 1).split("&")[0])).toEqual([
      "Patient/p1",
      "Condition?patient=p1",
      "MedicationRequest?patient=p1",
      "MedicationStatement?patient=p1",
      "Observation?patient=p1",
      "Procedure?patient=p1",
      "QuestionnaireResponse?patient=p1",
      "Task?patient=p1",
    ]);
    expect(new Set(asked.map(({ authorization }) => authorization))).toEqual(new Set(["Bearer secret-token"]));
    expect(new Set(asked.map(({ redirect }) => redirect))).toEqual(new Set(["error"]));
  });

  test("an open server is asked without a token", async () => {
    const { asked, options } = server({ ...readPatient, ...readVeins });
    await cardsOf(viewOf({}, { fhirServer }), options);
    expect(new Set(asked.map(({ authorization }) => authorization))).toEqual(new Set([null]));
  });

  test("nothing is fetched where nothing lacks", async () => {
    const { asked, options } = server({});
    await cardsOf(viewOf(prefetchWith(), { fhirServer, fhirAuthorization }), options);
    expect(asked).toEqual([]);
  });

  test.each([
    ["another host", "https://evil.example/fhir"],
    ["another path", "https://ehr.example/fhir2"],
    ["another scheme", "http://ehr.example/fhir"],
    ["a name that looks alike", "https://ehr.example.evil.example/fhir"],
  ])("%s is never asked, and never gets the token", async (_, foreign) => {
    const { asked, options } = server({});
    const response = await post(service, viewOf({}, { fhirServer: foreign, fhirAuthorization }), options);
    expect(await refusalOf(response)).toEqual({
      status: 412,
      issues: ["cds-hooks/missing-data prefetch.patient", "cds-hooks/server-not-allowed fhirServer"],
    });
    expect(asked).toEqual([]);
    // With the patient at hand, the rest is just not known.
    await cardsOf(viewOf({ patient }, { fhirServer: foreign, fhirAuthorization }), { ...options, always: true });
    expect(asked).toEqual([]);
  });

  test("pages are followed on the same server", async () => {
    const next = (page: number, ...resources: Json[]) => ({
      ...searchset(...resources),
      total: 3,
      link: [{ relation: "next", url: `${fhirServer}?page=${page}` }],
    });
    const { asked, options } = server({
      ...readPatient,
      [`${fhirServer}/Condition?patient=p1`]: next(2),
      [`${fhirServer}?page=2`]: next(3),
      [`${fhirServer}?page=3`]: { ...searchset(spiderVeins), total: 3 },
    });
    const [card] = await cardsOf(viewOf({}, { fhirServer }), options);
    expect(card?.detail).not.toContain("Read in part only");
    expect(asked.filter(({ url }) => url.includes("page="))).toHaveLength(2);
  });

  test("a page of prefetch is followed too, and only so many pages", async () => {
    const endless = {
      ...searchset(spiderVeins),
      link: [{ relation: "next", url: `${fhirServer}/Condition?page=again` }],
    };
    const { asked, options } = server({ [`${fhirServer}/Condition?page=again`]: endless });
    const [card] = await cardsOf(viewOf(prefetchWith({ conditions: endless }), { fhirServer }), {
      ...options,
      maxPages: 4,
    });
    expect(asked).toHaveLength(3);
    expect(card?.detail).toContain("Read in part only, there is more that was not sent: problems and diagnoses");
  });

  test("a next link to another server is not followed", async () => {
    const lure = { ...searchset(spiderVeins), link: [{ relation: "next", url: "https://evil.example/fhir?page=2" }] };
    const { asked, options } = server({});
    const request = viewOf(prefetchWith({ conditions: lure }), { fhirServer, fhirAuthorization });
    const [card] = await cardsOf(request, options);
    expect(asked).toEqual([]);
    expect(card?.detail).toContain("Read in part only");
  });

  test.each<[string, unknown]>([
    ["refuses", 403],
    ["fails", 500],
    ["cannot search", 404],
    ["cannot be reached", new TypeError("connect ECONNREFUSED")],
    ["answers no JSON", "<html>"],
    ["answers no resource", "[]"],
  ])("a server that %s: an error, never no data", async (_, answer) => {
    const { options } = server({
      ...readPatient,
      ...readVeins,
      [`${fhirServer}/AllergyIntolerance?patient=p1`]: answer,
    });
    const [card] = await cardsOf(viewOf({}, { fhirServer, fhirAuthorization }), options);
    expect(card?.detail).toContain("Could not be read, the record reported an error: allergies");
    expect(JSON.stringify(card)).not.toContain("secret-token");
  });

  test("a patient who is not there: 412", async () => {
    const { options } = server({ [`${fhirServer}/Patient/p1`]: 404 });
    expect((await post(service, viewOf({}, { fhirServer }), options)).status).toBe(412);
  });

  test("a server that takes too long: an error", async () => {
    const options: CdsHooksOptions = {
      fhirServers: [fhirServer],
      timeouts: { fetchMs: 20 },
      fetch: (url, { signal }) =>
        url.includes("AllergyIntolerance")
          ? new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)))
          : Promise.resolve(
              new Response(JSON.stringify(url.includes("Condition") ? searchset(spiderVeins) : searchset())),
            ),
    };
    const [card] = await cardsOf(viewOf({ patient }, { fhirServer }), options);
    expect(card?.detail).toContain("Could not be read, the record reported an error: allergies");
  });

  test("an answer that is too large: an error", async () => {
    const { options } = server({
      ...readVeins,
      [`${fhirServer}/AllergyIntolerance?patient=p1`]: { ...searchset(), text: "x".repeat(50_000) },
    });
    const [card] = await cardsOf(viewOf({ patient }, { fhirServer }), { ...options, maxBodyBytes: 20_000 });
    expect(card?.detail).toContain("Could not be read, the record reported an error: allergies");
  });

  test("an id that would leave its path is refused", async () => {
    const { asked, options } = server({});
    const request = { ...viewOf({}, { fhirServer }), context: { userId: "Practitioner/1", patientId: ".." } };
    expect((await post(service, request, options)).status).toBe(400);
    expect(asked).toEqual([]);
  });

  test("the token is in no log", async () => {
    const told: unknown[] = [];
    const { options } = server({ [`${fhirServer}/Patient/p1`]: 401 });
    await post(service, viewOf({}, { fhirServer, fhirAuthorization }), {
      ...options,
      onRequest: (summary: RequestSummary) => told.push(summary),
      onError: (error) => told.push(error),
    });
    expect(told.length).toBe(2);
    expect(JSON.stringify(told)).not.toContain("secret-token");
    expect(JSON.stringify(told)).not.toContain("p1");
  });
});
