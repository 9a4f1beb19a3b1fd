import { describe, expect, test } from "vitest";
import { type Card, type CdsHooksOptions, checkResponse, type Hook } from "../../src/cds-hooks/index.ts";
import { questionnaireResponse } from "../../src/fhir/write/questionnaire-response.ts";
import { embeddedRulebook } from "../../src/index.ts";
import { definitionFindings, schemaFindings } from "../support/fhir-validator.ts";
import { accepting, faceOf } from "./accepting.ts";
import {
  bundle,
  cardsOf,
  concept,
  condition,
  cpt,
  type Json,
  polidocanolOrder,
  post,
  prefetchWith,
  requestOf,
  rxnorm,
  searchset,
  serviceOf,
  spiderVeins,
} from "./calling.ts";

const rulebook = embeddedRulebook();

const thrombosis = condition("dvt", "I82.401", "Acute thrombosis of deep veins", { onsetDateTime: "2026-11-10" });
const pregnancy = condition("pregnancy", "Z33.1", "Pregnant state, incidental", { onsetDateTime: "2026-09-01" });
const leiden = condition("leiden", "D68.51", "Activated protein C resistance", { onsetDateTime: "2010-01-01" });
const migraine = condition("migraine", "G43.109", "Migraine with aura", { onsetDateTime: "2010-01-01" });
const allergy: Json = {
  resourceType: "AllergyIntolerance",
  id: "allergy",
  clinicalStatus: {
    coding: [{ system: "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical", code: "active" }],
  },
  verificationStatus: {
    coding: [{ system: "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification", code: "confirmed" }],
  },
  code: concept(rxnorm, "968181", "polidocanol"),
  patient: { reference: "Patient/p1" },
};
const session: Json = {
  resourceType: "Procedure",
  id: "session",
  status: "completed",
  code: concept(cpt, "36468", "Injection of sclerosant, spider veins"),
  subject: { reference: "Patient/p1" },
  performedDateTime: "2026-11-06",
};

const recordOf = (...conditions: readonly Json[]) => ({
  prefetch: prefetchWith({ conditions: searchset(spiderVeins, ...conditions) }),
});
const viewOf = (...conditions: readonly Json[]) => requestOf("patient-view", {}, recordOf(...conditions));
const signOf = (order: Json, more: Json = recordOf()) => requestOf("order-sign", { draftOrders: bundle(order) }, more);
const appointmentOf = (start: string, more: Json = {}): Json => ({
  resourceType: "Appointment",
  id: "appointment",
  status: "proposed",
  serviceType: [concept(cpt, "36468", "Sclerotherapy")],
  start,
  participant: [{ actor: { reference: "Patient/p1" }, status: "tentative" }],
  ...more,
});
const bookOf = (appointment: Json, more: Json = {}) =>
  requestOf(
    "appointment-book",
    { appointments: bundle(appointment) },
    {
      prefetch: prefetchWith({ procedures: searchset(session) }),
      ...more,
    },
  );

const titles = async (request: Json, options: CdsHooksOptions = {}) => (await cardsOf(request, options)).map(faceOf);

describe("the decision", () => {
  test("contraindicated is critical", async () => {
    expect(await titles(viewOf(thrombosis))).toEqual([
      "critical: Sclerotherapy contraindicated: Do not treat during an acute deep vein thrombosis",
    ]);
  });

  test("defer is a warning, and what is not known stands beside it", async () => {
    expect(await titles(viewOf(pregnancy))).toEqual([
      "warning: Sclerotherapy not now: Defer elective sclerotherapy until after the pregnancy",
      expect.stringMatching(/^info: Not enough is known to clear sclerotherapy: it could still become contraindicated/),
    ]);
  });

  test("assess first is a warning", async () => {
    const [card] = await cardsOf(viewOf(leiden));
    expect(card?.indicator).toBe("warning");
    expect(card?.summary).toBe(
      "Before sclerotherapy, assess first: Thrombophilia: get a specialist decision before treatment",
    );
  });

  test("caution is information on opening a record and a warning on signing", async () => {
    const caution =
      "Sclerotherapy with caution: Migraine with aura: use foam with caution, as its side effects are more likely";
    expect(await titles(viewOf(migraine))).toContain(`info: ${caution}`);
    expect(await titles(signOf(polidocanolOrder, recordOf(migraine)))).toContain(`warning: ${caution}`);
  });

  test("names the resource that it rests on, its date and the sources", async () => {
    const [card] = await cardsOf(viewOf(pregnancy));
    expect(card?.detail).toContain(
      "because the patient is pregnant (Pregnant state, incidental, Condition/pregnancy of 2026-09-01)",
    );
    expect(card?.detail).toContain("Varicose veins: diagnosis and management (guideline, UK: A-63)");
  });

  test("shows the plan of each vein where treatment may come, and none where it may not", async () => {
    const [caution] = await cardsOf(viewOf(migraine));
    expect(caution?.detail).toContain("### Plan: Vein spider-veins");
    expect(caution?.detail).toContain("- Form: liquid (S1-07, S1-205, A-57)");
    const [contraindicated] = await cardsOf(viewOf(thrombosis));
    expect(contraindicated?.detail).not.toContain("### Plan");
  });
});

describe("what cannot be told", () => {
  test("is one card with how bad it could become and the first questions", async () => {
    const cards = await cardsOf(viewOf());
    expect(cards).toHaveLength(1);
    const [card] = cards;
    expect(card?.summary).toMatch(/it could still become contraindicated \(open questions: \d+\)$/);
    expect(card?.detail).toMatch(
      /^What is known gives: may proceed\. What is not known could make it: contraindicated\./,
    );
    expect(card?.detail).toContain("1. Does the patient have severe peripheral arterial disease");
    expect(card?.detail?.match(/^\d+\. /gm)).toHaveLength(5);
  });

  test("asks first what the record raises and leaves open, and says so", async () => {
    const stale = condition("old", "Z34.90", "Pregnancy", { onsetDateTime: "2024-01-01" });
    const [card] = await cardsOf(viewOf(stale));
    expect(card?.detail).toContain("1. Is the patient pregnant? (the record leaves it open; could bring: defer)");
    expect(card?.detail).toContain("2. Does the patient have severe peripheral arterial disease");
    expect(JSON.stringify(card?.suggestions)).toContain('"description":"1. Is the patient pregnant?');
  });

  test("is told of an old questionnaire as of none", async () => {
    const fact = "conditions.acuteDeepVeinThrombosis";
    const asked = async (authored: string): Promise<string> => {
      const answers: Json = {
        resourceType: "QuestionnaireResponse",
        status: "completed",
        authored,
        item: [{ linkId: fact, answer: [{ valueBoolean: false }] }],
      };
      const prefetch = prefetchWith({ questionnaireResponses: searchset(answers) });
      const cards = await cardsOf(requestOf("patient-view", {}, { prefetch }));
      return cards[0]?.detail ?? "";
    };
    const question = "Does the patient have acute deep vein thrombosis now?";
    expect(await asked("2026-11-01")).not.toContain(question);
    expect(await asked("2025-11-01")).toContain(question);
  });

  test("never reads as if there were no guidance", async () => {
    const nothing = { prefetch: prefetchWith({ conditions: null }) };
    const cards = await cardsOf(requestOf("order-sign", { draftOrders: bundle(polidocanolOrder) }, nothing));
    expect(cards.some(({ source }) => source.topic?.code === "open-questions")).toBe(true);
  });

  test("weighs more on signing an order", async () => {
    const indicatorOf = async (request: Json) =>
      (await cardsOf(request)).find(({ source }) => source.topic?.code === "open-questions")?.indicator;
    expect(await indicatorOf(viewOf())).toBe("info");
    expect(await indicatorOf(signOf(polidocanolOrder))).toBe("warning");
  });

  test("links to where the questions are answered, with the names of the facts for an app", async () => {
    const questionnaire = { label: "Answer the questions", url: "https://app.example/launch", type: "smart" } as const;
    const [card] = await cardsOf(viewOf(pregnancy), { questionnaire });
    expect(card?.links).toBeUndefined();
    const [, unknown] = await cardsOf(viewOf(pregnancy), { questionnaire });
    const [link] = unknown?.links ?? [];
    expect(link).toMatchObject(questionnaire);
    const { questions } = JSON.parse(link?.appContext ?? "{}") as { questions: string[] };
    expect(questions).toContain("conditions.acuteDeepVeinThrombosis");
    const absolute = { label: "Answer", url: "https://app.example/form", type: "absolute" } as const;
    const [, other] = await cardsOf(viewOf(pregnancy), { questionnaire: absolute });
    expect(other?.links).toEqual([absolute]);
  });
});

describe("relevance", () => {
  const reflux = condition("reflux", "I87.2", "Venous insufficiency");
  const resolved = {
    ...reflux,
    clinicalStatus: {
      coding: [{ system: "http://terminology.hl7.org/CodeSystem/condition-clinical", code: "resolved" }],
    },
  };
  const relevanceOf = async (request: Json, options: CdsHooksOptions = {}) => {
    const told: unknown[] = [];
    const response = await post(serviceOf(request["hook"] as Hook), request, {
      ...options,
      onRequest: ({ relevance }) => told.push(relevance),
    });
    return [(await response.json()) as unknown, ...told];
  };
  const opened = (more: Json) => requestOf("patient-view", {}, { prefetch: prefetchWith(more) });

  test.each<[string, Json, string]>([
    ["no record of veins", { conditions: searchset(thrombosis) }, "not-relevant"],
    ["veins that are no more", { conditions: searchset(resolved) }, "not-relevant"],
    ["a disease of leg veins", { conditions: searchset(reflux) }, "relevant"],
    ["an earlier session", { conditions: searchset(), procedures: searchset(session) }, "relevant"],
    [
      "procedures that were not read",
      { conditions: searchset(thrombosis), procedures: { resourceType: "OperationOutcome", issue: [] } },
      "unknown",
    ],
  ])("%s: %s", async (_, more, relevance) => {
    const [answer, told] = await relevanceOf(opened(more));
    expect(told).toBe(relevance);
    if (relevance !== "relevant") expect(answer).toEqual({ cards: [] });
    else expect(answer).not.toEqual({ cards: [] });
  });

  test.each<[string, Json]>([
    ["could not be read", { conditions: { resourceType: "OperationOutcome", issue: [] } }],
    ["were not asked", { conditions: undefined }],
  ])(
    "conditions that %s on an opened record: 412, since an empty answer would look like no concern",
    async (_, more) => {
      const response = await post(serviceOf("patient-view"), opened(more));
      expect(response.status).toBe(412);
      expect(await response.json()).toMatchObject({
        issues: [{ code: "cds-hooks/missing-data", path: "prefetch.conditions" }],
      });
    },
  );

  test("conditions that could not be read beside an earlier session: relevant all the same", async () => {
    const more = { conditions: { resourceType: "OperationOutcome", issue: [] }, procedures: searchset(session) };
    expect((await relevanceOf(opened(more)))[1]).toBe("relevant");
  });

  test("orders and appointments of other things concern nobody, and nothing is read for them", async () => {
    const amoxicillin = { ...polidocanolOrder, medicationCodeableConcept: concept(rxnorm, "308182", "amoxicillin") };
    const fetched: string[] = [];
    const options: CdsHooksOptions = {
      fhirServers: ["https://ehr.example/fhir"],
      fetch: async (url) => {
        fetched.push(url);
        return new Response("{}");
      },
    };
    const more = { prefetch: {}, fhirServer: "https://ehr.example/fhir" };
    const order = requestOf("order-sign", { draftOrders: bundle(amoxicillin) }, more);
    expect(await relevanceOf(order, options)).toEqual([{ cards: [] }, "not-relevant"]);
    const visit = requestOf(
      "appointment-book",
      { appointments: bundle({ ...appointmentOf("2026-11-21"), serviceType: [] }) },
      more,
    );
    expect(await relevanceOf(visit, options)).toEqual([{ cards: [] }, "not-relevant"]);
    expect(fetched).toEqual([]);
  });

  test("an order not to give it concerns nobody", async () => {
    expect(await titles(signOf({ ...polidocanolOrder, doNotPerform: true }))).toEqual([]);
  });

  test.each(["cancelled", "entered-in-error"])("an order that is %s concerns nobody", async (status) => {
    expect(await titles(signOf({ ...polidocanolOrder, status }))).toEqual([]);
  });

  test("cards on every record where that is wished", async () => {
    expect(await titles(opened({ conditions: searchset() }), { always: true })).toHaveLength(1);
  });

  test("local codes of the caller's catalogue count", async () => {
    const local = { system: "https://clinic.example/catalogue", code: "SCL-1" };
    const order = {
      ...polidocanolOrder,
      resourceType: "ServiceRequest",
      code: concept(local.system, local.code, "Veins"),
    };
    const { medicationCodeableConcept: _, ...request } = order as Json;
    expect(await titles(signOf(request, recordOf(thrombosis)))).toEqual([]);
    expect(await titles(signOf(request, recordOf(thrombosis)), { orderCodes: [local] })).toHaveLength(1);
  });
});

describe("the ordered sclerosant", () => {
  const withAllergy = { prefetch: prefetchWith({ allergies: searchset(allergy) }) };
  const cardOf = async (request: Json): Promise<Card | undefined> =>
    (await cardsOf(request)).find(({ source }) => source.topic?.code === "proposal");

  test("that is contraindicated is critical, with the other one named and the order to remove", async () => {
    const card = await cardOf(signOf(polidocanolOrder, withAllergy));
    expect(card).toMatchObject({
      indicator: "critical",
      summary: "Order of a sclerosant: Polidocanol is contraindicated here",
      selectionBehavior: "at-most-one",
    });
    expect(card?.detail).toContain("advised: sodium tetradecyl sulfate");
    expect(card?.suggestions?.[0]?.actions).toEqual([
      { type: "delete", description: expect.any(String), resourceId: "MedicationRequest/draft-1" },
    ]);
  });

  test("without an id cannot be removed by name", async () => {
    const { id: _, ...unnamed } = polidocanolOrder;
    expect(await cardOf(signOf(unnamed, withAllergy))).not.toHaveProperty("suggestions");
  });

  const medication = (numerator: Json, denominator: Json): Json => ({
    resourceType: "Medication",
    id: "vial",
    code: concept(rxnorm, "968181", "polidocanol"),
    ingredient: [{ itemCodeableConcept: { text: "polidocanol" }, strength: { numerator, denominator } }],
  });
  const contained = (vial: Json): Json => {
    const { medicationCodeableConcept: _, ...order } = polidocanolOrder;
    return { ...order, contained: [vial], medicationReference: { reference: "#vial" } };
  };
  const named = (display: string): Json => ({
    ...polidocanolOrder,
    medicationCodeableConcept: concept(rxnorm, "968181", display),
  });
  const tooStrong = "Order of a sclerosant: 3 % is above every labelled strength, the highest is 0.5 %";

  test.each<[string, Json, string | undefined]>([
    ["30 mg/mL as a strength", contained(medication({ value: 30, code: "mg" }, { value: 1, code: "mL" })), tooStrong],
    ["0.06 g in 2 mL", contained(medication({ value: 0.06, code: "g" }, { value: 2, code: "mL" })), tooStrong],
    ["3 % as a strength", contained(medication({ value: 3, code: "%" }, { value: 1, code: "1" })), tooStrong],
    ["an unknown unit", contained(medication({ value: 30, code: "[iU]" }, { value: 1, code: "mL" })), undefined],
    ["30 MG/ML in words", named("polidocanol 30 MG/ML Injectable Solution"), tooStrong],
    ["3 % in words", named("Polidocanol 3%"), tooStrong],
    ["a comma", named("Polidocanol 3,0 %"), tooStrong],
    ["two strengths in words", named("polidocanol 0.5 % or 3 %"), undefined],
    ["a strength that suits", named("polidocanol 0.5 %"), undefined],
    ["no strength", named("polidocanol"), undefined],
    ["a strength beyond the possible", named("polidocanol 300 MG/ML and 99 %"), undefined],
  ])("is held against the labels: %s", async (_, order, summary) => {
    expect((await cardOf(signOf(order)))?.summary).toBe(summary);
  });

  test("says that a concentration was read from words", async () => {
    const said = "The concentration was read from the wording of the order.";
    expect((await cardOf(signOf(named("polidocanol 3 %"))))?.detail).toContain(said);
    const measured = contained(medication({ value: 30, code: "mg" }, { value: 1, code: "mL" }));
    expect((await cardOf(signOf(measured)))?.detail).not.toContain(said);
  });

  test("is for the vein among its reasons where there is one", async () => {
    const trunk = condition("other-leg", "I83.92", "Varicose veins of left lower extremity");
    const order = { ...named("polidocanol 3 %"), reasonReference: [{ reference: "Condition/spider-veins" }] };
    const card = await cardOf(signOf(order, recordOf(trunk)));
    expect(card?.summary).toBe(tooStrong);
    expect(card?.detail).toContain("(Vein spider-veins)");
    expect(card?.detail).not.toContain("(Vein other-leg)");
  });

  test("is judged one by one, and only what was selected", async () => {
    const second = { ...named("polidocanol 3 %"), id: "draft-2" };
    const context = { draftOrders: bundle(named("polidocanol 0.5 %"), second) };
    const summaries = async (selections: readonly string[]) =>
      (await titles(requestOf("order-select", { ...context, selections }, recordOf()))).filter((one) =>
        one.includes("3 %"),
      );
    expect(await summaries(["MedicationRequest/draft-1"])).toEqual([]);
    expect(await summaries(["MedicationRequest/draft-2"])).toEqual([`warning: ${tooStrong}`]);
    expect(await summaries(["draft-2"])).toEqual([`warning: ${tooStrong}`]);
    expect(await summaries(["https://ehr.example/fhir/MedicationRequest/draft-2"])).toEqual([`warning: ${tooStrong}`]);
    expect(await titles(requestOf("order-select", { ...context, selections: ["NutritionOrder/x"] }))).toEqual([]);
  });
});

describe("the appointment", () => {
  const tooEarly = "warning: Too early for the next sclerotherapy session in the same area: book it from 2026-12-04 on";

  // Four weeks are the shortest interval, and the last session was on 6 November.
  test.each([
    ["2026-11-27T09:00:00+01:00", true],
    ["2026-12-03T23:30:00-05:00", true],
    ["2026-12-04T00:30:00+01:00", false],
    ["2026-12-11T09:00:00Z", false],
  ])("on %s is too early: %s", async (start, early) => {
    expect((await titles(bookOf(appointmentOf(start)))).includes(tooEarly)).toBe(early);
  });

  test("without a time is held to the day that is asked for", async () => {
    const { start: _, ...untimed } = appointmentOf("");
    const asked = { ...untimed, requestedPeriod: [{ start: "2026-11-25", end: "2026-11-30" }] };
    expect(await titles(bookOf(asked))).toContain(tooEarly);
    expect((await titles(bookOf(untimed))).includes(tooEarly)).toBe(false);
  });

  test("is not too early where no session is known", async () => {
    const more = { prefetch: prefetchWith() };
    expect((await titles(bookOf(appointmentOf("2026-11-21T09:00:00Z"), more))).includes(tooEarly)).toBe(false);
  });
});

describe("an accepted suggestion does not raise the same card again", () => {
  const cases: [string, Json][] = [
    ["contraindicated, order removed", signOf(polidocanolOrder, recordOf(thrombosis))],
    ["deferred, order removed", signOf(polidocanolOrder, recordOf(pregnancy))],
    [
      "agent contraindicated, order removed",
      signOf(polidocanolOrder, { prefetch: prefetchWith({ allergies: searchset(allergy) }) }),
    ],
    ["too early, appointment removed", bookOf(appointmentOf("2026-11-27T09:00:00Z"))],
    ["questions noted on opening", viewOf()],
    ["questions noted on signing", signOf(polidocanolOrder)],
    ["assessment noted on opening", viewOf(leiden)],
    ["assessment noted on signing", signOf(polidocanolOrder, recordOf(leiden))],
    [
      "two orders removed together",
      requestOf(
        "order-sign",
        { draftOrders: bundle(polidocanolOrder, { ...polidocanolOrder, id: "draft-2" }) },
        recordOf(thrombosis),
      ),
    ],
  ];

  test.each(cases)("%s", async (_, request) => {
    const cards = await cardsOf(request);
    const offered = cards.flatMap((card) => (card.suggestions ?? []).map((suggestion) => ({ card, suggestion })));
    expect(offered.length).toBeGreaterThan(0);
    for (const { card, suggestion } of offered) {
      const after = await cardsOf(accepting(request, suggestion));
      expect(after.map(faceOf)).not.toContain(faceOf(card));
      const same = after.filter(({ source }) => source.topic?.code === card.source.topic?.code);
      // What is left of the topic is information at most, and offers nothing to accept again.
      if (suggestion.actions.some(({ type }) => type === "create"))
        for (const left of same) {
          expect(left.indicator).toBe("info");
          expect(left.suggestions).toBeUndefined();
        }
    }
  });

  test("after all are accepted, one after the other, nothing more is offered", async () => {
    let request: Json = signOf(polidocanolOrder, recordOf(leiden));
    let rounds = 0;
    for (;;) {
      const offers = (await cardsOf(request)).flatMap(({ suggestions = [] }) => suggestions);
      const [next] = offers.filter(({ actions }) => actions.every(({ type }) => type === "create"));
      if (next === undefined) break;
      request = accepting(request, next);
      rounds += 1;
      expect(rounds).toBeLessThan(10);
    }
    expect(rounds).toBe(2);
  });

  test("on opening a record the card is gone, on signing it is information", async () => {
    const accepted = async (request: Json) => {
      const [suggestion] = (await cardsOf(request)).flatMap(({ suggestions = [] }) => suggestions);
      return suggestion === undefined ? [] : cardsOf(accepting(request, suggestion));
    };
    expect(await accepted(viewOf())).toEqual([]);
    const signing = await accepted(
      signOf({ ...polidocanolOrder, medicationCodeableConcept: concept(rxnorm, "968181", "polidocanol") }),
    );
    expect(signing.map(faceOf)).toEqual([
      expect.stringMatching(
        /^info: A task to ask is open: until it is answered, sclerotherapy could become contraindicated/,
      ),
    ]);
  });

  test.each<[string, (task: Json) => Json, RegExp]>([
    ["cancelled: asked again", (task) => ({ ...task, status: "cancelled" }), /Not enough is known/],
    ["of somebody else: asked again", (task) => ({ ...task, for: { reference: "Patient/p2" } }), /Not enough is known/],
    [
      "of another system: asked again",
      (task) => ({ ...task, code: concept("https://other.example", "ask-before-sclerotherapy", "Ask") }),
      /Not enough is known/,
    ],
    [
      "for a lesser decision: asked again",
      (task) => ({ ...task, input: [{ type: { text: "level" }, valueCode: "defer" }] }),
      /Not enough is known/,
    ],
    [
      "completed, and still not known: said so",
      (task) => ({ ...task, status: "completed" }),
      /was closed, but the record does not answer/,
    ],
    ["in progress: silent", (task) => ({ ...task, status: "in-progress" }), /^$/],
  ])("a task %s", async (_, change, summary) => {
    const [card] = await cardsOf(viewOf());
    const [action] = card?.suggestions?.[0]?.actions ?? [];
    const task = action !== undefined && action.type !== "delete" ? action.resource : {};
    const tasks = searchset(change({ ...task, id: "t1" }));
    const [after] = await cardsOf(requestOf("patient-view", {}, { prefetch: prefetchWith({ tasks }) }));
    expect(after?.summary ?? "").toMatch(summary);
  });

  test("a new reason to assess is told anew", async () => {
    const [card] = await cardsOf(viewOf(leiden));
    const [suggestion] = card?.suggestions ?? [];
    const cancer = condition("past-dvt", "Z86.718", "Personal history of venous thrombosis");
    const request = viewOf(leiden, cancer);
    if (suggestion === undefined) throw new Error("no suggestion");
    const after = await cardsOf(accepting(request, suggestion));
    expect(after[0]?.indicator).toBe("warning");
    expect(after[0]?.summary).toMatch(/^Before sclerotherapy, assess first/);
  });

  test("a created task is a valid Task of FHIR R4", async () => {
    for (const request of [viewOf(), viewOf(leiden)])
      for (const { suggestions = [] } of await cardsOf(request))
        for (const { actions } of suggestions)
          for (const action of actions) {
            if (action.type === "delete") throw new Error("expected a create");
            expect(definitionFindings(action.resource)).toEqual([]);
            expect(schemaFindings(action.resource)).toEqual([]);
          }
  });
});

describe("invariants of responses", () => {
  const all = async () => {
    const requests = [
      viewOf(),
      viewOf(leiden),
      signOf(polidocanolOrder, recordOf(thrombosis)),
      bookOf(appointmentOf("2026-11-21")),
    ];
    const options: CdsHooksOptions = {
      links: [{ label: "Guide", url: "https://clinic.example/guide", type: "absolute" }],
      questionnaire: { label: "Answer", url: "https://app.example/launch", type: "smart" },
      source: { label: "Clinic", url: "https://clinic.example", icon: "https://clinic.example/icon.png" },
    };
    return (await Promise.all(requests.map((request) => cardsOf(request, options)))).flat();
  };
  const broken = (card: Json) =>
    checkResponse({ cards: [{ summary: "x", indicator: "info", source: { label: "x" }, ...card }] }).map(
      ({ path }) => path,
    );
  const suggestion = (more: Json = {}) => ({
    label: "x",
    actions: [{ type: "delete", description: "x", resourceId: "Task/1" }],
    ...more,
  });

  test("cds-resp-1: at most one suggestion is recommended where at most one may be chosen", async () => {
    for (const { selectionBehavior, suggestions = [] } of await all())
      if (selectionBehavior === "at-most-one")
        expect(suggestions.filter(({ isRecommended }) => isRecommended).length).toBeLessThanOrEqual(1);
    const suggestions = [suggestion({ isRecommended: true }), suggestion({ isRecommended: true })];
    expect(broken({ suggestions, selectionBehavior: "at-most-one" })).toEqual(["cards[0].suggestions"]);
    expect(broken({ suggestions, selectionBehavior: "any" })).toEqual([]);
  });

  test("cds-resp-2: a delete names its resource and carries none", async () => {
    for (const { suggestions = [] } of await all())
      for (const action of suggestions.flatMap(({ actions }) => actions))
        expect("resourceId" in action && !("resource" in action)).toBe(action.type === "delete");
    const withResource = suggestion({
      actions: [{ type: "delete", description: "x", resource: { resourceType: "Task" } }],
    });
    expect(broken({ suggestions: [withResource], selectionBehavior: "any" })).not.toEqual([]);
  });

  test("cds-resp-3: only links to apps carry a context", async () => {
    for (const { links = [] } of await all())
      for (const link of links) if (link.type === "absolute") expect(link).not.toHaveProperty("appContext");
    expect(
      broken({ links: [{ label: "x", url: "https://x.example", type: "absolute", appContext: "x" }] }),
    ).not.toEqual([]);
  });

  test("cds-resp-4: every reason to override has a display", async () => {
    const reasons = (await all()).flatMap(({ overrideReasons = [] }) => overrideReasons);
    expect(reasons.length).toBeGreaterThan(0);
    for (const { code, system, display } of reasons)
      expect([code, system, display].every((one) => one.trim() !== "")).toBe(true);
    expect(broken({ overrideReasons: [{ code: "x", system: "y" }] })).not.toEqual([]);
  });

  test("cds-resp-5: every action of a suggestion says what it does", async () => {
    for (const { suggestions = [] } of await all())
      for (const { description } of suggestions.flatMap(({ actions }) => actions))
        expect(description.trim()).not.toBe("");
    const silent = suggestion({ actions: [{ type: "delete", resourceId: "Task/1" }] });
    expect(broken({ suggestions: [silent], selectionBehavior: "any" })).not.toEqual([]);
  });

  test("cds-resp-6: suggestions come with how many may be chosen", async () => {
    for (const { suggestions, selectionBehavior } of await all())
      expect(selectionBehavior !== undefined).toBe(suggestions !== undefined);
    expect(broken({ suggestions: [suggestion()] })).toEqual(["cards[0].selectionBehavior"]);
  });

  test("cds-resp-7: how many actions of a suggestion may be chosen is not said, as not every client knows of it", async () => {
    for (const { suggestions = [] } of await all())
      for (const one of suggestions) expect(one).not.toHaveProperty("actionSelectionBehavior");
    const suggestions = [suggestion({ actionSelectionBehavior: "some" })];
    expect(broken({ suggestions, selectionBehavior: "any" })).not.toEqual([]);
  });

  test("summaries have fewer than 140 characters, nothing is empty, and uuids differ", async () => {
    expect(checkResponse({ cards: await all().then((cards) => cards.slice(0, 1)) })).toEqual([]);
    expect(broken({ summary: "x".repeat(139) })).toEqual([]);
    expect(broken({ summary: "x".repeat(140) })).toEqual(["cards[0].summary"]);
    expect(broken({ detail: "" })).toContain("cards[0].detail");
    expect(broken({ extra: 1 })).not.toEqual([]);
    expect(broken({ indicator: "hard-stop" })).toEqual(["cards[0].indicator"]);
    const uuid = "4e0a3a1e-3283-4575-ab82-028d55fe2719";
    const twice = { uuid, summary: "x", indicator: "info", source: { label: "x" } };
    expect(checkResponse({ cards: [twice, twice] }).map(({ path }) => path)).toEqual(["cards[1].uuid"]);
    expect(checkResponse({ cards: [] })).toEqual([]);
  });

  test("the same call gives the same cards, another one other uuids", async () => {
    const first = await cardsOf(viewOf(pregnancy));
    expect(await cardsOf(viewOf(pregnancy))).toEqual(first);
    const other = await cardsOf({ ...viewOf(pregnancy), hookInstance: "0b6a4c1e-9d3c-4f0a-7f5e-d2f1c5a02f30" });
    expect(other.map(faceOf)).toEqual(first.map(faceOf));
    for (const [index, card] of other.entries()) expect(card.uuid).not.toBe(first[index]?.uuid);
  });

  test("reasons to override are those of the value set under the ballot", async () => {
    const [card] = await cardsOf(viewOf(thrombosis), { ballot3: true });
    expect(new Set(card?.overrideReasons?.map(({ system }) => system))).toEqual(
      new Set(["http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes"]),
    );
    expect(card?.overrideReasons?.map(({ code }) => code)).toContain("patient-contraindication");
  });
});

describe("what a record holds does no harm in a card", () => {
  test("markup and addresses in the ids and names of a record are shown as they stand", async () => {
    const veins = [{ id: "<b>a_b*c</b>[x](https://evil.example)", type: "telangiectasia" }];
    const answered = questionnaireResponse(
      { asOf: "2026-11-20", veins, conditions: { migraineWithAura: true } },
      rulebook,
    );
    const prefetch = prefetchWith({ conditions: searchset(), questionnaireResponses: searchset({ ...answered }) });
    const [card] = await cardsOf(requestOf("patient-view", {}, { prefetch }));
    expect(card?.detail).toContain("Vein &lt;b&gt;a\\_b\\*c&lt;/b&gt;\\[x\\](https:\u2060//evil.example)");
  });
});
