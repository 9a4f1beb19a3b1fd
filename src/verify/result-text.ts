import { wrap } from "../report/text/layout.ts";
import type { Finding } from "./finding.ts";
import type { PropertyResult } from "./verify.ts";

/** The results as a table, and what was found below it. */
export function resultText(results: readonly PropertyResult[]): string {
  const rows = results.map(({ property, checked, findings, seconds }) => [
    property.name,
    (property.evidence ?? ["all", "documents"]).join(", "),
    String(checked),
    findings.length === 0 ? "holds" : `${findings.length} found`,
    seconds.toFixed(1),
  ]);
  const checked = results.reduce((sum, one) => sum + one.checked, 0);
  const seconds = results.reduce((sum, one) => sum + one.seconds, 0);
  const findings = results.flatMap((one) => one.findings);
  return `${[
    ...tableOf(["property", "evidence", "checked", "result", "seconds"], rows),
    "",
    ...findings.flatMap(findingLines),
    `${results.length} properties, ${checked} claims, ${findings.length} found, ${seconds.toFixed(1)} s`,
  ].join("\n")}\n`;
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? "").length)));
  return [head, ...rows].map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

function findingLines({ property, about, evidence, kind, message, fixture }: Finding): string[] {
  return [
    ...wrap(`${property} (${evidence}): ${about}: ${kind}, ${message}`, "", { keepWords: true }),
    ...(fixture === undefined ? [] : wrap(JSON.stringify(fixture.case), "  patient ")),
    ...(fixture?.flips ?? []).flatMap(({ set }) => wrap(JSON.stringify(set), "  then    ")),
    "",
  ];
}
