import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Block, blocksOf, type Piece } from "../../playground/handout/blocks.ts";
import { languages, patientHandout } from "../../src/handout/index.ts";
import { createAdvisor } from "../../src/index.ts";

const plain = (pieces: readonly Piece[]): string =>
  pieces.map(({ text, bold }) => (bold ? `**${text}**` : text)).join("");

/** Writes blocks as Markdown again, one line each. */
function linesOf(block: Block): string[] {
  if (block.kind === "heading") return [`${"#".repeat(block.level)} ${plain(block.pieces)}`];
  if (block.kind === "list") return block.items.map((item) => `- ${plain(item)}`);
  return [block.kind === "rule" ? "---" : plain(block.pieces)];
}

test.each(languages)("nothing of a handout is lost, in %s", (language) => {
  const advisor = createAdvisor();
  const report = advisor.recommendSync(JSON.parse(readFileSync("examples/patient-story.json", "utf8")));
  const markdown = patientHandout(report, advisor.rulebook, { language });
  const blocks = blocksOf(markdown);
  expect(blocks.flatMap(linesOf)).toEqual(markdown.split("\n").filter((line) => line !== ""));
  expect(blocks.filter((block) => block.kind === "heading" && block.level === 1)).toHaveLength(1);
});

test("what looks like an element of a page stays text", () => {
  expect(blocksOf("<img src=x onerror=alert(1)> and **bold**")).toEqual([
    {
      kind: "paragraph",
      pieces: [
        { text: "<img src=x onerror=alert(1)> and ", bold: false },
        { text: "bold", bold: true },
      ],
    },
  ]);
});

test("a list ends where another line begins", () => {
  expect(blocksOf("- a\n- b\ntext\n- c").map(({ kind }) => kind)).toEqual(["list", "paragraph", "list"]);
});
