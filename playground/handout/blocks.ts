/** A piece of a line: plain, or set in bold. */
export interface Piece {
  readonly text: string;
  readonly bold: boolean;
}

/** A block of the Markdown that the library writes: headings, paragraphs, lists and a rule. */
export type Block =
  | { readonly kind: "heading"; readonly level: number; readonly pieces: readonly Piece[] }
  | { readonly kind: "paragraph"; readonly pieces: readonly Piece[] }
  | { readonly kind: "list"; readonly items: readonly (readonly Piece[])[] }
  | { readonly kind: "rule" };

/** Reads Markdown as far as the library writes it. All else stays text: nothing in it can become an element of the page. */
export function blocksOf(markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  let list: (readonly Piece[])[] | undefined;
  for (const line of markdown.split("\n")) {
    const item = /^[-*] +(.*)$/.exec(line)?.[1];
    if (item === undefined) list = undefined;
    else if (list === undefined) {
      list = [piecesOf(item)];
      blocks.push({ kind: "list", items: list });
    } else list.push(piecesOf(item));
    if (item !== undefined || line.trim() === "") continue;
    const heading = /^(#{1,6}) +(.*)$/.exec(line);
    if (heading !== null)
      blocks.push({ kind: "heading", level: heading[1]?.length ?? 1, pieces: piecesOf(heading[2] ?? "") });
    else if (/^-{3,}$/.test(line)) blocks.push({ kind: "rule" });
    else blocks.push({ kind: "paragraph", pieces: piecesOf(line) });
  }
  return blocks;
}

function piecesOf(line: string): readonly Piece[] {
  return line
    .split("**")
    .map((text, index) => ({ text, bold: index % 2 === 1 }))
    .filter(({ text }) => text !== "");
}
