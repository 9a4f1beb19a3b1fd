import type { Scalar } from "../../logic/cell.ts";
import type { Fact } from "../../rulebook/vocabulary.ts";
import { isBefore } from "./dates.ts";
import type { Finding, Source } from "./finding.ts";
import type { Problems } from "./problems.ts";
import { answeredUnknown, type Doubt } from "./verdict.ts";

type Says = Extract<Finding, { kind: "says" }>;
type Doubtful = Extract<Finding, { kind: "doubt" }>;
type Hinted = Extract<Finding, { kind: "hint" }>;

/** A direct answer of a questionnaire: a value, or null where it says that it is not known. */
export interface DirectAnswer {
  readonly value: Scalar | null;
  readonly source: Source;
}

/** What else bringing together goes by. */
export interface GatherBy {
  /** The value that says that there is none: false, or what the code lists have for it. */
  readonly denial: Scalar | undefined;
  /** Whether resources of a type may be missing or could not be read. */
  readonly hasGap: (type: string) => boolean;
}

/** What the record comes to for one fact. */
export interface Settled {
  /** Absent where the fact stays unknown. */
  readonly value?: Scalar;
  /** The records that gave it, the deciding one first. */
  readonly sources: readonly Source[];
  /** Whether anything in the record touches the fact. */
  readonly touched: boolean;
}

/**
 * Brings together what the resources say of one fact. True goes before false, whatever else is recorded; false stands only
 * where nothing leaves it open; other values have to agree; a direct answer goes before what codes give, but never turns a
 * true finding into false.
 */
export function gather(
  fact: Fact,
  findings: readonly Finding[],
  answer: DirectAnswer | undefined,
  problems: Problems,
  { denial, hasGap }: GatherBy,
): Settled {
  const says = findings.filter((one): one is Says => one.kind === "says");
  const doubts = findings.filter((one): one is Doubtful => one.kind === "doubt");
  const hints = findings.filter((one): one is Hinted => one.kind === "hint");
  const touched = findings.length > 0 || answer !== undefined;
  const report = new Reporter(fact, problems);
  const unknown: Settled = { sources: [], touched };
  const give = (value: Scalar, sources: readonly { source: Source }[]): Settled => ({
    value,
    sources: sources.map(({ source }) => source),
    touched,
  });

  /** Whether something leaves open what an answer denied, and is later than it or may be: an undated answer settles nothing. */
  const isOpenedSince = (than: Source): boolean =>
    [...doubts, ...hints].some((one) =>
      than.at === undefined ? one.kind === "hint" || one.doubt.weak !== true : isLater(one.source, than),
    );
  const isGapped = ({ source: { type } }: Says): boolean =>
    hasGap(type) || (type === "MedicationStatement" && hasGap("MedicationRequest"));

  if (fact.type === "boolean") {
    const yes = says.filter(({ value }) => value === true);
    const no = says.filter(({ value }) => value === false);
    if (yes.length > 0 || answer?.value === true) {
      if (no.length > 0) report.conflict(no, "the worse one was taken");
      if (answer?.value === false) report.conflict([answer], "the worse one was taken");
      return give(true, answer?.value === true ? [answer, ...yes] : yes);
    }
    if (answer?.value === false) {
      if (!isOpenedSince(answer.source)) return give(false, [answer]);
      report.doubts(doubts);
      report.hints(hints);
      return unknown;
    }
    const latest = latestMeasured(no);
    const open = doubts.filter(({ doubt, source }) =>
      doubt.weak === true
        ? no.length > 0 && no.every((one) => isLater(source, one.source))
        : !(doubt.old === true && isClearedUp(source, latest)),
    );
    const hinted = hints.filter(({ source }) => !isClearedUp(source, latest));
    report.doubts(doubts);
    if (no.length === 0 || open.length > 0 || hinted.length > 0) {
      report.hints(hints);
      return unknown;
    }
    const standing = no.filter((one) => one.measured === true || !isGapped(one));
    if (standing.length === 0) report.gap(no);
    return standing.length === 0 ? unknown : give(false, standing);
  }

  const found = says.filter(({ excludes }) => excludes !== true);
  const excluded = says.filter(({ excludes }) => excludes === true);
  if (answer !== undefined && answer.value !== null) {
    const others = says.filter(({ value }) => value !== answer.value);
    const later = found.filter(({ value, source }) => value !== answer.value && isLater(source, answer.source));
    const isOpened = answer.value === denial && isOpenedSince(answer.source);
    if (later.length === 0 && !isOpened) {
      if (fact.type === "code" && others.length > 0) report.conflict(others, "the direct answer was taken");
      return give(answer.value, [answer]);
    }
    if (fact.type === "code") {
      report.doubts(doubts);
      report.hints(isOpened ? hints : []);
      if (later.length > 0) report.conflict(later, "the fact was left unknown: find out which holds");
      return unknown;
    }
  }
  report.doubts(doubts);
  const counted = found.length > 0 ? found : excluded;
  const open = found.length > 0 ? [] : doubts.filter(({ doubt }) => doubt.weak !== true);
  const [first] = counted;
  if (first === undefined || open.length > 0 || (found.length === 0 && hints.length > 0)) {
    report.hints(hints);
    return unknown;
  }
  if (found.length === 0 && excluded.every(isGapped)) {
    report.gap(excluded);
    return unknown;
  }
  const others = (fact.type === "code" ? says : counted).filter(({ value }) => value !== first.value);
  if (others.length === 0) return give(first.value, counted);
  report.conflict(others, "the fact was left unknown: find out which holds");
  return unknown;
}

/** Whether a record is surely of a later day than another. */
function isLater({ at }: Source, than: Source): boolean {
  return at !== undefined && than.at !== undefined && isBefore(than.at, at.from) === "yes";
}

/** The source of the latest result of an observation. */
function latestMeasured(findings: readonly Says[]): Source | undefined {
  let latest: Source | undefined;
  for (const { source, measured } of findings)
    if (measured === true && (latest === undefined || isLater(source, latest))) latest = source;
  return latest;
}

/** Whether what was recorded earlier is cleared up by a result of a later day. */
function isClearedUp(source: Source, latest: Source | undefined): boolean {
  return latest !== undefined && isLater(latest, source);
}

/** Makes the issues of one fact: one for each thing that is wrong, with the place of the first resource. */
class Reporter {
  readonly #name: string;
  readonly #problems: Problems;

  constructor({ name }: Fact, problems: Problems) {
    this.#name = name;
    this.#problems = problems;
  }

  doubts(doubts: readonly Doubtful[]): void {
    const grouped = new Map<string, { doubt: Doubt; sources: Source[] }>();
    for (const { doubt, source } of doubts) {
      if (doubt === answeredUnknown) continue;
      const key = `${doubt.code} ${doubt.received} ${doubt.expected}`;
      const known = grouped.get(key);
      if (known === undefined) grouped.set(key, { doubt, sources: [source] });
      else known.sources.push(source);
    }
    for (const { doubt, sources } of grouped.values())
      this.#add(doubt.code, `expected ${doubt.expected}, received ${doubt.received}`, doubt.help, sources);
  }

  hints(hints: readonly Hinted[]): void {
    const grouped = new Map<string, Source[]>();
    for (const { help, source } of hints) {
      const known = grouped.get(help);
      if (known === undefined) grouped.set(help, [source]);
      else known.push(source);
    }
    for (const [help, sources] of grouped)
      this.#add(
        "fhir/not-specific",
        "expected a code that settles the fact, received one that only touches it",
        help,
        sources,
      );
  }

  conflict(others: readonly { readonly source: Source }[], help: string): void {
    const sources = others.map(({ source }) => source);
    this.#add("fhir/conflicting", "expected records that agree, received opposite ones", help, sources);
  }

  gap(ruledOut: readonly { readonly source: Source }[]): void {
    this.#add(
      "fhir/incomplete",
      "expected a whole and readable record beside what rules it out, received a part",
      "resources that could say otherwise are missing or could not be read: ask",
      ruledOut.map(({ source }) => source),
    );
  }

  #add(code: Doubt["code"], message: string, help: string, sources: readonly Source[]): void {
    const [first] = sources;
    const more = sources.length > 1 ? ` (${sources.length} resources)` : "";
    this.#problems.add(code, first?.path ?? "", `\`${this.#name}\`: ${message}${more}`, help);
  }
}
