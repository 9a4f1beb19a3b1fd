import type { CaseParser } from "../../case/parse.ts";
import { pathOfFact } from "../../explain/explain.ts";
import type { AllAnswers } from "./answers.ts";
import type { Plain } from "./collect.ts";
import type { Source } from "./finding.ts";
import { originOf } from "./origin.ts";
import type { Problems } from "./problems.ts";
import type { HealthRecord } from "./read-record.ts";
import type { FoundVein } from "./reading.ts";
import { sourceOf } from "./reading.ts";
import { isId } from "./references.ts";
import type { FactOrigin } from "./result.ts";

/** The veins of the case, and the origins of their facts by case path. */
export interface VeinList {
  readonly veins: readonly unknown[];
  readonly origins: readonly (readonly [path: string, origin: FactOrigin])[];
}

/**
 * The veins to treat: the caller's, where there are any; else those of the newest response that has some; else those that
 * conditions stand for. Undefined where there is none.
 */
export function buildVeins(
  base: Plain,
  { answers, reader, findings }: HealthRecord,
  parser: CaseParser,
  problems: Problems,
): VeinList | undefined {
  if (Array.isArray(base["veins"])) return { veins: base["veins"] as unknown[], origins: [] };
  if (answers.veins !== undefined) return answeredVeins(answers.veins);
  for (const finding of findings.get("veins") ?? [])
    if (finding.kind === "doubt")
      problems.add(
        finding.doubt.code,
        finding.source.path,
        `\`veins\`: expected ${finding.doubt.expected}, received ${finding.doubt.received}`,
        finding.doubt.help,
      );
  return reader.veins.length === 0 ? undefined : conditionVeins(reader.veins, parser);
}

/** Each vein is named by the id of its condition, and `vein-1` and so on where there is none. */
function conditionVeins(found: readonly FoundVein[], parser: CaseParser): VeinList {
  const freeName = createNames();
  const fits = (key: string, value: unknown): boolean => {
    const fact = parser.shape.vein.get(key);
    return fact !== undefined && parser.checkValue(fact, value).length === 0;
  };
  const list = found.map(({ id, gives, source }, index) => {
    const name = freeName(isId(id) ? id : `vein-${index + 1}`);
    const facts = Object.entries(gives).filter(([key, value]) => fits(key, value));
    return { name, facts: Object.fromEntries(facts), source };
  });
  return {
    veins: list.map(({ name, facts }) => ({ id: name, ...facts })),
    origins: list.flatMap(({ name, facts, source }) =>
      Object.keys(facts).map((key) => originEntry(name, `vein.${key}`, source)),
    ),
  };
}

function answeredVeins({ answers, response }: NonNullable<AllAnswers["veins"]>): VeinList {
  const freeName = createNames();
  const origins: (readonly [string, FactOrigin])[] = [];
  const veins = answers.map(({ id, facts }, index) => {
    const name = freeName(id ?? `vein-${index + 1}`);
    const vein: Record<string, unknown> = { id: name };
    const proposal: Record<string, unknown> = {};
    for (const [fact, { value, path }] of facts) {
      const [, key = "", inner] = fact.split(".");
      if (inner === undefined) vein[key] = value;
      else proposal[inner] = value;
      const source = { ...sourceOf(response.found, undefined, response.authored), path, note: "direct answer" };
      if (value !== null) origins.push(originEntry(name, fact, source));
    }
    return Object.keys(proposal).length === 0 ? vein : { ...vein, proposal };
  });
  return { veins, origins };
}

function originEntry(id: string, fact: string, source: Source): readonly [string, FactOrigin] {
  return [pathOfFact(fact, { kind: "vein", id }), originOf([source])];
}

/** The longest id of FHIR, and of a vein. */
const maxLength = 64;

/** Gives names out, each once: the wanted one, or with a number where another vein has it already. */
function createNames(): (wanted: string) => string {
  const taken = new Set<string>();
  const next = new Map<string, number>();
  return (wanted) => {
    let name = wanted;
    while (taken.has(name)) {
      const number = next.get(wanted) ?? 2;
      next.set(wanted, number + 1);
      const end = `-${number}`;
      name = `${wanted.slice(0, maxLength - end.length)}${end}`;
    }
    taken.add(name);
    return name;
  };
}
