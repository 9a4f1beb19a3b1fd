import { describe, expect, test } from "vitest";
import { languages, type Wording, wordings } from "../../src/handout/wording.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import type { Rule } from "../../src/rulebook/rule.ts";
import { readingOf } from "./reading.ts";

const rulebook = embeddedRulebook();
const { en } = wordings;
const others = languages
  .filter((language) => language !== "en")
  .map((language) => [language, wordings[language]] as const);

const placeholdersOf = (text: string): string[] => (text.match(/\{\w*\}/g) ?? []).sort();
/** The numbers of a text, each as often as it stands there. */
const numbersOf = (text: string): number[] =>
  (text.match(/\d+(?:[.,]\d+)?/g) ?? []).map((number) => Number(number.replace(",", "."))).sort((a, b) => a - b);

const textsOf = ({ phrases, rules }: Wording): [string, string][] => [
  ...Object.entries(phrases).map(([key, text]): [string, string] => [`phrases ${key}`, text]),
  ...Object.entries(rules).map(([key, text]): [string, string] => [`rules ${key}`, text]),
];

describe("the keys of the catalogues", () => {
  test.each(others)("%s has those of English, in the same order", (_language, { phrases, rules }) => {
    expect(Object.keys(phrases)).toEqual(Object.keys(en.phrases));
    expect(Object.keys(rules)).toEqual(Object.keys(en.rules));
  });

  test("every text is that of a rule of the rulebook", () => {
    expect(Object.keys(en.rules).filter((name) => !rulebook.ruleByName.has(name))).toEqual([]);
  });

  test("every decision, every topic and every unit of time has its phrase", () => {
    const values = rulebook.slots.get("eligibility")?.values ?? [];
    const wanted = [
      ...values.map((value) => `decision.${value}`),
      ...rulebook.topics.map((topic) => `topic.${topic}`),
      ...["h", "d", "wk", "mo"].map((unit) => `time.${unit}`),
    ];
    expect(values).toHaveLength(5);
    expect(wanted.filter((key) => en.phrases[key] === undefined)).toEqual([]);
  });

  test("everything that a patient is to do, expect or avoid at a time of its own is worded", () => {
    const timed = rulebook.rules.filter(({ event: { params } }) => params.timeline !== undefined);
    expect(timed.length).toBeGreaterThan(30);
    expect(timed.map(({ name }) => name).filter((name) => en.rules[name] === undefined)).toEqual([]);
  });
});

describe("placeholders", () => {
  const known: Readonly<Record<string, readonly string[]>> = {
    "phrases phase.between": ["{from}", "{to}"],
    "phrases phase.from": ["{from}"],
    "phrases until": ["{to}"],
    "phrases time.h": ["{n}"],
    "phrases time.d": ["{n}"],
    "phrases time.wk": ["{n}"],
    "phrases time.mo": ["{n}"],
  };

  test.each(languages)("%s: each text has the ones that are filled in, and no other", (language) => {
    for (const [key, text] of textsOf(wordings[language]))
      expect([key, placeholdersOf(text)]).toEqual([key, known[key] ?? []]);
  });
});

describe("figures", () => {
  test.each(others)("%s: each text has the numbers of the English one, as often", (_language, wording) => {
    const theirs = Object.fromEntries(textsOf(wording));
    for (const [key, text] of textsOf(en)) expect([key, numbersOf(theirs[key] ?? "")]).toEqual([key, numbersOf(text)]);
  });

  /** Every number that a rule itself gives: its words, its value, its time, its limits. */
  const figuresOf = ({ title, conditions, event: { params } }: Rule): Set<number> =>
    new Set(
      numbersOf(
        JSON.stringify([title, conditions, params]).replaceAll(/"(?:source|fact|slot|rank|matter)":"[^"]*"/g, ""),
      ),
    );
  /** Days in hours, weeks in days and hours, years in months. */
  const factors = [1, 24, 7, 168, 12];

  test.each(languages)(
    "%s: each number of a text is one of its rule, if need be in another unit of time",
    (language) => {
      const strange = Object.entries(wordings[language].rules).flatMap(([name, text]) => {
        const figures = figuresOf(rulebook.ruleByName.get(name) as Rule);
        return numbersOf(text)
          .filter((number) => !factors.some((factor) => figures.has(number * factor)))
          .map((number) => `${name}: ${number}`);
      });
      expect(strange).toEqual([]);
    },
  );

  test.each(languages)("%s: the phrases give none", (language) => {
    expect(Object.values(wordings[language].phrases).flatMap(numbersOf)).toEqual([]);
  });
});

describe("what is for clinicians alone", () => {
  const words = {
    en: /\bdrain|\bm[lL]\b|millilit|\bgauge|polidocanol|tetradecyl|saline|sclerosant|adrenaline|valsalva|\bduplex|\bwells\b|sharp needle|\bnick\b/i,
    es: /\bdren|\bm[lL]\b|mililit|\bcalibre|polidocanol|tetradecil|\bsalin[oa]|esclerosante|adrenalina|valsalva|d[uú]plex|\bwells\b|incisi[oó]n/i,
  } as const;

  test.each(languages)("%s: no word of it", (language) => {
    expect(textsOf(wordings[language]).filter(([, text]) => words[language].test(text))).toEqual([]);
  });

  test.each(languages)("%s: per cent stands for results and side effects, never for a strength", (language) => {
    const topics = Object.entries(wordings[language].rules)
      .filter(([, text]) => text.includes("%"))
      .map(([name]) => rulebook.ruleByName.get(name)?.topic);
    expect(new Set(topics)).toEqual(new Set(["complications", "expectations"]));
  });

  test("strengths, volumes and agents have no text for patients", () => {
    const told = Object.keys(en.rules).filter((name) => {
      const { slot, also = [] } = rulebook.ruleByName.get(name)?.event.params ?? {};
      return [slot, ...also.map((one) => one.slot)].some((one) =>
        /^(strength|volume|agent|dose|needleGauge)/.test(one ?? ""),
      );
    });
    expect(told).toEqual([]);
  });
});

describe("plain language", () => {
  const { wordsPerSentence, grade, longest } = readingOf(textsOf(en).map(([, text]) => text));

  test("English: short sentences, for a reader of the eighth grade at most", () => {
    expect(wordsPerSentence).toBeGreaterThan(5);
    expect(wordsPerSentence).toBeLessThanOrEqual(20);
    expect(grade).toBeLessThanOrEqual(8);
  });

  test("English: no sentence of more than 35 words", () => {
    expect(longest.length).toBeLessThanOrEqual(35);
  });

  test.each(languages)("%s: each text is a sentence or more, and every word of a template is gone", (language) => {
    for (const [name, text] of Object.entries(wordings[language].rules)) {
      expect([name, text]).toEqual([name, expect.stringMatching(/^[¿A-ZÁÉÍÓÚÑ].*[.?]$/u)]);
      expect([name, /\s{2}|undefined|TODO|[<>`*_]/.test(text)]).toEqual([name, false]);
    }
  });

  test("the measure tells plain words from learned ones", () => {
    const plain = readingOf(["Put on your sock. Go for a walk. Call us if it hurts."]);
    const learned = readingOf([
      "Postoperative immobilisation considerably exacerbates thromboembolic complications notwithstanding pharmacological anticoagulation.",
    ]);
    expect(plain.grade).toBeLessThan(2);
    expect(learned.grade).toBeGreaterThan(15);
    expect(plain.wordsPerSentence).toBeCloseTo(13 / 3);
  });
});
