import { describe, expect, test } from "vitest";
import { createAdvisor } from "../../../src/advisor/create-advisor.ts";
import { caseFromFhir } from "../../../src/fhir/case-from-fhir.ts";
import { type SchemaName, schemas } from "../../../src/fhir/read/schemas.ts";
import { fhirFixtures } from "./fixtures.ts";
import { canary, faultsOf, fuzzOptions, mutated } from "./fuzz.ts";

const asOf = "2026-11-20";
const options = { asOf };
const codesOf = (input: unknown): string[] => caseFromFhir(input, options).issues.map(({ code }) => code);

/** A field of a resource: the path to it, and the JSON type that belongs there. */
interface Field {
  readonly path: readonly (string | number)[];
  readonly type: string;
}

type Definition = {
  readonly type: string;
  readonly innerType?: { _zod: { def: Definition } };
  readonly element?: { _zod: { def: Definition } };
  readonly shape?: Readonly<Record<string, { _zod: { def: Definition } }>>;
};

function fieldsOf(definition: Definition, path: readonly (string | number)[]): Field[] {
  if (definition.innerType !== undefined) return fieldsOf(definition.innerType._zod.def, path);
  const own = path.length === 0 ? [] : [{ path, type: definition.type }];
  if (definition.element !== undefined) return [...own, ...fieldsOf(definition.element._zod.def, [...path, 0])];
  const inner = Object.entries(definition.shape ?? {});
  return [...own, ...inner.flatMap(([key, field]) => fieldsOf(field._zod.def, [...path, key]))];
}

/** One value of each JSON type. */
const values: Readonly<Record<string, unknown>> = {
  null: null,
  boolean: true,
  number: 987_654_321,
  string: canary,
  array: [canary],
  object: { [canary]: canary },
};

/** A value in its place, with lists and objects around it. */
function placed(path: readonly (string | number)[], value: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  const inner = placed(rest, value);
  return typeof first === "number" ? [inner] : { [first]: inner };
}

const named = (path: readonly (string | number)[]): string =>
  path.reduce<string>((text, part) => text + (typeof part === "number" ? `[${part}]` : `.${part}`), "");

describe("a wrong type in every field that is read", () => {
  const types = Object.keys(schemas).filter((name) => !["Meta", "Medication"].includes(name)) as SchemaName[];
  test.each(types)("%s", (type) => {
    const fields = fieldsOf((schemas[type] as unknown as { _zod: { def: Definition } })._zod.def, []);
    expect(fields.length).toBeGreaterThan(1);
    for (const { path, type: right } of fields)
      for (const [wrong, value] of Object.entries(values)) {
        if (wrong === right) continue;
        const body = { resourceType: type, ...(placed(path, value) as object) };
        const read = caseFromFhir(body, options);
        const issue = read.issues.find(({ code }) => code === "fhir/wrong-type");
        expect(issue?.path, `${wrong} at ${named(path)}`).toBe(`${type}${named(path)}`);
        expect(JSON.stringify(read.issues)).not.toMatch(/canary|987654321/);
        if (!["Bundle", "OperationOutcome"].includes(type)) expect(read.counts.unreadable).toEqual({ [type]: 1 });
      }
  });

  test("a Medication that an order refers to", () => {
    const order = {
      resourceType: "MedicationRequest",
      status: "active",
      intent: "order",
      medicationReference: { reference: "Medication/m" },
    };
    const read = caseFromFhir([order, { resourceType: "Medication", id: "m", code: { coding: canary } }], options);
    expect(read.issues.map(({ code, path }) => [code, path])).toEqual([
      ["fhir/no-patient", ""],
      ["fhir/wrong-type", "[1].code.coding"],
      ["fhir/unresolved-reference", "[0].medicationReference"],
    ]);
  });

  test("items and answers of a response", () => {
    const response = (item: unknown): unknown => ({ resourceType: "QuestionnaireResponse", status: "completed", item });
    const wrongAt = (item: unknown): string | undefined =>
      caseFromFhir(response(item), options).issues.find(({ code }) => code === "fhir/wrong-type")?.path;
    expect(wrongAt(canary)).toBe("QuestionnaireResponse.item");
    expect(wrongAt([canary])).toBe("QuestionnaireResponse.item[0]");
    expect(wrongAt([{ linkId: 1 }])).toBe("QuestionnaireResponse.item[0].linkId");
    expect(wrongAt([{ answer: [{ valueBoolean: canary }] }])).toBe(
      "QuestionnaireResponse.item[0].answer[0].valueBoolean",
    );
    expect(wrongAt([{ item: [{ item: [canary] }] }])).toBe("QuestionnaireResponse.item[0].item[0].item[0]");
  });

  test("entries of a Bundle, and dates that are none", () => {
    const wrong = (entry: unknown): (string | undefined)[] =>
      caseFromFhir({ resourceType: "Bundle", entry }, options)
        .issues.filter(({ code }) => code === "fhir/wrong-type")
        .map(({ path }) => path);
    expect(wrong(canary)).toEqual(["Bundle.entry"]);
    expect(wrong([canary, null])).toEqual(["Bundle.entry[0]", "Bundle.entry[1]"]);
    expect(wrong([{ fullUrl: 3 }])).toEqual(["Bundle.entry[0].fullUrl"]);
    const onset = (onsetDateTime: string): unknown => ({ resource: { resourceType: "Condition", onsetDateTime } });
    const dates = ["yesterday", "2026-13", "2026-02-30", "20261120", "2026-1-1", "2026-11-20 10:00", "", "02026"];
    expect(wrong(dates.map(onset))).toEqual(
      dates.map((_date, index) => `Bundle.entry[${index}].resource.onsetDateTime`),
    );
    expect(
      wrong(["2026", "2026-11", "2026-11-20", "2026-11-20T10:00:00.123+01:00", "2026-11-20T10:00Z"].map(onset)),
    ).toEqual([]);
  });
});

describe("input that is no record", () => {
  test.each([null, undefined, 1, "text", true, {}, { resourceType: 3 }, { resourceType: canary }, () => 1])(
    "%s",
    (input) => {
      const read = caseFromFhir(input, options);
      expect(read.issues[0]).toMatchObject({ code: "fhir/not-a-resource", path: "", severity: "error" });
      expect(read.case).toEqual({ asOf });
    },
  );

  test("an empty list or Bundle holds nothing, and no patient", () => {
    expect(codesOf([])).toEqual(["fhir/no-patient"]);
    expect(codesOf({ resourceType: "Bundle" })).toEqual(["fhir/no-patient"]);
  });

  test("keys of prototypes are harmless", () => {
    const input: unknown = JSON.parse(
      `{"resourceType": "Bundle", "__proto__": {"polluted": true}, "constructor": 1, "entry": [
        {"__proto__": {"resource": {"resourceType": "Patient"}}},
        {"resource": {"resourceType": "Condition", "id": "__proto__", "__proto__": {"code": {"coding": []}}, "subject": {"reference": "__proto__/constructor"}}},
        {"resource": {"resourceType": "QuestionnaireResponse", "status": "completed", "item": [
          {"linkId": "__proto__.polluted", "answer": [{"valueBoolean": true}]},
          {"linkId": "constructor", "answer": [{"valueBoolean": true}]},
          {"linkId": "veins", "item": [{"linkId": "veins.id", "answer": [{"valueString": "__proto__"}]}, {"linkId": "veins.type", "answer": [{"valueCoding": {"code": "reticular"}}]}]}]}}]}`,
    );
    const read = caseFromFhir(input, options);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(read.case["veins"]).toEqual([{ id: "__proto__", type: "reticular" }]);
    expect(read.originOf("vein.type", { kind: "vein", id: "__proto__" })).toMatchObject({ note: "direct answer" });
    expect(() => createAdvisor().recommendSync(read.case, read)).not.toThrow();
  });

  test("Bundles, items and lists that lie too deep", () => {
    let bundle: unknown = { resourceType: "Patient" };
    for (let level = 0; level < 5000; level += 1) bundle = { resourceType: "Bundle", entry: [{ resource: bundle }] };
    expect(codesOf(bundle)).toContain("fhir/too-deep");
    let item: unknown = { linkId: "patient.pregnant", answer: [{ valueBoolean: true }] };
    for (let level = 0; level < 5000; level += 1) item = { linkId: "group", item: [item] };
    expect(codesOf({ resourceType: "QuestionnaireResponse", status: "completed", item: [item] })).toContain(
      "fhir/too-deep",
    );
    let list: unknown = [];
    for (let level = 0; level < 5000; level += 1) list = [list];
    expect(codesOf(list)).toContain("fhir/not-a-resource");
    let extension: unknown = {};
    for (let level = 0; level < 5000; level += 1) extension = { extension: [extension] };
    expect(codesOf({ resourceType: "Patient", ...(extension as object) })).toEqual([]);
  });
});

describe("much input", () => {
  const condition = (index: number): unknown => ({
    resource: {
      resourceType: "Condition",
      id: `c${index}`,
      code: { coding: [{ system: "http://snomed.info/sct", code: String(100_000 + index) }] },
      note: [{ text: "x".repeat(900) }],
    },
  });

  test("ten megabytes within the limit are read", () => {
    const entry = Array.from({ length: 10_000 }, (_one, index) => condition(index));
    const input = { resourceType: "Bundle", entry };
    expect(JSON.stringify(input).length).toBeGreaterThan(10_000_000);
    const read = caseFromFhir(input, options);
    expect(read.counts.read).toEqual({ Condition: 10_000 });
    expect(read.issues.map(({ code }) => code)).toEqual(["fhir/no-patient"]);
  });

  test("what exceeds the limit is not read, and absence tells nothing", () => {
    const entry = [0, 1, 2, 3].map(condition);
    const read = caseFromFhir(
      { resourceType: "Bundle", entry },
      { asOf, limits: { resources: 3 }, absenceMeansFalse: ["Condition"] },
    );
    expect(read.counts.read).toEqual({ Condition: 3 });
    expect(read.issues.find(({ code }) => code === "fhir/too-large")?.path).toBe("Bundle.entry[3].resource");
    expect(read.absence.settled).toEqual([]);
    expect(read.absence.withheld).toContain("patient.bedbound");
  });

  test("of many issues of a kind a hundred are listed and the rest is counted", () => {
    const entry = Array.from({ length: 130 }, () => ({ resource: { resourceType: "Condition", code: 1 } }));
    const { issues } = caseFromFhir({ resourceType: "Bundle", entry }, options);
    const wrong = issues.filter(({ code }) => code === "fhir/wrong-type");
    expect(wrong).toHaveLength(101);
    expect(wrong.at(-1)).toMatchObject({ path: "", message: "30 more of this kind are not listed" });
  });
});

test("random changes of 1,500 records: nothing throws, every case is read, no message holds a value", () => {
  const advisor = createAdvisor();
  const originals = fhirFixtures.map(({ fixture }) => fixture.input);
  for (let seed = 1; seed <= 1500; seed += 1) {
    const faults = faultsOf(
      mutated(seed, originals),
      fuzzOptions[seed % fuzzOptions.length] ?? options,
      seed % 50 === 0 ? advisor : undefined,
    );
    expect(faults, `seed ${seed}`).toEqual([]);
  }
});
