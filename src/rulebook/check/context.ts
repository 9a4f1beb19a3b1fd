import type { Issue } from "../../issues/issue.ts";
import type { RuleDefinition } from "../rule.ts";
import type { Place } from "../shape.ts";
import { issueAt } from "../shape.ts";
import type { Slot } from "../slots.ts";
import type { Source } from "../source.ts";
import type { Fact } from "../vocabulary.ts";

/** What a check of one rule may look at. */
export interface Names {
  readonly facts: ReadonlyMap<string, Fact>;
  readonly slots: ReadonlyMap<string, Slot>;
  readonly statements: ReadonlySet<string>;
  readonly authorities: ReadonlyMap<string, string>;
  readonly resolutions: ReadonlySet<string>;
  readonly sources: Readonly<Record<string, Source>>;
}

/** One rule under check: its shape is right, its names and values are not yet known to be. */
export interface RuleUnderCheck {
  readonly rule: RuleDefinition;
  readonly topic: string;
  readonly place: Place;
  readonly names: Names;
}

/** A check returns what is wrong, with code and place. */
export type Check = (subject: RuleUnderCheck) => Issue[];

/** An issue at a path of the rule. */
export function at(
  subject: RuleUnderCheck,
  path: readonly PropertyKey[],
  code: Issue["code"],
  message: string,
  help: string,
  where: "key" | "value" = "value",
): Issue {
  return issueAt(subject.place, path, code, message, help, where);
}
