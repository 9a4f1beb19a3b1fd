import { describe, expect, test } from "vitest";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import type { Evidence } from "../../src/evaluate/program.ts";
import { type Language, languages, patientHandout } from "../../src/handout/index.ts";
import { wordings } from "../../src/handout/wording.ts";
import { AdapterError } from "../../src/issues/errors.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { createRandomCases } from "../support/random-case.ts";

const rulebook = embeddedRulebook();
const advisors = { all: createAdvisor(), documents: createAdvisor({ evidence: "documents" }) };
const handoutOn = (facts: unknown, language: Language = "en", evidence: Evidence = "all"): string =>
  patientHandout(advisors[evidence].recommendSync(facts), rulebook, { language });

/** The lines under a heading, up to the next one of the same level or above. */
function under(markdown: string, heading: string): string[] {
  const lines = markdown.split("\n");
  const start = lines.indexOf(heading);
  const level = heading.indexOf(" ");
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => /^#+ /.test(line) && line.indexOf(" ") <= level);
  return start < 0 ? [] : rest.slice(0, end < 0 ? undefined : end).filter((line) => line !== "");
}

const bulletsOf = (lines: readonly string[]): string[] =>
  lines.filter((line) => line.startsWith("- ")).map((line) => line.slice(2));

/** What the English catalogue says for a rule. */
const english = (rule: string): string => wordings.en.rules[rule] ?? `no text for ${rule}`;

const calf = { id: "calf", type: "telangiectasia", zone: "calf" };
const nose = { id: "nose", type: "telangiectasia", zone: "nose" };

describe.each(languages)("the list of when to call, in %s", (language) => {
  const { phrases, rules } = wordings[language];
  const levels = [
    ["callEmergency", "emergency"],
    ["callUrgent", "urgent"],
    ["callSameDay", "call-same-day"],
    ["callBook", "book-visit"],
  ] as const;
  const cases: readonly (readonly [what: string, facts: object, evidence: Evidence])[] = [
    ["of an empty case", {}, "all"],
    ["of the documents alone", { veins: [calf] }, "documents"],
    ["of one that is contraindicated", { conditions: { acuteDeepVeinThrombosis: true } }, "all"],
    ["of a vein of the nose", { veins: [nose] }, "all"],
    ["of a follow-up without any sign", { followUp: { hoursSinceSession: 30, chestPain: false, fever: false } }, "all"],
  ];

  test.each(cases)("%s holds every red flag under its level", (_what, facts, evidence) => {
    const markdown = handoutOn(facts, language, evidence);
    for (const [phrase, level] of levels) {
      const wanted = rulebook.rules
        .filter(({ event: { params } }) => params.slot === "triage" && params.value === level)
        .map(({ name }) => rules[name]);
      expect(wanted.length).toBeGreaterThan(5);
      expect(wanted).not.toContain(undefined);
      expect(bulletsOf(under(markdown, `### ${phrases[phrase]}`))).toEqual([...new Set(wanted)]);
    }
  });

  test("goes from the most urgent level to the least", () => {
    const markdown = handoutOn({}, language);
    const places = levels.map(([phrase]) => markdown.indexOf(`### ${phrases[phrase]}\n`));
    expect(Math.min(...places)).toBeGreaterThan(markdown.indexOf(`## ${phrases["callTitle"]}\n`));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test("does not call what is expected an alarm", () => {
    const list = bulletsOf(under(handoutOn({}, language), `## ${phrases["callTitle"]}`));
    const expected = rulebook.rules.filter(
      ({ event: { params } }) => params.slot === "triage" && params.value === "expected",
    );
    expect(expected.length).toBeGreaterThan(5);
    for (const { name } of expected) expect(list).not.toContain(rules[name]);
  });
});

describe("red flags that nobody may miss", () => {
  // The findings of the table of triage levels that are an emergency or urgent.
  test.each([
    "short of breath",
    "pain in your chest",
    "cough up blood",
    "one side of your face droops",
    "suddenly cannot see",
    "hard to breathe, your face swells",
    "turns white or blotchy",
    "turns cold or pale",
    "shaking chills",
    "calf swells suddenly",
    "one leg is clearly bigger",
    "calf hurts and neither",
    "severe headache",
    "lasts more than 60 minutes",
  ])("%s", (words) => {
    const call = under(handoutOn({ veins: [nose] }), "## When to call");
    const urgent = call.slice(0, call.indexOf("### Call the clinic today"));
    expect(urgent.filter((line) => line.includes(words)).length).toBeGreaterThan(0);
  });
});

describe("the decision", () => {
  test.each([
    [{ patient: { sex: "male" } }, "proceed"],
    [{ conditions: { migraineWithAura: true } }, "proceed-with-caution"],
    [{ history: { deepVeinThrombosis: true } }, "assess-first"],
    [{ patient: { pregnant: true } }, "defer"],
    [{ conditions: { acuteDeepVeinThrombosis: true } }, "contraindicated"],
  ])("%j: %s, and that answers are missing", (facts, decision) => {
    for (const language of languages) {
      const { phrases } = wordings[language];
      const told = under(handoutOn(facts, language), `## ${phrases["decisionTitle"]}`);
      const open = decision === "contraindicated" ? [] : [phrases["undecided"]];
      expect(told).toEqual([phrases[`decision.${decision}`], ...open]);
    }
  });
});

describe("topics", () => {
  test("what is advised stands under its topic, in the patient's words", () => {
    const markdown = handoutOn({ veins: [calf] });
    expect(bulletsOf(under(markdown, "## Stockings and compression"))).toEqual(
      expect.arrayContaining([
        english("compression.garment.below-knee"),
        english("compression.telangiectasia.daytime"),
      ]),
    );
  });

  test("what is overruled is not told", () => {
    // The documents' 10 to 20 minutes give way to the label's 15 to 20.
    const walks = ["aftercare.walk.before-leaving", "aftercare.walk.before-leaving.label-us"].map(english);
    const told = (evidence: Evidence) =>
      bulletsOf(under(handoutOn({ veins: [calf] }, "en", evidence), "## Looking after yourself at home"));
    expect(walks.map((walk) => told("all").includes(walk))).toEqual([false, true]);
    expect(walks.map((walk) => told("documents").includes(walk))).toEqual([true, false]);
  });

  test("two veins with the same advice are told it once", () => {
    const lines = bulletsOf(
      under(handoutOn({ veins: [calf, { ...calf, id: "other" }] }), "## How your veins are treated"),
    );
    expect(lines).toEqual([...new Set(lines)]);
    expect(lines.length).toBeGreaterThan(0);
  });

  test("no stocking and no leg advice for the nose", () => {
    const markdown = handoutOn({ veins: [nose] });
    expect(bulletsOf(under(markdown, "## Stockings and compression"))).toEqual([
      english("compression.garment.face-and-hand"),
    ]);
    expect(markdown).not.toMatch(/knee-high|thigh-high|pantyhose|mmHg|wear your stocking|day and night: for/);
    expect(markdown).toContain(english("technique.laser.nose-and-cheek"));
  });

  test("what a follow-up finds stands under a heading of its own, beside the list of when to call", () => {
    const headings = (facts: object) =>
      handoutOn(facts)
        .split("\n")
        .filter((line) => line === "## When to call" || line === "## Your signs since the session");
    expect(headings({ veins: [calf] })).toEqual(["## When to call"]);
    expect(headings({ veins: [calf], followUp: { itching: true } })).toEqual([
      "## When to call",
      "## Your signs since the session",
    ]);
    expect(handoutOn({ followUp: { itching: true } })).toContain(english("when-to-call.itching"));
  });
});

describe("the timeline", () => {
  test("goes through the phases in the largest whole unit of time", () => {
    const lines = under(handoutOn({ veins: [calf] }), "## Your timeline after the session");
    expect(lines.filter((line) => line.startsWith("### "))).toEqual([
      "### From hour 0 to day 1",
      "### From day 1 to day 6",
      "### From day 6 to week 2",
      "### From week 2 to week 3",
      "### From week 3 to week 4",
      "### From week 4 to week 6",
      "### From week 6 to month 2",
      "### From month 2 to month 3",
      "### From month 3 to month 6",
      "### From month 6 on",
    ]);
  });

  test("is the one place for what to expect at a time; what to do or avoid stands under its topic too", () => {
    const lines = handoutOn({ veins: [calf] }).split("\n");
    const often = (words: string) => lines.filter((line) => line === `- ${words}`).length;
    expect(often(english("expectation.days-2-3.bruising"))).toBe(1);
    expect(often(english("aftercare.hot-yoga"))).toBe(2);
  });

  test("says each thing once, where it begins", () => {
    const lines = bulletsOf(under(handoutOn({ veins: [calf] }), "## Your timeline after the session"));
    expect(lines).toEqual([...new Set(lines)]);
    const second = under(handoutOn({ veins: [calf] }), "### From day 1 to day 6");
    expect(second).toContain(`- ${english("expectation.days-2-3.bruising")}`);
    expect(second).not.toContain(`- ${english("aftercare.hot-yoga")}`);
  });
});

describe.each(languages)("whatever the case, the handout in %s", (language) => {
  const { phrases, rules } = wordings[language];
  const cases = createRandomCases(rulebook);
  const random = Array.from({ length: 40 }, (_, index) => cases.make(index + 1, { veins: 2 }));
  const texts = random.map((facts) => [facts, handoutOn(facts, language)] as const);

  test("ends with the disclaimer (S2-19 to S2-23)", () => {
    for (const [, markdown] of texts) expect(markdown.endsWith(`\n---\n\n${phrases["disclaimer"]}\n`)).toBe(true);
  });

  test("says nothing but what the catalogue says", () => {
    const known = new Set([...Object.values(phrases), ...Object.values(rules)]);
    const headings = new Set([...known].flatMap((text) => [`# ${text}`, `## ${text}`, `### ${text}`, `**${text}**`]));
    const phase = new RegExp(
      `^### (?:${[phrases["phase.between"], phrases["phase.from"]]
        .map((text) => text?.replaceAll(/\{\w+\}/g, "[\\p{L} ]*\\d+"))
        .join("|")})$`,
      "u",
    );
    for (const [, markdown] of texts) {
      const strange = markdown
        .split("\n")
        .filter((line) => line !== "" && line !== "---")
        .filter((line) => !known.has(line.replace(/^- /, "")) && !headings.has(line) && !phase.test(line));
      expect(strange).toEqual([]);
    }
  });

  test("holds no value of the case", () => {
    const marked = {
      asOf: "2026-11-20",
      patient: { ageYears: 47, weightKg: 71.3, bodyMassIndex: 27.9 },
      assessment: { ankleBrachialIndex: 0.97 },
      previousSession: { date: "2026-10-01" },
      veins: [
        {
          ...calf,
          id: "marker-of-jane-roe",
          diameterMm: 0.77,
          proposal: { volumeMl: 1.23, concentrationPercent: 0.65 },
        },
      ],
      followUp: { hoursSinceSession: 37, itching: true },
    };
    expect(handoutOn(marked, language)).not.toMatch(
      /marker|jane|47|71[.,]3|27[.,]9|0[.,]97|2026|0[.,]77|1[.,]23|0[.,]65|37/i,
    );
  });

  test("leaves out what is said to clinicians alone", () => {
    for (const [facts, markdown] of texts.slice(0, 10))
      for (const { rule, summary } of advisors.all.recommendSync(facts).recommendations)
        if (rules[rule] === undefined) expect(markdown).not.toContain(summary);
  });
});

describe("the disclaimer", () => {
  // S2-19 no diagnosis and no personal advice, S2-20 all the facts, S2-21 the doctor who knows, S2-22 no relationship,
  // S2-23 no details in public.
  const parts = {
    en: [
      /not a diagnosis/,
      /not personal medical advice/,
      /all the facts/,
      /doctor who knows you/,
      /no doctor-patient relationship/,
      /Do not post personal details/,
    ],
    es: [
      /no es un diagnóstico/,
      /consejo médico personal/,
      /todos los datos/,
      /médico que le conoce/,
      /No crea una relación entre médico y paciente/,
      /No publique datos personales/,
    ],
  } as const;

  test.each(languages)("%s says all that the documents ask for", (language) => {
    for (const part of parts[language]) expect(wordings[language].phrases["disclaimer"]).toMatch(part);
  });
});

test("English is the language where none is named", () => {
  expect(patientHandout(advisors.all.recommendSync({}), rulebook)).toBe(handoutOn({}, "en"));
});

describe("options that cannot be meant are refused as an `AdapterError`", () => {
  test.each<[string, unknown, [string, string][]]>([
    ["a language that there is not", { language: "fr" }, [["rulebook/not-in-list", "language"]]],
    ["a name of every object", { language: "constructor" }, [["rulebook/not-in-list", "language"]]],
    ["null", null, [["rulebook/wrong-type", ""]]],
    ["a language in place of options", "es", [["rulebook/wrong-type", ""]]],
    ["a misspelt key", { langage: "es" }, [["rulebook/unknown-key", "langage"]]],
  ])("%s", (_name, options, issues) => {
    let found: unknown;
    try {
      patientHandout(advisors.all.recommendSync({}), rulebook, options as { language: Language });
    } catch (error) {
      found = error instanceof AdapterError ? error.issues.map(({ code, path }) => [code, path]) : error;
    }
    expect(found).toEqual(issues);
  });
});

describe.each(languages)("rules of one's own that no catalogue words, in %s", (language) => {
  const { phrases } = wordings[language];
  // Names that every object inherits, and one that none does.
  const names = ["constructor", "valueof", "clinic.own"];
  const rule = (name: string, scope: string, fact: string, params: object): object => ({
    name,
    title: name,
    scope,
    conditions: { all: [{ fact, operator: "equal", value: true }] },
    event: { type: "recommendation", params: { strength: "must", summary: `Summary of ${name}`, ...params } },
    sources: ["S0-01"],
  });

  test.each(names)("a red flag named %s is told by its summary", (name) => {
    const json = {
      topic: "when-to-call",
      rules: [rule(name, "followUp", "followUp.fever", { slot: "triage", value: "emergency" })],
    };
    const advisor = createAdvisor({ rulebook: [{ name: "own.json", json }] });
    for (const fever of [true, false]) {
      const report = advisor.recommendSync({ followUp: { fever } });
      const markdown = patientHandout(report, advisor.rulebook, { language });
      expect(bulletsOf(under(markdown, `### ${phrases["callEmergency"]}`))).toEqual([`Summary of ${name}`]);
      expect(markdown).not.toContain("function");
    }
  });

  test.each(names)("advice named %s is left to the clinician, in its topic and in the timeline", (name) => {
    const timeline = { kind: "do", unit: "d", from: 0, to: 7 };
    const json = { topic: "aftercare", rules: [rule(name, "patient", "patient.pregnant", { timeline })] };
    const advisor = createAdvisor({ rulebook: [{ name: "own.json", json }] });
    const report = advisor.recommendSync({ patient: { pregnant: true } });
    expect(report.recommendations.map(({ rule: told }) => told)).toEqual([name]);
    const without = advisor.recommendSync({ patient: { pregnant: false } });
    const handout = (of: typeof report): string => patientHandout(of, advisor.rulebook, { language });
    expect(handout(report)).toBe(handout(without));
  });
});
