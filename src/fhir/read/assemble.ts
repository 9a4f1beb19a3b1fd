import { datedFacts, dateIssues } from "../../case/date-issues.ts";
import type { CaseParser } from "../../case/parse.ts";
import { pathOfFact } from "../../explain/explain.ts";
import type { Scalar } from "../../logic/cell.ts";
import type { Fact } from "../../rulebook/vocabulary.ts";
import { assumedFacts } from "./absence.ts";
import type { CodeSet } from "./code-set.ts";
import { isPlain, type Plain } from "./collect.ts";
import { gather, type Settled } from "./gather.ts";
import type { Settings } from "./options.ts";
import { originOf } from "./origin.ts";
import { Problems } from "./problems.ts";
import type { HealthRecord } from "./read-record.ts";
import type { AbsenceRead, FactOrigin } from "./result.ts";
import { buildVeins, type VeinList } from "./veins.ts";

/** The facts of a case, and where they came from. */
export interface Assembled {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly origins: ReadonlyMap<string, FactOrigin>;
  readonly absence: AbsenceRead;
}

/** A fact of the case: its value, null where the record leaves it open, and its origin where the record gave it. */
interface Entry {
  value: Scalar | null;
  origin?: FactOrigin;
  readonly isBase?: true;
}

/** Brings the record and what the caller knows together into a case. */
export function assembleCase(
  record: HealthRecord,
  settings: Settings,
  codes: CodeSet,
  parser: CaseParser,
  problems: Problems,
): Assembled {
  const { base } = settings;
  const entries = new Map<string, Entry>();
  const touched = new Set<string>();
  const patientFacts = [...parser.shape.groups.values()].flatMap((group) => [...group.values()]);

  const denials = new Map(codes.facts.map(({ fact, absence }) => [fact, absence?.gives] as const));

  for (const fact of patientFacts) {
    const known = baseValue(base, fact.name);
    const findings = record.findings.get(fact.name) ?? [];
    const answer = record.answers.facts.get(fact.name);
    // What the caller knows needs no issue about what the record leaves open.
    const settled = gather(fact, findings, answer, known == null ? problems : new Problems(), {
      denial: fact.type === "boolean" ? false : denials.get(fact.name),
      hasGap: (type) => record.reader.gaps.has(type),
    });
    if (settled.touched) touched.add(fact.name);
    if (known != null) {
      entries.set(fact.name, { value: known, isBase: true });
      reportDifference(fact, known, settled, problems);
    } else if (settled.value !== undefined) {
      entries.set(fact.name, { value: settled.value, origin: originOf(settled.sources) });
      reportArea(fact, settled, record, problems);
    } else if (settled.touched || known === null) entries.set(fact.name, { value: null });
  }

  const absence = assumeAbsence(record, settings, codes, entries, touched, patientFacts, problems);
  leaveOutImpossibleDates(entries, settings.asOf, problems);
  const veins = buildVeins(base, record, parser, problems);
  return {
    facts: caseOf(entries, veins, settings, record, parser),
    origins: new Map([
      ...[...entries].flatMap(([fact, { origin }]) =>
        origin === undefined ? [] : [[pathOfFact(fact, { kind: "patient" }), origin] as const],
      ),
      ...(veins?.origins ?? []),
    ]),
    absence,
  };
}

function baseValue(base: Plain, name: string): Scalar | null | undefined {
  const [group = "", key = ""] = name.split(".");
  const facts = base[group];
  return isPlain(facts) ? (facts[key] as Scalar | null | undefined) : undefined;
}

function reportDifference(fact: Fact, known: Scalar, { value, sources }: Settled, problems: Problems): void {
  if (value === undefined || value === known) return;
  problems.add(
    "fhir/conflicting",
    sources[0]?.path ?? "",
    `\`${fact.name}\`: expected what the caller gave, received something else from the record`,
    "the caller's value was taken: make sure that it is the newer one",
  );
}

/** A procedure tells its day and not its place: whether it was in the area to be treated stays open. */
function reportArea({ name }: Fact, { sources }: Settled, { reader }: HealthRecord, problems: Problems): void {
  const [source] = sources;
  if (!reader.performed.some((one) => one.fact === name && one.source === source)) return;
  problems.add(
    "fhir/not-specific",
    source?.path ?? "",
    `\`${name}\`: expected a session in the area to be treated, received one whose area is not known`,
    "it was taken as in the same area: where it was not, give the date of the one that was",
  );
}

function assumeAbsence(
  record: HealthRecord,
  { absenceMeansFalse }: Settings,
  codes: CodeSet,
  entries: Map<string, Entry>,
  touched: ReadonlySet<string>,
  facts: readonly Fact[],
  problems: Problems,
): AbsenceRead {
  const known = new Set(facts.map(({ name }) => name));
  const isOpen = (fact: string): boolean => known.has(fact) && !touched.has(fact) && !entries.has(fact);
  const { assumed, withheld } =
    absenceMeansFalse.length === 0
      ? { assumed: [], withheld: [] }
      : assumedFacts(
          codes.facts,
          absenceMeansFalse,
          isOpen,
          { gaps: record.reader.gaps, coverage: record.reader.coverage, matcher: record.reader.matcher },
          problems,
        );
  for (const { fact, value, of } of assumed)
    entries.set(fact, { value, origin: { absenceOf: [...of], statedBy: "caller" } });
  return { stated: absenceMeansFalse, settled: assumed.map(({ fact }) => fact), withheld };
}

/** A session of the record that lies after `asOf`, or disagrees with its age, is left unknown; the caller's own stays. */
function leaveOutImpossibleDates(entries: Map<string, Entry>, asOf: string, problems: Problems): void {
  const lookUp = (name: string): Scalar | undefined =>
    name === "asOf" ? asOf : (entries.get(name)?.value ?? undefined);
  for (const { path } of dateIssues(lookUp)) {
    const group = path.split(".")[0] ?? "";
    for (const name of datedFacts) {
      const entry = name.startsWith(`${group}.`) ? entries.get(name) : undefined;
      if (entry === undefined || entry.isBase === true || entry.value === null) continue;
      entries.set(name, { value: null });
      problems.add(
        "fhir/conflicting",
        "",
        `\`${name}\`: expected a session before \`asOf\` whose date and age agree, received another`,
        "the fact was left unknown: give the date of the session",
      );
    }
  }
}

function caseOf(
  entries: ReadonlyMap<string, Entry>,
  veins: VeinList | undefined,
  { base, asOf }: Settings,
  { answers }: HealthRecord,
  parser: CaseParser,
): Record<string, unknown> {
  const facts: Record<string, unknown> = { asOf };
  for (const [group, members] of parser.shape.groups) {
    const found = [...members].flatMap(([key, { name }]) => {
      const entry = entries.get(name);
      return entry === undefined ? [] : [[key, entry.value] as const];
    });
    const isThere = found.length > 0 || base[group] != null || (group === "followUp" && answers.followUp);
    if (isThere) facts[group] = Object.fromEntries(found);
  }
  if (veins !== undefined) facts["veins"] = veins.veins;
  return facts;
}
