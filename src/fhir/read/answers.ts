import type { CaseParser } from "../../case/parse.ts";
import type { FactCodes, Limit } from "../codes/format.ts";
import { type Answers, readAnswers } from "./answer-reader.ts";
import type { CodeSet } from "./code-set.ts";
import type { Found } from "./collect.ts";
import { isAfter, isBefore, spanOf } from "./dates.ts";
import type { Finding } from "./finding.ts";
import type { DirectAnswer } from "./gather.ts";
import type { CaseFromFhirOptions, ReadLimits } from "./options.ts";
import type { Problems } from "./problems.ts";
import type { Fields } from "./read-fields.ts";
import { sourceOf } from "./reading.ts";
import { judgeAge } from "./status/observation.ts";
import type { Doubt } from "./verdict.ts";

/** A response with answers of a case. */
interface Response {
  readonly found: Found;
  readonly authored: string | undefined;
  readonly answers: Answers;
}

/** The answers of all responses: for each fact that of the newest. */
export interface AllAnswers {
  readonly facts: ReadonlyMap<string, DirectAnswer>;
  /** Answers that are too old to tell. */
  readonly old: readonly Finding[];
  /** Veins and follow-up of the newest response that has them. */
  readonly veins: { readonly answers: NonNullable<Answers["veins"]>; readonly response: Response } | undefined;
  readonly followUp: boolean;
}

/** Answers count when their author was done. */
const done: ReadonlySet<string> = new Set(["completed", "amended"]);

/** Takes questionnaire responses in, and gives their answers out. */
export class Responses {
  readonly #responses: Response[] = [];
  readonly #parser: CaseParser;
  readonly #options: Pick<CaseFromFhirOptions, "questionnaire">;
  readonly #limits: ReadLimits;
  readonly #problems: Problems;
  readonly #day: number;

  constructor(
    parser: CaseParser,
    options: Pick<CaseFromFhirOptions, "questionnaire">,
    limits: ReadLimits,
    problems: Problems,
    day: number,
  ) {
    this.#parser = parser;
    this.#options = options;
    this.#limits = limits;
    this.#problems = problems;
    this.#day = day;
  }

  /** Reads a response; of those that answer none of the questions of a case nothing is kept. */
  add(found: Found, { status, authored, questionnaire }: Fields<"QuestionnaireResponse">): void {
    const { url, since } = this.#options.questionnaire ?? {};
    if (url !== undefined && questionnaire?.split("|")[0] !== url) return;
    const answers = readAnswers(found.body, found.path, this.#parser, this.#limits.depth, this.#problems);
    if (answers === undefined) return;
    const at = authored === undefined ? undefined : spanOf(authored);
    const first = since === undefined ? undefined : spanOf(since);
    if (!done.has(status ?? ""))
      this.#leaveOut("fhir/not-final", found, "expected a completed response, received one that is not");
    else if (at !== undefined && isAfter(at, this.#day))
      this.#leaveOut("fhir/in-future", found, "expected a response of `asOf` or before, received a later one");
    else if (first !== undefined && (at === undefined || isBefore(at, first.from) !== "no"))
      this.#leaveOut(
        "fhir/stale",
        found,
        "expected a response of `questionnaire.since` or later, received an older one",
      );
    else this.#responses.push({ found, authored, answers });
  }

  /** The answers of the newest response for each fact; equally new ones that differ leave it to the worse, or unknown. */
  all(codes: CodeSet): AllAnswers {
    const newestFirst = [...this.#responses].sort((a, b) => timeOf(b) - timeOf(a));
    const facts = new Map<string, DirectAnswer>();
    const times = new Map<string, number>();
    const old: Finding[] = [];
    const codesOf = new Map(codes.facts.map((one) => [one.fact, one]));
    for (const response of newestFirst)
      for (const [fact, { value, path }] of response.answers.facts) {
        const source = { ...sourceOf(response.found, undefined, response.authored), path, note: "direct answer" };
        const known = facts.get(fact);
        if (known === undefined) {
          facts.set(fact, { value, source });
          times.set(fact, timeOf(response));
        } else if (times.get(fact) === timeOf(response) && known.value !== value && value !== null)
          this.#settleTie(facts, fact, known, { value, source });
      }
    for (const [fact, { value, source }] of facts) {
      const verdict =
        value === null
          ? undefined
          : judgeAge(source.at ?? noDate, limitOf(codesOf.get(fact), value, codes.answersFor), this.#day);
      if (verdict?.is !== "doubtful") continue;
      facts.delete(fact);
      old.push({ fact, source, kind: "doubt", doubt: verdict });
    }
    const withVeins = newestFirst.find(({ answers }) => answers.veins !== undefined);
    return {
      facts,
      old,
      veins:
        withVeins?.answers.veins === undefined ? undefined : { answers: withVeins.answers.veins, response: withVeins },
      followUp: newestFirst.some(({ answers }) => answers.followUp),
    };
  }

  #settleTie(facts: Map<string, DirectAnswer>, fact: string, known: DirectAnswer, other: DirectAnswer): void {
    const { value } = other;
    const worse = value === true || known.value === null ? value : known.value === true ? true : null;
    facts.set(fact, { value: worse, source: worse === value ? other.source : known.source });
    this.#problems.add(
      "fhir/conflicting",
      other.source.path,
      `\`${fact}\`: expected responses of one day that agree, received two that differ`,
      "correct one of them",
    );
  }

  #leaveOut(code: Doubt["code"], { path }: Found, message: string): void {
    this.#problems.add(code, path, message, "its answers were left out");
  }
}

/** An answer without a date may be of any day. */
const noDate = Object.freeze({ from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY });

/** When a response was written, for the order of responses. A time without an offset is taken as of UTC. */
function timeOf({ authored = "" }: Response): number {
  const hasOffset = !authored.includes("T") || /(?:Z|[+-]\d{2}:\d{2})$/.test(authored);
  const moment = Date.parse(hasOffset ? authored : `${authored}Z`);
  return Number.isNaN(moment) ? Number.NEGATIVE_INFINITY : moment;
}

/**
 * How long an answer tells of a fact: as long as the same answer of an observation, or a condition that gives it. That there is
 * none of what comes and goes tells no longer than that there is one.
 */
function limitOf(
  codes: FactCodes | undefined,
  value: DirectAnswer["value"],
  ofDenials: Limit | undefined,
): Limit | undefined {
  const readings = codes?.readings ?? [];
  for (const reading of readings) {
    if ("answers" in reading) {
      const answer = reading.answers.find(({ gives }) => gives === value);
      if (answer !== undefined) return answer.currentFor ?? reading.currentFor;
    } else if ("units" in reading) return reading.currentFor;
    else if ("plausibleFor" in reading && reading.gives === value) return reading.plausibleFor;
  }
  if (value === false)
    for (const reading of readings)
      if ("plausibleFor" in reading && reading.plausibleFor !== undefined) return reading.plausibleFor;
  return value === false || value === codes?.absence?.gives ? ofDenials : undefined;
}
