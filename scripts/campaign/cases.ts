import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { CaseError } from "../../src/issues/errors.ts";
import { createRandomCases, type PlainCase, pick, type Random, randomFrom } from "../../test/support/random-case.ts";
import { faultsOfError, faultsOfIssues, namesTell } from "./checks.ts";
import { mutated } from "./mutate.ts";
import { canary, strangeKeys, strangeValue } from "./strange.ts";
import { sizeOf, type Target, type Tried } from "./target.ts";
import { mutatedText } from "./text.ts";

export const advisor = createAdvisor();
export const randomCases = createRandomCases(advisor.rulebook);
const ruleNames = advisor.rulebook.rules.map(({ name }) => name);

/** A case to start from: mostly little known, so that few calls take long. */
export function startingCase(seed: number, random: Random): PlainCase {
  return randomCases.make(seed, { unknownShare: pick([0.5, 0.9, 0.97], random), veins: Math.floor(random() * 3) });
}

/** Calls the library; the input counts as taken where it answers. */
function tried(input: unknown, silent: boolean, call: () => readonly string[]): Tried {
  const bytes = sizeOf(input);
  try {
    return { inputs: 1, taken: 1, bytes, faults: call() };
  } catch (error) {
    return { inputs: 1, taken: 0, bytes, faults: faultsOfError(error, silent) };
  }
}

const cases: Target = {
  name: "cases, as values",
  weight: 40,
  attempt: (seed) => {
    const random = randomFrom(seed);
    const input = mutated(startingCase(seed, random), random, 4, false);
    const silent = !namesTell(input, false);
    return tried(input, silent, () => {
      const { issues } = random() < 0.2 ? advisor.recommendSync(input) : { issues: [], ...advisor.outcomes(input) };
      return faultsOfIssues(issues as [], silent);
    });
  },
};

const texts: Target = {
  name: "cases, as JSON text",
  weight: 20,
  attempt: (seed) => {
    const random = randomFrom(seed);
    const text = mutatedText(JSON.stringify(startingCase(seed, random), null, pick([0, 2], random)), random, 3);
    let input: unknown;
    try {
      input = JSON.parse(text);
    } catch {
      return { inputs: 1, taken: 0, bytes: text.length, faults: [] };
    }
    const silent = !namesTell(input, false);
    return {
      ...tried(input, silent, () => faultsOfIssues(advisor.recommendSync(input).issues, silent)),
      bytes: text.length,
    };
  },
};

/** Paths of changes: right ones, misspelt ones, and some that reach for what objects inherit. */
function somePath(input: PlainCase, random: Random): string {
  const facts = [...advisor.rulebook.facts.keys()];
  const name = pick(facts, random);
  const vein = pick([...((input["veins"] ?? []) as { id?: unknown }[]), { id: "none" }], random);
  return pick(
    [
      () => name,
      () => name.replace("vein.", `veins.${String(vein.id)}.`),
      () => `${name}.${pick(strangeKeys, random)}`,
      () => `${pick(strangeKeys, random)}.${pick(strangeKeys, random)}`,
      () => `veins.${pick(strangeKeys, random)}.${name}`,
      () => name.slice(0, Math.floor(random() * name.length)),
    ],
    random,
  )();
}

const changes: Target = {
  name: "changes of what-if",
  weight: 6,
  attempt: (seed) => {
    const random = randomFrom(seed);
    const input = startingCase(seed, random);
    const made = Array.from({ length: 1 + Math.floor(random() * 3) }, (): [string, unknown] => [
      somePath(input, random),
      random() < 0.4 ? null : strangeValue(random, false),
    ]);
    const given = Object.fromEntries(made);
    const silent = !namesTell(given, false);
    return tried(given, silent, () => {
      advisor.whatIf(input, given);
      return [];
    });
  },
};

const explanations: Target = {
  name: "names of rules to explain",
  weight: 5,
  attempt: (seed) => {
    const random = randomFrom(seed);
    const input = startingCase(seed, random);
    const name = mutatedText(pick(ruleNames, random), random, 2) + pick(["", "", "@vein-0", `@${canary}`], random);
    return tried(name, false, () => {
      advisor.explain(input, name);
      return [];
    });
  },
};

/** The same case with functions for some of its facts, which give something strange or throw a value. */
function withHostileFunctions(value: unknown, random: Random): unknown {
  if (Array.isArray(value)) return value.map((part) => withHostileFunctions(part, random));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [key, key === "id" ? part : withHostileFunctions(part, random)]),
    );
  if (random() < 0.8) return value;
  const given = strangeValue(random, false);
  return pick<() => unknown>(
    [
      () => given,
      () => Promise.resolve(given),
      () => Promise.reject(new Error(canary)),
      () => {
        throw new Error(canary);
      },
      () => {
        throw canary;
      },
    ],
    random,
  );
}

const functions: Target = {
  name: "facts as functions",
  weight: 3,
  attempt: async (seed) => {
    const random = randomFrom(seed);
    const input = withHostileFunctions(startingCase(seed, random), random);
    const bytes = sizeOf(input);
    try {
      const { issues, complete } = await advisor.recommend(input);
      const failed = issues.some(({ code }) => code === "case/fact-failed");
      const unsaid = complete || failed ? [] : ["a report that is incomplete and does not say why"];
      return { inputs: 1, taken: 1, bytes, faults: [...faultsOfIssues(issues, true), ...unsaid] };
    } catch (error) {
      // Dates that come late may contradict each other; nothing else is refused once it has been read.
      const refused = error instanceof CaseError ? [] : ["thrown for what a function gave"];
      return { inputs: 1, taken: 0, bytes, faults: [...faultsOfError(error, true), ...refused] };
    }
  },
};

export const caseTargets: readonly Target[] = [cases, texts, changes, explanations, functions];
