import type { Declared, EntryApi } from "./declarations.ts";

/** The API of an entry as Markdown: the same API gives the same bytes. */
export function reportOf({ exported, reached, elsewhere, packages }: EntryApi, importedAs: string): string {
  const parts = [
    `# API of \`${importedAs}\``,
    "What users can import, as the built types declare it. Written by `npm run api`, never by hand: a difference in this file is a\nchange of the API, and a removed or narrowed line a breaking one.",
    ...section("Exported", code(exported)),
    ...section("Reached from what is exported, without a name of its own", code(reached)),
    ...section("Exported, declared in another report", links(elsewhere, true)),
    ...section("Used, declared in another report", links(elsewhere, false)),
    ...section(
      "From other packages",
      packages.map((one) => `- ${one}`),
    ),
  ];
  return `${parts.join("\n\n")}\n`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${title}`, lines.join("\n")];
}

function code(declared: readonly Declared[]): string[] {
  return declared.length === 0 ? [] : ["```ts", declared.map(({ text }) => text).join("\n\n"), "```"];
}

function links(elsewhere: EntryApi["elsewhere"], those: boolean): string[] {
  return elsewhere
    .filter(({ exported }) => exported === those)
    .map(({ name, entry }) => `- \`${name}\`: [${entry}](${entry}.api.md)`);
}
