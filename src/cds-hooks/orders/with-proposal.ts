import type { Rulebook } from "../../rulebook/rulebook.ts";
import { isObject, type Json, listOf } from "../data/resource.ts";
import { type Draft, volumeOf } from "./draft.ts";

/** The vein that stands for the treatment where the record names none. */
const unnamedVein = "ordered-treatment";

/**
 * The case with what a draft proposes, at the veins that it is for: those among its reasons, or all of them. Its volume counts
 * only where there is one vein, since it is not told how it would be divided.
 */
export function withProposal(input: Json, draft: Draft, rulebook: Rulebook): Json {
  if (Object.keys(draft.proposes).length === 0) return input;
  const known = listOf(input["veins"]).filter(isObject);
  const veins = known.length === 0 ? [{ id: unnamedVein }] : known;
  const named = veins.filter(({ id }) => typeof id === "string" && draft.reasons.includes(id));
  const treated = new Set(named.length === 0 ? veins : named);
  const proposal = { ...draft.proposes, ...(treated.size === 1 ? volumeOf(draft, rulebook) : {}) };
  return {
    ...input,
    veins: veins.map((vein) =>
      treated.has(vein)
        ? { ...vein, proposal: { ...(isObject(vein["proposal"]) ? vein["proposal"] : {}), ...proposal } }
        : vein,
    ),
  };
}
