import { type Evidence, rulesUnder } from "../../evaluate/program.ts";
import { rowsCited } from "../../resolve/citations.ts";
import { contentOf } from "../../rulebook/assemble.ts";
import type { RawRulebook } from "../../rulebook/raw.ts";
import type { Rule } from "../../rulebook/rule.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import { factsReadBy, slotsSetBy } from "../../rulebook/stages.ts";
import { type Difference, differencesIn } from "./differences.ts";
import { type RecordCode, recordCodes, type SiteCodes } from "./record-codes.ts";
import { type ShownCase, type SiteCase, shownCases } from "./shown-cases.ts";

/** What a site is made from. */
export interface SiteInput {
  readonly rulebook: Rulebook;
  /** Under `documents` only the rules that rest on documents or resolutions are shown. Default `all`. */
  readonly evidence?: Evidence;
  /** Case fixtures; those that name a rule stand with it. */
  readonly cases?: readonly SiteCase[];
  /** How facts are read from a FHIR record. */
  readonly codes?: SiteCodes;
  /** Whether the playground stands in the folder `playground`: without it nothing links there. */
  readonly hasPlayground?: boolean;
  /** Whether the browser's script `search.js` stands in the folder: without it there is no search. */
  readonly hasSearch?: boolean;
}

/** A rulebook with everything that its pages look up. */
export interface SiteModel {
  readonly rulebook: Rulebook;
  readonly content: RawRulebook;
  readonly evidence: Evidence;
  /** The rules that the evidence leaves in, in the order of the rulebook. */
  readonly rules: readonly Rule[];
  /** Topics that have rules, in the order of reports. */
  readonly topics: ReadonlyMap<string, readonly Rule[]>;
  /** Rules by the fact that they read. */
  readonly readersOf: ReadonlyMap<string, readonly Rule[]>;
  /** Rules by the slot that they set. */
  readonly settersOf: ReadonlyMap<string, readonly Rule[]>;
  /** Rules by the row or resolution that they rest on. */
  readonly restingOn: ReadonlyMap<string, readonly Rule[]>;
  readonly explainersOf: ReadonlyMap<string, readonly Rule[]>;
  readonly casesOf: ReadonlyMap<string, readonly ShownCase[]>;
  readonly codesOf: ReadonlyMap<string, readonly RecordCode[]>;
  readonly differences: readonly Difference[];
  readonly differencesOf: ReadonlyMap<string, readonly Difference[]>;
  readonly hasPlayground: boolean;
  readonly hasSearch: boolean;
}

/** Looks everything up once. */
export function siteModel(input: SiteInput): SiteModel {
  const { rulebook, evidence = "all", cases = [], codes, hasPlayground = false, hasSearch = false } = input;
  const rules = rulesUnder(rulebook, evidence);
  const differences = differencesIn(rulebook, evidence, rules);
  return {
    rulebook,
    content: contentOf(rulebook),
    evidence,
    rules,
    topics: rulesBy(rules, ({ topic }) => [topic]),
    readersOf: rulesBy(rules, factsReadBy),
    settersOf: rulesBy(rules, slotsSetBy),
    restingOn: rulesBy(rules, (rule) => [
      ...rowsCited(rule, rulebook, evidence).map(({ id }) => id),
      ...(rule.resolution ?? []),
    ]),
    explainersOf: rulesBy(rules, ({ event }) => event.params.explains ?? []),
    casesOf: shownCases(cases),
    codesOf: codes === undefined ? new Map() : recordCodes(codes),
    differences,
    differencesOf: grouped(differences, ({ positions }) =>
      positions.flatMap((position) => position.rules.map(({ name }) => name)),
    ),
    hasPlayground,
    hasSearch,
  };
}

function rulesBy(rules: readonly Rule[], keysOf: (rule: Rule) => Iterable<string>): ReadonlyMap<string, Rule[]> {
  return grouped(rules, keysOf);
}

function grouped<T>(list: readonly T[], keysOf: (one: T) => Iterable<string>): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list)
    for (const key of new Set(keysOf(one))) {
      const members = groups.get(key);
      if (members === undefined) groups.set(key, [one]);
      else members.push(one);
    }
  return groups;
}
