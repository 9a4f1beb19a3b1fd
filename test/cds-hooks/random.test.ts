import { describe, expect, test } from "vitest";
import { type CdsHooksHandler, type CdsResponse, checkResponse, type Hook } from "../../src/cds-hooks/index.ts";
import { questionnaireResponse } from "../../src/fhir/write/questionnaire-response.ts";
import { embeddedRulebook } from "../../src/index.ts";
import { createRandomCases, type PlainCase, pick, randomFrom } from "../support/random-case.ts";
import { accepting, faceOf } from "./accepting.ts";
import {
  bundle,
  concept,
  cpt,
  handlerWith,
  type Json,
  polidocanolOrder,
  prefetchWith,
  requestOf,
  rxnorm,
  searchset,
  serviceOf,
} from "./calling.ts";

/** `CDS_HOOKS_CASES=10000` for a long run. */
const count = Number(process.env["CDS_HOOKS_CASES"] ?? 300);

const rulebook = embeddedRulebook();
const cases = createRandomCases(rulebook);

const handlers: readonly CdsHooksHandler[] = [
  handlerWith(),
  handlerWith({
    always: true,
    ballot3: true,
    absenceMeansFalse: ["Condition", "AllergyIntolerance"],
    links: [{ label: "Guide", url: "https://clinic.example/guide", type: "absolute" }],
    questionnaire: { label: "Answer", url: "https://app.example/launch", type: "smart" },
  }),
];

const failure = { resourceType: "OperationOutcome", issue: [{ severity: "error", code: "timeout" }] };
const products = [
  ["968173", "polidocanol 5 MG/ML"],
  ["968181", "polidocanol 10 MG/ML Injectable Solution"],
  ["204491", "sodium tetradecyl sulfate 30 MG/ML"],
] as const;

/** A vein's id with what could upset a reader of Markdown. */
function withHostileIds(one: PlainCase): PlainCase {
  const veins = (one["veins"] as { id: string }[]).map((vein, index) => ({
    ...vein,
    id: `${vein.id} <b>*_${index}|[x](y)`,
  }));
  return { ...one, veins };
}

/** A call about a random case: its facts stand as answers in the record, its drafts and gaps are drawn. */
function randomCall(seed: number): { hook: Hook; request: Json } {
  const random = randomFrom(seed * 7919 + 13);
  const hook = pick<Hook>(["patient-view", "order-select", "order-sign", "appointment-book"], random);
  const answered = questionnaireResponse(withHostileIds(cases.make(seed)), rulebook, { authored: "2026-11-20" });
  const gap = () => pick([searchset(), searchset(), null, failure, { ...searchset(), total: 4 }], random);
  const [code, name] = pick(products, random);
  const order = {
    ...polidocanolOrder,
    medicationCodeableConcept: concept(rxnorm, code, name),
    dosageInstruction: [{ doseAndRate: [{ doseQuantity: { value: 1 + Math.floor(random() * 30), code: "mL" } }] }],
  };
  const appointment = {
    resourceType: "Appointment",
    id: "appointment",
    status: "proposed",
    serviceType: [concept(cpt, "36468", "Sclerotherapy")],
    start: `2026-1${pick(["1", "2"], random)}-2${Math.floor(random() * 9)}T09:00:00Z`,
  };
  const contexts: Readonly<Record<Hook, Json>> = {
    "patient-view": {},
    "order-select": { draftOrders: bundle(order), selections: ["MedicationRequest/draft-1"] },
    "order-sign": { draftOrders: bundle(order) },
    "appointment-book": { appointments: bundle(appointment) },
  };
  const prefetch = prefetchWith({
    questionnaireResponses: searchset({ ...answered }),
    allergies: gap(),
    procedures: gap(),
    observations: gap(),
  });
  return { hook, request: requestOf(hook, contexts[hook], { prefetch }) };
}

describe("random cases", () => {
  test(`${count} calls: every response is valid, the same twice, and free of loops`, {
    timeout: 60_000 + count * 200,
  }, async () => {
    const indicators = new Map<string, number>();
    for (let seed = 1; seed <= count; seed += 1) {
      const { hook, request } = randomCall(seed);
      const handler = pick(handlers, randomFrom(seed));
      const answer = async (body: Json): Promise<CdsResponse> => {
        const { status, body: response } = await handler.handle(serviceOf(hook), body);
        if (status !== 200) throw new Error(`seed ${seed}: status ${status}`);
        return response as CdsResponse;
      };
      const response = await answer(request);
      const problems = checkResponse(JSON.parse(JSON.stringify(response)));
      if (problems.length > 0) throw new Error(`seed ${seed}: ${JSON.stringify(problems)}`);
      for (const { indicator } of response.cards) indicators.set(indicator, (indicators.get(indicator) ?? 0) + 1);
      // Each tenth case again, and with each suggestion accepted.
      if (seed % 10 !== 0) continue;
      expect(await answer(request)).toEqual(response);
      for (const card of response.cards)
        for (const suggestion of card.suggestions ?? []) {
          const after = await answer(accepting(request, suggestion));
          if (after.cards.map(faceOf).includes(faceOf(card))) throw new Error(`seed ${seed}: ${faceOf(card)} again`);
        }
    }
    // All kinds of cards were there to be checked.
    for (const indicator of ["info", "warning", "critical"]) expect(indicators.get(indicator) ?? 0).toBeGreaterThan(0);
  });
});
