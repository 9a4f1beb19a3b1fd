import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { codeFiles, embeddedCodes } from "../../src/fhir/codes/embedded.ts";
import type { CodeEntry, CodeFile, FactCodes, Hint, Reading } from "../../src/fhir/codes/format.ts";
import { codeSchemas } from "../../src/fhir/codes/schema.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { checklist } from "../support/code-checklist.ts";
import { syntaxOf } from "../support/code-syntax.ts";

const { systems, veins, orders, ...factFiles } = codeFiles;
const files: readonly [string, CodeFile][] = Object.entries(factFiles);
const facts: readonly FactCodes[] = files.flatMap(([, file]) => file.facts);
const vocabulary = embeddedRulebook().facts;
const named = facts.map((codes) => [codes.fact, codes] as const);

const codesOf = (reading: Reading): readonly CodeEntry[] => [
  ...reading.codes,
  ...(reading.except ?? []),
  ...("answers" in reading ? reading.answers.flatMap(({ codes }) => codes) : []),
];
const everyCode: readonly CodeEntry[] = [
  ...facts.flatMap(({ readings, hints = [], traps = [] }) => [
    ...readings.flatMap(codesOf),
    ...hints.flatMap(({ codes, except = [] }) => [...codes, ...except]),
    ...traps.flatMap(({ codes }) => codes),
  ]),
  ...veins.veins.flatMap(({ codes }) => codes),
  ...veins.relevance,
  ...orders.agents.flatMap(({ codes }) => codes),
  ...orders.procedures,
];

/** Whether every code that `inner` stands for is one that `outer` stands for. */
function covers(outer: CodeEntry, inner: CodeEntry): boolean {
  if (outer.system !== inner.system) return false;
  if (!outer.code.endsWith("-")) return outer.code === inner.code;
  const family = outer.code.slice(0, -1);
  return inner.code.startsWith(family) || `${inner.code}.` === family;
}
const overlap = (a: CodeEntry, b: CodeEntry): boolean => covers(a, b) || covers(b, a);
const excepted = (code: CodeEntry, except: readonly CodeEntry[] = []): boolean =>
  except.some((one) => covers(one, code));
type Listed = Pick<Reading | Hint, "codes" | "except">;
/** The codes that two lists have in common, families by the narrower of the two. */
const shared = (one: Listed, other: Listed): CodeEntry[] =>
  one.codes.flatMap((a) =>
    other.codes
      .flatMap((b) => (covers(a, b) ? [b] : covers(b, a) ? [a] : []))
      .filter((code) => !excepted(code, one.except) && !excepted(code, other.except)),
  );
const keyOf = ({ system, code }: CodeEntry): string => `${system} ${code}`;
const repeated = (list: readonly string[]): string[] => list.filter((one, index) => list.indexOf(one) !== index);

describe("the files", () => {
  test.each(files)("%s.json fits its schema", (_, file) => {
    expect(z.safeParse(codeSchemas.facts, file).error?.issues ?? []).toEqual([]);
  });

  test("systems.json, veins.json and orders.json fit theirs", () => {
    for (const result of [
      z.safeParse(codeSchemas.systems, systems),
      z.safeParse(codeSchemas.veins, veins),
      z.safeParse(codeSchemas.orders, orders),
    ])
      expect(result.error?.issues ?? []).toEqual([]);
  });

  test("every file of the folder is one of them, or belongs to what is written out", () => {
    const others = ["cards.json", "fhir-out.json"];
    const found = readdirSync("rules/codes").filter((name) => !others.includes(name));
    expect(found.sort()).toEqual(
      Object.keys(codeFiles)
        .map((name) => `${name}.json`)
        .sort(),
    );
  });

  test.each([
    ["of a file", { group: "g", facts: [{ fact: "f", readings: [] }], note: "" }],
    ["of a fact", { group: "g", facts: [{ fact: "f", readings: [], note: "" }] }],
    [
      "of a code",
      {
        group: "g",
        facts: [
          {
            fact: "f",
            readings: [],
            traps: [{ codes: [{ system: "s", code: "c", display: "d", note: "" }], why: "w" }],
          },
        ],
      },
    ],
    [
      "of a reading",
      {
        group: "g",
        facts: [
          {
            fact: "f",
            readings: [
              {
                resource: "Procedure",
                gives: "performed",
                codes: [{ system: "s", code: "c", display: "d" }],
                note: "",
              },
            ],
          },
        ],
      },
    ],
  ])("an unknown key %s is refused", (_, file) => {
    expect(z.safeParse(codeSchemas.facts, file).success).toBe(false);
  });

  test("an empty display and a reading without codes are refused", () => {
    const reading = { resource: "Procedure", gives: "performed" };
    const file = (codes: unknown): unknown => ({
      group: "g",
      facts: [{ fact: "f", readings: [{ ...reading, codes }] }],
    });
    expect(z.safeParse(codeSchemas.facts, file([{ system: "s", code: "c", display: "d" }])).success).toBe(true);
    expect(z.safeParse(codeSchemas.facts, file([{ system: "s", code: "c", display: "" }])).success).toBe(false);
    expect(z.safeParse(codeSchemas.facts, file([])).success).toBe(false);
  });

  test.each(files)("%s.json holds facts of its group, each fact once in all files", (_, { group, facts: own }) => {
    expect(own.map(({ fact }) => fact).filter((fact) => !fact.startsWith(`${group}.`))).toEqual([]);
    expect(repeated(facts.map(({ fact }) => fact))).toEqual([]);
  });
});

describe("the codes", () => {
  test("every code names a system, and every system is used", () => {
    const used = new Set(everyCode.map(({ system }) => system));
    expect([...used].sort()).toEqual(Object.keys(systems.systems).sort());
  });

  test("no two systems share a URL", () => {
    expect(repeated(Object.values(systems.systems).flatMap(({ url, also = [] }) => [url, ...also]))).toEqual([]);
  });

  test("every code is written as its system writes codes", () => {
    const wrong = everyCode.filter(({ system, code }) => syntaxOf[system]?.(code) !== true).map(keyOf);
    expect(wrong).toEqual([]);
  });

  test("the syntax checks find a wrong digit", () => {
    expect(syntaxOf["snomed"]?.("404223003")).toBe(true);
    expect(syntaxOf["snomed"]?.("404223004")).toBe(false);
    expect(syntaxOf["snomed"]?.("440223003")).toBe(false);
    expect(syntaxOf["loinc"]?.("82810-3")).toBe(true);
    expect(syntaxOf["loinc"]?.("82810-4")).toBe(false);
    expect(syntaxOf["loinc"]?.("LA26683-5")).toBe(true);
    expect(syntaxOf["loinc"]?.("LA26638-5")).toBe(false);
    expect(syntaxOf["icd10cm"]?.("I82.4-")).toBe(true);
    expect(syntaxOf["icd10cm"]?.("I824")).toBe(false);
    expect(syntaxOf["atc"]?.("B01AX05")).toBe(true);
    expect(syntaxOf["atc"]?.("B01AX5")).toBe(false);
    expect(syntaxOf["rxnorm"]?.("01191")).toBe(false);
  });

  test("every code stands on the checklist or says where it was read", () => {
    const unsourced = everyCode.filter(
      (code) => code.verifiedIn === undefined && !checklist.some((listed) => covers(listed, code)),
    );
    expect([...new Set(unsourced.map(keyOf))]).toEqual([]);
  });

  test("every code of the checklist is read, hinted at or a trap", () => {
    const stroke = "Z86.73";
    const missing = checklist
      .filter(({ code }) => code !== stroke)
      .filter((listed) => !everyCode.some((code) => overlap(listed, code)));
    expect(missing.map(keyOf)).toEqual([]);
  });

  test("a code that could be mistaken for another says what it is", () => {
    const displays = (code: string): string[] => [
      ...new Set(everyCode.filter((one) => one.system === "rxnorm" && one.code === code).map(({ display }) => display)),
    ];
    expect(displays("1037045")).toEqual(["dabigatran etexilate 150 MG Oral Capsule"]);
    expect(displays("1364430")).toEqual(["apixaban"]);
    expect(displays("1114195")).toEqual(["rivaroxaban"]);
  });

  test("no list names a code twice", () => {
    const lists = facts.flatMap(({ fact, readings, hints = [], traps = [] }) =>
      [...readings, ...hints, ...traps].map((one) => ({ fact, codes: one.codes })),
    );
    expect(lists.flatMap(({ fact, codes }) => repeated(codes.map(keyOf)).map((key) => `${fact}: ${key}`))).toEqual([]);
  });

  test("an exception lies within the families that it excepts from", () => {
    const pointless = facts.flatMap(({ fact, readings, hints = [] }) =>
      [...readings, ...hints].flatMap(({ codes, except = [] }) =>
        except.filter((one) => !codes.some((code) => covers(code, one))).map((one) => `${fact}: ${keyOf(one)}`),
      ),
    );
    expect(pointless).toEqual([]);
  });
});

describe("the facts", () => {
  test("every fact stands in the vocabulary and is one of the case", () => {
    expect(facts.map(({ fact }) => fact).filter((fact) => !vocabulary.has(fact))).toEqual([]);
  });

  test("every value fits its fact", () => {
    const fits = (fact: string, value: unknown): boolean => {
      const { type, values } = vocabulary.get(fact) ?? {};
      if (type === "boolean") return typeof value === "boolean";
      if (type === "code") return values?.includes(String(value)) === true;
      return type === "date" ? value === "performed" : false;
    };
    const given = facts.flatMap(({ fact, readings, hints = [], absence }) =>
      [
        ...readings.flatMap((reading) => [
          ...("gives" in reading ? [reading.gives] : []),
          ...("refuted" in reading && reading.refuted !== undefined ? [reading.refuted] : []),
          ...("answers" in reading ? reading.answers.flatMap(({ gives }) => (gives === null ? [] : [gives])) : []),
        ]),
        ...hints.flatMap(({ refuted }) => (refuted === undefined ? [] : [refuted])),
        ...(absence === undefined ? [] : [absence.gives]),
      ].map((value) => ({ fact, value })),
    );
    expect(given.length).toBeGreaterThan(facts.length);
    expect(given.filter(({ fact, value }) => !fits(fact, value))).toEqual([]);
  });

  test("only numbers are read with units, and the unit of the fact is among them with factor 1", () => {
    const measured = facts.flatMap(({ fact, readings }) =>
      readings.flatMap((reading) => ("units" in reading ? [{ fact, units: reading.units }] : [])),
    );
    expect(measured.length).toBeGreaterThan(0);
    for (const { fact, units } of measured) {
      const { type, unit } = vocabulary.get(fact) ?? {};
      expect(type).toBe("number");
      expect(units[String(unit)]).toBe(1);
    }
  });

  test.each(named)("no code gives two values of %s", (_, { readings }) => {
    const plain = readings.flatMap((reading) => ("gives" in reading ? [reading] : []));
    const clashes = plain.flatMap((one) =>
      plain
        .filter((other) => other.resource === one.resource && other.gives !== one.gives)
        .flatMap((other) => shared(one, other)),
    );
    const answers = readings.flatMap((reading) => ("answers" in reading ? [reading.answers] : []));
    const clashing = answers.flatMap((list) => repeated(list.flatMap(({ codes }) => codes.map(keyOf))));
    expect([...clashes.map(keyOf), ...clashing]).toEqual([]);
  });

  test.each(named)("no trap of %s is read", (_, { readings, traps = [] }) => {
    const sprung = traps
      .flatMap(({ codes }) => codes)
      .filter((trap) => readings.some((reading) => shared(reading, { codes: [trap] }).length > 0));
    expect(sprung.map(keyOf)).toEqual([]);
  });

  test.each(named)("no code of %s both settles it and leaves it open", (_, { readings, hints = [] }) => {
    const both = hints.flatMap((hint) =>
      readings
        .filter((reading) => reading.resource === hint.resource && !("time" in reading && reading.time !== hint.time))
        .flatMap((reading) => shared(hint, reading)),
    );
    expect(both.map(keyOf)).toEqual([]);
  });

  test("a fact that a refuted record settles is settled by a concept as wide as the fact, never by a family of codes", () => {
    const families = facts.flatMap(({ fact, readings, hints = [] }) =>
      [...readings, ...hints]
        .filter((one) => "refuted" in one && one.refuted !== undefined)
        .flatMap(({ codes }) =>
          codes.filter(({ code }) => code.endsWith("-")).map((code) => `${fact}: ${keyOf(code)}`),
        ),
    );
    expect(families).toEqual([]);
  });

  test("absence is stated of every resource type that can tell the fact", () => {
    const lacking = facts.flatMap(({ fact, readings, hints = [], absence }) =>
      absence === undefined
        ? []
        : [...readings, ...hints]
            .flatMap((one) => [one.resource, ...("also" in one && one.also !== undefined ? [one.also] : [])])
            .filter((resource) => !absence.of.includes(resource))
            .map((resource) => `${fact}: ${resource}`),
    );
    expect(lacking).toEqual([]);
  });

  test("every limit says that it is the reader's own", () => {
    const limits = facts.flatMap(({ readings }) =>
      readings.flatMap((reading) => [
        ...("plausibleFor" in reading && reading.plausibleFor !== undefined ? [reading.plausibleFor] : []),
        ...("currentFor" in reading && reading.currentFor !== undefined ? [reading.currentFor] : []),
        ...("answers" in reading ? reading.answers.flatMap(({ currentFor }) => currentFor ?? []) : []),
      ]),
    );
    expect(limits.length).toBeGreaterThan(0);
    expect(limits.filter(({ why }) => !why.includes("the reader's own limit and no clinical rule"))).toEqual([]);
  });
});

describe("what single codes mean", () => {
  /** What a code says of a fact: the value that it gives, `open` where it leaves it open, `nothing` where it does not touch it. */
  function saysOf(fact: string, resource: string, system: string, code: string): unknown {
    const own = embeddedCodes.facts.find((codes) => codes.fact === fact);
    const record: Listed = { codes: [{ system, code, display: code }] };
    const told = (own?.readings ?? []).filter((one) => one.resource === resource && shared(one, record).length > 0);
    if (told.length > 0) return told.map((one) => ("gives" in one ? one.gives : "answers"))[0];
    const open = (own?.hints ?? []).some((one) => one.resource === resource && shared(one, record).length > 0);
    return open ? "open" : "nothing";
  }

  test.each([
    // A thrombosis is acute, or history, never both by one code that means one of them.
    ["conditions.acuteDeepVeinThrombosis", "Condition", "icd10cm", "I82.411", true],
    ["conditions.acuteDeepVeinThrombosis", "Condition", "icd10cm", "I82.511", "nothing"],
    ["history.deepVeinThrombosis", "Condition", "icd10cm", "I82.511", true],
    ["history.deepVeinThrombosis", "Condition", "icd10cm", "Z86.718", true],
    ["conditions.acutePulmonaryEmbolism", "Condition", "icd10cm", "Z86.711", "nothing"],
    ["conditions.acuteSuperficialThrombophlebitis", "Condition", "icd10cm", "I80.02", true],
    // Kinds of migraine.
    ["conditions.migraineWithAura", "Condition", "icd10cm", "G43.109", true],
    ["conditions.migraineWithAura", "Condition", "icd10cm", "G43.009", "nothing"],
    ["conditions.migraineWithAura", "Condition", "icd10cm", "G43.909", "open"],
    ["conditions.migraineWithAura", "Condition", "snomed", "124171000119105", "nothing"],
    // The stage of arterial disease: rest pain, ulcer and gangrene of a leg are severe; the rest is open.
    ["conditions.severePeripheralArterialDisease", "Condition", "icd10cm", "I70.221", true],
    ["conditions.severePeripheralArterialDisease", "Condition", "icd10cm", "I70.249", true],
    ["conditions.severePeripheralArterialDisease", "Condition", "icd10cm", "I70.262", true],
    ["conditions.severePeripheralArterialDisease", "Condition", "icd10cm", "E11.52", true],
    ["conditions.severePeripheralArterialDisease", "Condition", "icd10cm", "I70.211", "open"],
    ["conditions.severePeripheralArterialDisease", "Condition", "icd10cm", "I70.228", "open"],
    ["conditions.severePeripheralArterialDisease", "Condition", "icd10cm", "I70.25", "open"],
    ["conditions.severePeripheralArterialDisease", "Condition", "icd10cm", "I70.331", "nothing"],
    ["conditions.severePeripheralArterialDisease", "Condition", "icd10cm", "I73.9", "open"],
    // Control of diabetes is a judgement, but for hyperglycaemia.
    ["conditions.diabetes", "Condition", "icd10cm", "E11.65", "poorly-controlled"],
    ["conditions.diabetes", "Condition", "icd10cm", "E11.9", "open"],
    ["conditions.diabetes", "Condition", "icd10cm", "R73.03", "nothing"],
    ["conditions.rightToLeftShunt", "Condition", "icd10cm", "Q21.12", "open"],
    ["conditions.heartFailureNyhaIV", "Condition", "snomed", "88805009", "open"],
    ["conditions.severeDiabeticNeuropathy", "Condition", "snomed", "368581000119106", "open"],
    ["conditions.smoking", "Condition", "icd10cm", "F17.210", true],
    ["conditions.smoking", "Condition", "icd10cm", "F17.211", "nothing"],
    ["conditions.smoking", "Condition", "icd10cm", "F17.220", "nothing"],
    ["conditions.smoking", "Condition", "icd10cm", "Z72.0", "open"],
    ["conditions.activeSkinInfection", "Condition", "icd10cm", "L03.115", true],
    ["conditions.activeSkinInfection", "Condition", "icd10cm", "L03.119", "open"],
    ["conditions.materialAllergy", "AllergyIntolerance", "snomed", "300916003", "open"],
    // Pregnancy and what is near it.
    ["patient.pregnant", "Condition", "icd10cm", "O09.31", true],
    ["patient.pregnant", "Condition", "icd10cm", "O24.410", "open"],
    ["patient.pregnant", "Condition", "snomed", "79586000", "open"],
    ["history.pastPregnancy", "Condition", "snomed", "19169002", true],
    ["patient.bodyMassIndex", "Condition", "icd10cm", "E66.01", "open"],
    // Medicines by product, ingredient and group.
    ["medications.anticoagulant", "MedicationStatement", "rxnorm", "1037045", true],
    ["medications.anticoagulant", "MedicationRequest", "atc", "B01AF02", true],
    ["medications.anticoagulant", "MedicationRequest", "atc", "B01AC06", "nothing"],
    ["medications.anticoagulant", "Condition", "icd10cm", "Z79.01", true],
    ["medications.prescribedAspirin", "MedicationRequest", "rxnorm", "243670", true],
    ["medications.prescribedAspirin", "MedicationStatement", "rxnorm", "243670", "open"],
    ["medications.prescribedAspirin", "MedicationRequest", "rxnorm", "212033", "open"],
    ["medications.hormonalContraceptionOrReplacement", "MedicationRequest", "atc", "G03AA07", true],
    ["medications.hormonalContraceptionOrReplacement", "MedicationRequest", "rxnorm", "807283", true],
    ["medications.legRetinoid", "MedicationRequest", "atc", "D10AD01", "open"],
    // Allergies: the agents by their products, "no known" as explicit absence.
    ["allergies.polidocanol", "AllergyIntolerance", "rxnorm", "968177", true],
    ["allergies.polidocanol", "AllergyIntolerance", "rxnorm", "204490", "nothing"],
    ["allergies.polidocanol", "AllergyIntolerance", "snomed", "716186003", false],
    ["allergies.sodiumTetradecylSulfate", "AllergyIntolerance", "snomed", "409137002", false],
    ["history.severeProductAllergy", "AllergyIntolerance", "snomed", "409137002", "nothing"],
    ["allergies.sodiumTetradecylSulfate", "Condition", "icd10cm", "Z88.8", "open"],
    ["previousSession.date", "Procedure", "cpt", "36471", "performed"],
    ["assessment.saphenousTreated", "Procedure", "cpt", "36478", "open"],
  ])("%s: a %s with %s %s gives %s", (fact, resource, system, code, expected) => {
    expect(saysOf(fact, resource, system, code)).toBe(expected);
  });

  test.each([
    ["I83.11", { side: "right" }],
    ["I83.022", { side: "left" }],
    ["I83.812", { side: "left" }],
    ["I83.813", {}],
    ["I83.90", {}],
    ["I78.1", { type: "telangiectasia" }],
  ])("a Condition with %s is a vein that is %j", (code, expected) => {
    const record: Listed = { codes: [{ system: "icd10cm", code, display: code }] };
    expect(veins.veins.filter((one) => shared(one, record).length > 0).map((one) => one.gives)).toEqual([expected]);
  });

  test("every code of varicose veins is one of the veins", () => {
    const [family] = checklist.filter(({ code }) => code === "I83.-");
    const listed = veins.veins.flatMap(({ codes }) =>
      codes.filter((one) => family !== undefined && covers(family, one)),
    );
    // I83.0 to I83.2 by leg (0 none, 1 right, 2 left), I83.81 and I83.89 by leg (1, 2, 3 both, 9 none), I83.9 by leg (0 to 3).
    const legs = ["0", "1", "2"].flatMap((kind) => ["0", "1", "2"].map((leg) => `I83.${kind}${leg}`));
    const pain = ["81", "89"].flatMap((kind) => ["1", "2", "3", "9"].map((leg) => `I83.${kind}${leg}`));
    const silent = ["0", "1", "2", "3"].map((leg) => `I83.9${leg}`);
    expect(listed.map(({ code }) => code.replace("-", "")).sort()).toEqual([...legs, ...pain, ...silent].sort());
  });
});

describe("the veins and orders", () => {
  test("a vein gives fields of a vein with values that they take", () => {
    for (const { gives } of veins.veins)
      for (const [field, value] of Object.entries(gives))
        expect(vocabulary.get(`vein.${field}`)?.values).toContain(value);
  });

  test("an order proposes an agent", () => {
    const agents = vocabulary.get("vein.proposal.agent")?.values;
    for (const { gives } of orders.agents) expect(agents).toContain(gives["agent"]);
  });

  test("no code stands for two kinds of vein or for two agents", () => {
    for (const lists of [veins.veins, orders.agents]) {
      const clashes = lists.flatMap((one, index) =>
        lists.slice(index + 1).flatMap((other) => shared(one, other).map(keyOf)),
      );
      expect(clashes).toEqual([]);
    }
  });

  test("an allergy to an agent is read from the codes of its products", () => {
    const products = new Set(orders.agents.flatMap(({ codes }) => codes.map(keyOf)));
    const allergies = facts
      .filter(({ fact }) => fact.startsWith("allergies."))
      .flatMap(({ readings }) =>
        readings.filter((one) => "gives" in one && one.gives === true).flatMap(({ codes }) => codes.map(keyOf)),
      );
    expect(new Set(allergies)).toEqual(products);
  });

  test("a session before is known by the codes that mean sclerotherapy in an order", () => {
    const [session] = facts.filter(({ fact }) => fact === "previousSession.date");
    expect(session?.readings.flatMap(({ codes }) => codes.map(keyOf))).toEqual(orders.procedures.map(keyOf));
  });
});

describe("embeddedCodes", () => {
  test("is frozen to the ground", () => {
    expect(Object.isFrozen(embeddedCodes)).toBe(true);
    expect(Object.isFrozen(embeddedCodes.facts[0]?.readings[0]?.codes[0])).toBe(true);
  });

  test("writes out what holds for statements too", () => {
    const [anticoagulant] = embeddedCodes.facts.filter(({ fact }) => fact === "medications.anticoagulant");
    const types = anticoagulant?.readings.map(({ resource }) => resource);
    expect(types).toEqual(["MedicationRequest", "MedicationStatement", "Condition"]);
    const [request, statement] = anticoagulant?.readings ?? [];
    expect(statement?.codes).toEqual(request?.codes);
    expect(
      embeddedCodes.facts.flatMap(({ readings, hints = [] }) => [...readings, ...hints]).filter((one) => "also" in one),
    ).toEqual([]);
  });

  test("prescribed aspirin is not read from a statement, only hinted at", () => {
    const [aspirin] = embeddedCodes.facts.filter(({ fact }) => fact === "medications.prescribedAspirin");
    expect(aspirin?.readings.map(({ resource }) => resource)).not.toContain("MedicationStatement");
    expect(aspirin?.hints?.map(({ resource }) => resource)).toContain("MedicationStatement");
  });
});
