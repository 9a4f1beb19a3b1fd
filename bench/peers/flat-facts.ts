import { type Cell, FIRES, isKnown, type ScopeRules, unknownCell } from "../ours.ts";

/** Several peers read a dot as a path, so every peer gets the names without dots. */
export function plainName(fact: string): string {
  return fact.replaceAll(/[^A-Za-z0-9]/g, "_");
}

export type FlatFact = string | number | boolean | undefined;

/**
 * The cell as a peer without intervals can hold it. Every settled rule is settled for each value that a cell allows, so one of
 * them is given: the lower bound, the first of several. Where it is settled that a fact has no value every comparison is false,
 * as it is with `NaN`.
 */
export function flatValue(cell: Cell): FlatFact {
  if (isKnown(cell)) return cell;
  switch (cell.kind) {
    case "unknown":
    case "failed":
      return undefined;
    case "not-applicable":
      return Number.NaN;
    case "interval":
      return cell.min;
    case "one-of":
      return flatValue(cell.values[0] ?? Number.NaN);
  }
}

/** The known facts as a plain object; unknown ones are absent. */
export function flatFacts(cells: ReadonlyMap<string, Cell>): Record<string, string | number | boolean> {
  const facts: Record<string, string | number | boolean> = {};
  for (const [fact, cell] of cells) {
    const value = flatValue(cell);
    if (value !== undefined) facts[plainName(fact)] = value;
  }
  return facts;
}

/**
 * The known facts with every fact of the scope present, unknown ones as `undefined`: objects of one shape, whose properties
 * compiled code finds faster. For peers to which `undefined` is as good as absent.
 */
export function shapedFacts({ facts: names }: ScopeRules, takesNaN: boolean) {
  return (cells: ReadonlyMap<string, Cell>): Record<string, FlatFact> => {
    const facts: Record<string, FlatFact> = {};
    for (const fact of names) {
      const value = flatValue(cells.get(fact) ?? unknownCell);
      facts[plainName(fact)] = takesNaN || !Number.isNaN(value) ? value : undefined;
    }
    return facts;
  };
}

/** The same for peers that refuse `NaN`: a fact that is settled to have no value is absent too. */
export function flatFactsWithValue(cells: ReadonlyMap<string, Cell>): ReturnType<typeof flatFacts> {
  return Object.fromEntries(Object.entries(flatFacts(cells)).filter(([, value]) => !Number.isNaN(value)));
}

/** Reads names of rules that fired. */
export function verdictsByName({ rules }: ScopeRules): (names: Iterable<string>) => Uint8Array {
  const indexes = new Map(rules.map(({ name }, index) => [name, index]));
  return (names) => {
    const verdicts = new Uint8Array(rules.length);
    for (const name of names) {
      const index = indexes.get(name);
      if (index === undefined) throw new Error(`a rule fired that was not given: ${name}`);
      verdicts[index] = FIRES;
    }
    return verdicts;
  };
}

const versions = JSON.parse(process.env["BENCH_PEERS"] ?? "{}") as Record<string, string>;

export function versionOf(name: string): { version: string } {
  const version = versions[name];
  if (version === undefined) throw new Error(`no version of ${name}`);
  return { version };
}
