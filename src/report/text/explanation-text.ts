import type { ExplainedNode, Explanation, NeededChange } from "../../explain/explanation.ts";
import { words } from "../../explain/sentence.ts";
import { section, wrap } from "./layout.ts";

const treeWords = { all: "all of", any: "any of", not: "not" } as const;
const marks = { true: "[yes]    ", false: "[no]     ", unknown: "[unknown]" } as const;

/** Returns explanations of a rule as plain text in 80 columns. */
export function explanationText(explanations: readonly Explanation[]): string {
  const [first] = explanations;
  if (first === undefined) return "The case has no subject that the rule speaks of.\n";
  const lines = [
    ...wrap(`${first.rule}: ${first.title}`),
    ...wrap(`[${first.sources.map(({ id }) => id).join(", ")}]`),
    ...explanations.flatMap((one) => [
      "",
      ...wrap(`${subjectText(one)}: ${words(one.outcome).toUpperCase()}`),
      ...nodeLines(one.tree, 1),
      ...section(
        one.whyNot.length === 1 ? "It would apply with" : "It would apply with any of these",
        one.whyNot.flatMap(setLines),
      ),
      ...(one.whyNotComplete === false ? ["", ...wrap(cutText(one))] : []),
    ]),
  ];
  return `${lines.join("\n")}\n`;
}

/** That the list of changes may not be all there is. */
function cutText({ whyNot }: Explanation): string {
  return whyNot.length === 0
    ? "No change that would make it apply was found, but not all were looked for."
    : "Not all changes were looked for: there may be others that would do.";
}

function subjectText({ subject }: Explanation): string {
  return subject.kind === "vein" ? `Vein ${subject.id}` : subject.kind === "followUp" ? "Follow-up" : "Patient";
}

function nodeLines(node: ExplainedNode, depth: number): string[] {
  const indent = "  ".repeat(depth);
  const decides = node.decides ? "*" : " ";
  if (node.kind === "leaf") return wrap(node.text, `${indent}${decides}${marks[node.truth]} `);
  return [
    `${indent}${decides}${marks[node.truth]} ${treeWords[node.kind]}`,
    ...node.parts.flatMap((part) => nodeLines(part, depth + 1)),
  ];
}

function setLines(set: readonly NeededChange[]): string[] {
  return wrap(set.map(({ path, needed }) => `${path} = ${String(needed)}`).join(" and "), "  - ");
}
