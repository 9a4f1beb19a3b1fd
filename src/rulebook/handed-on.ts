import { RulebookError } from "../issues/errors.ts";
import { assemble, contentOf } from "./assemble.ts";
import { canonicalJson, digestOf } from "./digest.ts";
import { embeddedContent } from "./embedded.ts";
import type { RawRulebook } from "./raw.ts";
import type { ProfileRecord, Rulebook } from "./rulebook.ts";

/**
 * A rulebook as one program hands it to another of the same version: checked already, and without what both have embedded. The
 * playground takes one over, and so does without all that reads and checks rule files.
 */
export interface HandedOn {
  /** Of the whole content: a rulebook that was changed on its way, or goes with another version, has another. */
  readonly digest: string;
  /** The parts that differ from what is embedded. */
  readonly content: Partial<RawRulebook>;
  readonly profile?: ProfileRecord;
}

/** What to hand on of a loaded rulebook. */
export function handOn(rulebook: Rulebook): HandedOn {
  const differing = Object.entries(contentOf(rulebook)).filter(
    ([part, content]) => canonicalJson(content) !== canonicalJson(embeddedContent[part as keyof RawRulebook]),
  );
  const { digest, profile } = rulebook;
  return { digest, content: Object.fromEntries(differing), ...(profile === undefined ? {} : { profile }) };
}

/** Takes over what `handOn` gave, not checked again. Throws `RulebookError` for anything else. */
export function takeOver(given: unknown): Rulebook {
  const { digest, content, profile } = (given ?? {}) as Partial<HandedOn>;
  const raw = { ...embeddedContent, ...content };
  if (digestOf(raw) === digest) return assemble(raw, digest, profile);
  throw new RulebookError([
    {
      code: "rulebook/wrong-type",
      severity: "error",
      path: "",
      message: "expected a rulebook that `sclero docs` of this version wrote, found something else",
      help: "make the site again with `sclero docs`",
    },
  ]);
}
