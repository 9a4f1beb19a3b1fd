import type { Leaf } from "../../logic/condition.ts";
import { bitsOfLeaf, type CompileLeaves } from "./fact-leaves.ts";

// The bits of a leaf on a fact that is no, and on one that is yes.
const width = 2;

/** Compiles leaves on facts that are yes or no: most are, with one leaf or two. */
export const compileBooleanLeaves: CompileLeaves = (own, bits, from) => {
  const leaves = own.flatMap((one) => one.leaves);
  const facts = Int32Array.from(own.flatMap(({ fact, leaves }) => leaves.map(() => fact)));
  const rows = Uint8Array.from(leaves.flatMap((leaf) => [bitsOfLeaf(leaf, false), bitsOfLeaf(leaf, true)]));
  return (cells) => {
    for (let leaf = 0; leaf < facts.length; leaf += 1) {
      const cell = cells[facts[leaf] as number];
      // Yes and no come in no order that a processor could foresee: a number in place of a branch.
      const isYes = Number(cell === true);
      const isKnown = isYes | Number(cell === false);
      bits[from + leaf] =
        isKnown === 1 ? (rows[leaf * width + isYes] as number) : bitsOfLeaf(leaves[leaf] as Leaf, cell);
    }
  };
};
