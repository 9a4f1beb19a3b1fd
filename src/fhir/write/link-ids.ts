import type { Extension } from "fhir/r4.js";
import type { Fact } from "../../rulebook/vocabulary.ts";

/** Link id of the repeating group that holds one vein for each repetition. */
export const veinsLinkId = "veins";
/** Link id of the group, within a vein, of what a clinician proposes for it. */
export const proposalLinkId = "veins.proposal";
/** Link id of the group of a follow-up. Where it stands, the case has one. */
export const followUpLinkId = "followUp";
/** Link id of the question for a vein's own id: the only answer that a vein must have. */
export const veinIdLinkId = "veins.id";

/**
 * The extension that says unknown in so many words. On an item without answer it stands for the `null` of a case: asked, and
 * not known. On the group of a follow-up without items it stands for a follow-up of which nothing is known. An item that is left
 * out, or has neither answer nor extension, says nothing: the fact is absent.
 */
export const absentReasonUrl = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

/** A fresh extension that says unknown. */
export function unknownExtension(): Extension {
  return { url: absentReasonUrl, valueCode: "unknown" };
}

/**
 * The link id of a fact: its path in a case, without the position of a vein. `patient.pregnant` and `asOf` are their own,
 * `vein.type` is `veins.type`, `vein.proposal.form` is `veins.proposal.form`.
 */
export function linkIdOf(fact: Pick<Fact, "name">): string {
  return fact.name.replace(/^vein\./, `${veinsLinkId}.`);
}

/** The name of the fact that a link id asks for, whether or not there is one: the way back from `linkIdOf`. */
export function factNameOf(linkId: string): string {
  return linkId.startsWith(`${veinsLinkId}.`) ? `vein.${linkId.slice(veinsLinkId.length + 1)}` : linkId;
}
