import type { Strength } from "../../rulebook/rule.ts";

/** The strength of a rule as a chip: a word, which a colour only underlines. */
export function StrengthChip({ strength }: { readonly strength: Strength }) {
  return <span class={`strength ${strength}`}>{strength}</span>;
}
