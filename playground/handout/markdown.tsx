import { h } from "preact";
import { type Block, blocksOf, type Piece } from "./blocks.ts";

/** Shows the library's Markdown. `below` is the level of the heading that it stands under. */
export function Markdown({ text, below = 0 }: { readonly text: string; readonly below?: number }) {
  return (
    <>
      {blocksOf(text).map((block, index) => (
        <BlockShown key={String(index)} block={block} below={below} />
      ))}
    </>
  );
}

function BlockShown({ block, below }: { readonly block: Block; readonly below: number }) {
  switch (block.kind) {
    case "heading":
      return h(`h${Math.min(6, block.level + below)}`, {}, <Pieces pieces={block.pieces} />);
    case "paragraph":
      return (
        <p>
          <Pieces pieces={block.pieces} />
        </p>
      );
    case "list":
      return (
        <ul>
          {block.items.map((pieces, at) => (
            <li key={String(at)}>
              <Pieces pieces={pieces} />
            </li>
          ))}
        </ul>
      );
    case "rule":
      return <hr />;
  }
}

function Pieces({ pieces }: { readonly pieces: readonly Piece[] }) {
  return <>{pieces.map(({ text, bold }, at) => (bold ? <strong key={String(at)}>{text}</strong> : text))}</>;
}
