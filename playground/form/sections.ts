import { caseShape } from "../../src/case/schema.ts";
import type { Rulebook } from "../../src/rulebook/rulebook.ts";
import type { Fact } from "../../src/rulebook/vocabulary.ts";
import { titleOf } from "../words.ts";

/** Facts that stand together in a case. */
export interface Section {
  readonly key: string;
  readonly title: string;
  readonly facts: readonly Fact[];
}

/** The form of a rulebook: sections of the patient and the follow-up in the vocabulary's order, and those of each vein. */
export interface Form {
  readonly sections: readonly Section[];
  readonly vein: readonly Section[];
}

/** Name of the group that makes a case one of a follow-up. */
export const followUpGroup = "followUp";

const forms = new WeakMap<Rulebook, Form>();

/** Lays the form out as a case is laid out; a rulebook has one form. */
export function formOf(rulebook: Rulebook): Form {
  const form = forms.get(rulebook) ?? layOut(rulebook);
  forms.set(rulebook, form);
  return form;
}

function layOut(rulebook: Rulebook): Form {
  const shape = caseShape(rulebook);
  const section = (key: string, facts: ReadonlyMap<string, Fact>): Section[] =>
    facts.size === 0 ? [] : [{ key, title: titleOf(key), facts: [...facts.values()] }];
  return {
    sections: [...section("date", shape.top), ...[...shape.groups].flatMap(([key, facts]) => section(key, facts))],
    vein: [...section("vein", shape.vein), ...section("proposal", shape.proposal)],
  };
}
