import type { Evidence } from "../../evaluate/program.ts";
import { leadingSlots } from "../../explain/questions.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import { inputProblems } from "../../sql/rulebook-sql.ts";
import type { Database } from "./database.ts";
import { formatOf } from "./files.ts";

/** How often each value came out, in the slot's order. */
export type Distribution = Readonly<Record<string, number>>;

/** What a screening found: numbers only, no patient's values. */
export interface Screening {
  readonly rulebook: {
    readonly name: string;
    readonly version: string;
    readonly digest: string;
    readonly evidence: Evidence;
  };
  readonly cases: number;
  readonly veins: number;
  /** Cases without an answer because of a value that is impossible. */
  readonly refused: number;
  /** The facts with impossible values, and in how many cases. */
  readonly problems: Distribution;
  /** The decisions by slot. */
  readonly decisions: Readonly<Record<string, Distribution>>;
  readonly output: readonly string[];
}

/** Counts what was written. */
export async function summarise(
  database: Database,
  { name, version, digest, slots }: Rulebook,
  evidence: Evidence,
  output: string,
  veinsOutput: string | undefined,
): Promise<Screening> {
  const from = formatOf(output);
  const rows = await database.rows(
    `SELECT COUNT(*), COUNT(${inputProblems}), CAST(SUM(vein_count) AS BIGINT) FROM ${from}`,
  );
  const [cases = 0, refused = 0, veins = 0] = (rows[0] ?? []).map(Number);
  const problems = await database.rows(
    `SELECT fact, COUNT(*) FROM (SELECT UNNEST(STRING_SPLIT(${inputProblems}, ' ')) AS fact FROM ${from}) GROUP BY fact ORDER BY fact`,
  );
  const decisions: Record<string, Distribution> = {};
  for (const slot of leadingSlots) {
    const found = new Map(
      (await database.rows(`SELECT ${slot}, COUNT(*) FROM ${from} GROUP BY 1`)).map(([value, count]) => [
        value,
        Number(count),
      ]),
    );
    decisions[slot] = Object.fromEntries(
      (slots.get(slot)?.values ?? []).map((value): [string, number] => [value, found.get(value) ?? 0]),
    );
  }
  return {
    rulebook: { name, version, digest, evidence },
    cases,
    veins,
    refused,
    problems: Object.fromEntries(problems.map(([fact, count]): [string, number] => [String(fact), Number(count)])),
    decisions,
    output: [output, ...(veinsOutput === undefined ? [] : [veinsOutput])],
  };
}

/** The screening as text. */
export function screeningText({ rulebook, cases, veins, refused, problems, decisions, output }: Screening): string {
  const counted = (counts: Distribution): string[] =>
    Object.entries(counts).map(([name, count]) => `  ${String(count).padStart(9)} ${name}`);
  const lines = [
    `Rulebook ${rulebook.name} ${rulebook.version}, evidence ${rulebook.evidence}`,
    `${cases} cases, ${veins} veins`,
    ...Object.entries(decisions).flatMap(([slot, counts]) => [`${slot}:`, ...counted(counts)]),
    ...(refused === 0 ? [] : [`${refused} without an answer; impossible values of:`, ...counted(problems)]),
    ...output.map((path) => `wrote ${path}`),
  ];
  return `${lines.join("\n")}\n`;
}
