import * as z from "zod/mini";
import { RulebookError } from "../issues/errors.ts";
import type { Issue } from "../issues/issue.ts";
import { quote, suggest } from "../issues/nearest.ts";
import { aText, optionIssues } from "../issues/options.ts";
import { withoutCodeGeneration } from "../issues/zod.ts";
import { assemble } from "./assemble.ts";
import { digestOf } from "./digest.ts";
import { aFile, rulebookOptionCodes } from "./file-issues.ts";
import { readRulebook } from "./load.ts";
import type { RawRulebook } from "./raw.ts";
import type { RulebookFile } from "./read-json.ts";
import type { RuleDefinition } from "./rule.ts";
import type { Rulebook } from "./rulebook.ts";

/** A caller's own additions to a rulebook and removals from it. Reports name the profile, with both. */
export interface Profile {
  readonly name: string;
  /** Topic files whose rules are added. */
  readonly add?: readonly RulebookFile[];
  /** Names of rules that are taken out. */
  readonly retire?: readonly string[];
}

/** Applies a profile to a rulebook's content. Throws `RulebookError` with all that is wrong with the additions or names. */
export function applyProfile(raw: RawRulebook, profile: Profile): Rulebook {
  checkProfile(profile);
  const retire = new Set(profile.retire ?? []);
  const known = raw.topics.flatMap(({ rules }) => rules.map(({ name }) => name));
  const unknown = [...retire]
    .filter((name) => !known.includes(name))
    .map(
      (name): Issue => ({
        code: "rulebook/unknown-retired-rule",
        severity: "error",
        path: "retire",
        message: `unknown rule ${quote(name)}`,
        help: suggest(name, known),
      }),
    );
  const kept = raw.topics.map(({ topic, rules }) => ({
    topic,
    rules: rules.filter(({ name }) => !retire.has(name)).map((rule) => withoutExplained(rule, retire)),
  }));
  const base: RulebookFile[] = kept.map((file) => ({ name: `${file.topic}.json`, json: file }));
  const added = readRulebook([...base, ...(profile.add ?? [])], raw);
  if (unknown.length > 0 || added.raw === undefined) throw new RulebookError([...unknown, ...added.issues]);
  const names = added.raw.topics.flatMap(({ rules }) => rules.map(({ name }) => name));
  // A rule that replaces a retired one of the same name counts as both.
  const staying = known.filter((name) => !retire.has(name));
  return assemble(added.raw, digestOf(added.raw), {
    name: profile.name,
    added: names.filter((name) => !staying.includes(name)),
    retired: [...retire].sort(),
  });
}

/** A misspelt key would be a rule that is not retired. Throws `RulebookError` with all that is no profile's form. */
function checkProfile(profile: unknown): void {
  const issues = optionIssues(withoutCodeGeneration(build), profile, rulebookOptionCodes);
  if (issues.length > 0) throw new RulebookError(issues);
}

function build() {
  return z.strictObject({ name: aText(), add: z.optional(z.array(aFile())), retire: z.optional(z.array(aText())) });
}

/** A rule that no longer claims to explain one that was retired. */
function withoutExplained(rule: RuleDefinition, retired: ReadonlySet<string>): RuleDefinition {
  const { explains, ...params } = rule.event.params;
  if (explains === undefined) return rule;
  const kept = explains.filter((name) => !retired.has(name));
  const withKept = kept.length === 0 ? params : { ...params, explains: kept };
  return { ...rule, event: { ...rule.event, params: withKept } };
}
