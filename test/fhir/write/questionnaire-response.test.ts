import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import { answersToCase } from "../../../src/fhir/read/questionnaire-response.ts";
import { questionnaire } from "../../../src/fhir/write/questionnaire.ts";
import { questionnaireResponse } from "../../../src/fhir/write/questionnaire-response.ts";
import { CaseError } from "../../../src/issues/errors.ts";
import { embeddedRulebook } from "../../../src/rulebook/embedded.ts";
import { findings, linkIdsIn } from "../../support/fhir-validator.ts";
import { createRandomCases, type PlainCase } from "../../support/random-case.ts";
import { expectPlainJson } from "./written.ts";

const rulebook = embeddedRulebook();
const random = createRandomCases(rulebook);

/** A case without what says nothing: groups without facts (but a follow-up, which counts as one), and an empty list of veins. */
function withoutEmptyGroups(one: PlainCase): PlainCase {
  const says = (value: unknown): boolean =>
    Array.isArray(value)
      ? value.length > 0
      : typeof value !== "object" || value === null || Object.keys(value).length > 0;
  const veins = ((one["veins"] ?? []) as PlainCase[]).map((vein) =>
    Object.fromEntries(Object.entries(vein).filter(([, value]) => says(value))),
  );
  return Object.fromEntries(
    Object.entries({ ...one, veins }).filter(([key, value]) => key === "followUp" || says(value)),
  );
}

describe("a case as a QuestionnaireResponse", () => {
  const asked = new Set(linkIdsIn(questionnaire(rulebook)));
  const parts = Array.from({ length: 10 }, (_, index) => [200 * index, 200 * index + 199] as const);
  test.each(parts)(
    "read back gives the same case, seeds %i to %i, with few and with many unknown facts",
    (first, last) => {
      for (let seed = first; seed <= last; seed += 1) {
        const one = random.make(seed, { unknownShare: [0.3, 0.05, 0.9, 1][seed % 4] ?? 0.3 });
        const response = questionnaireResponse(one, rulebook);
        const sent = JSON.parse(JSON.stringify(response));
        expect(isDeepStrictEqual(answersToCase(sent, rulebook), withoutEmptyGroups(one)), `seed ${seed}`).toBe(true);
        expect(
          linkIdsIn(sent).filter((id) => !asked.has(id)),
          `seed ${seed}`,
        ).toEqual([]);
        if (seed % 100 === 0) expect(findings(response), `seed ${seed}`).toEqual([]);
      }
    },
    180_000,
  );

  test("writes known facts as answers of their types, an explicit null as unknown, and nothing of what is absent", () => {
    const response = questionnaireResponse(
      {
        asOf: "2026-11-20T09:30Z",
        patient: { pregnant: false, weightKg: 61.5, fitzpatrickType: 2, breastfeeding: null },
        previousSession: { date: "2026-10-01" },
        veins: [{ id: "a", type: "reticular", proposal: { volumeMl: 0.5 } }],
      },
      rulebook,
      { subject: "Patient/one", source: "Practitioner/two", id: "answers" },
    );
    expect(response).toMatchObject({
      id: "answers",
      questionnaire: `https://sclerotherapy-cds.example/Questionnaire/sclerotherapy|${rulebook.version}`,
      status: "completed",
      subject: { reference: "Patient/one" },
      source: { reference: "Practitioner/two" },
      authored: "2026-11-20T09:30:00Z",
    });
    const short = (response.item ?? []).map(({ linkId, answer, item }) => [
      linkId,
      answer,
      item?.map(({ linkId: id, answer: [first] = [], extension, item: inner }) => [
        id,
        first ?? extension ?? inner?.length,
      ]),
    ]);
    expect(short).toEqual([
      ["asOf", [{ valueDateTime: "2026-11-20T09:30:00Z" }], undefined],
      [
        "patient",
        undefined,
        [
          ["patient.weightKg", { valueDecimal: 61.5 }],
          ["patient.fitzpatrickType", { valueInteger: 2 }],
          ["patient.pregnant", { valueBoolean: false }],
          [
            "patient.breastfeeding",
            [{ url: "http://hl7.org/fhir/StructureDefinition/data-absent-reason", valueCode: "unknown" }],
          ],
        ],
      ],
      ["previousSession", undefined, [["previousSession.date", { valueDate: "2026-10-01" }]]],
      [
        "veins",
        undefined,
        [
          ["veins.id", { valueString: "a" }],
          [
            "veins.type",
            {
              valueCoding: {
                system: "https://sclerotherapy-cds.example/CodeSystem/vein.type",
                code: "reticular",
                display: "reticular",
              },
            },
          ],
          ["veins.proposal", 1],
        ],
      ],
    ]);
    expect(findings(response)).toEqual([]);
    expectPlainJson(response);
  });

  test("keeps a follow-up of which nothing is known, and drops one that is not there", () => {
    expect(answersToCase(questionnaireResponse({ followUp: {} }, rulebook), rulebook)).toEqual({ followUp: {} });
    expect(answersToCase(questionnaireResponse({ followUp: null }, rulebook), rulebook)).toEqual({});
    expect(findings(questionnaireResponse({ followUp: {} }, rulebook))).toEqual([]);
  });

  test("of a time without an offset writes the day: nobody could place the time", () => {
    const [item] = questionnaireResponse({ asOf: "2026-11-20T09:30:00" }, rulebook).item ?? [];
    expect(item?.answer).toEqual([{ valueDateTime: "2026-11-20" }]);
  });

  test("refuses what is no case, with its paths", () => {
    expect(() => questionnaireResponse({ patient: { pregnat: true } }, rulebook)).toThrow(CaseError);
    try {
      questionnaireResponse({ patient: { pregnat: true } }, rulebook);
    } catch (error) {
      expect((error as CaseError).issues).toMatchObject([{ code: "case/unknown-key", path: "patient.pregnat" }]);
    }
  });
});
