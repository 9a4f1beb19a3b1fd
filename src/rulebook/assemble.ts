import { InternalError } from "../issues/errors.ts";
import { factsOfRulebook } from "./facts.ts";
import { deepFreeze, frozenMap } from "./freeze.ts";
import type { RawRulebook } from "./raw.ts";
import type { Rule } from "./rule.ts";
import type { ProfileRecord, Rulebook } from "./rulebook.ts";
import type { Slot } from "./slots.ts";
import type { Citation, Source } from "./source.ts";
import { orderInStages, type Stages } from "./stages.ts";

/** What each rulebook was built from: profiles and comparisons start from there. */
const contents = new WeakMap<Rulebook, RawRulebook>();

/** The content of a loaded rulebook. Throws `InternalError` for an object that no loader made. */
export function contentOf(rulebook: Rulebook): RawRulebook {
  const content = contents.get(rulebook);
  if (content === undefined) throw new InternalError("expected a rulebook that was loaded, received something else");
  return content;
}

/**
 * Builds the rulebook from checked content. Frozen; the content is not copied. Stages that are known already, from the same content,
 * are not worked out again.
 */
export function assemble(raw: RawRulebook, digest: string, profile?: ProfileRecord, known?: Stages): Rulebook {
  deepFreeze(raw);
  const facts = factsOfRulebook(raw);
  const definitions = [...raw.topics].sort(
    (a, b) => raw.manifest.topics.indexOf(a.topic) - raw.manifest.topics.indexOf(b.topic),
  );
  const all = definitions.flatMap(({ topic, rules }) => rules.map((rule) => ({ topic, rule })));
  const stages =
    known ??
    orderInStages(
      all.map(({ rule }) => rule),
      facts,
      Object.keys(raw.slots),
    );
  if (stages.cycle !== undefined) throw new InternalError("a rulebook with a dependency cycle passed its checks");
  const rules = all.map(
    ({ topic, rule }): Rule =>
      Object.freeze({
        ...rule,
        topic,
        fromDocuments:
          rule.sources.some((id) => Object.hasOwn(raw.statements, id)) || (rule.resolution ?? []).length > 0,
        stage: stages.ruleStage.get(rule.name) ?? 0,
      }),
  );
  const slots = Object.entries(raw.slots).map(([name, slot]): [string, Slot] => [name, { ...slot, name }]);
  const rulebook: Rulebook = Object.freeze({
    name: raw.manifest.name,
    version: raw.manifest.version,
    title: raw.manifest.title,
    digest,
    ...(profile === undefined ? {} : { profile: deepFreeze(profile) }),
    topics: raw.manifest.topics,
    facts: frozenMap(facts),
    contradictions: raw.contradictions,
    slots: frozenMap(slots),
    proposal: raw.proposal,
    rules: Object.freeze(rules),
    ruleByName: frozenMap(rules.map((rule) => [rule.name, rule])),
    stages: stages.count,
    slotStage: frozenMap(stages.slotStage),
    citations: frozenMap(citationsOf(raw)),
  });
  contents.set(rulebook, raw);
  return rulebook;
}

function citationsOf(raw: RawRulebook): Map<string, Citation> {
  const citations = new Map<string, Citation>();
  for (const [id, row] of Object.entries(raw.statements))
    citations.set(id, {
      id,
      authority: "document",
      source: row.document,
      section: row.section,
      lines: row.lines,
    });
  for (const [id, row] of Object.entries(raw.authorities)) {
    const source = raw.sources[row.source] as Source;
    citations.set(id, {
      id,
      authority: source.kind,
      source: row.source,
      ...(source.jurisdiction === undefined ? {} : { jurisdiction: source.jurisdiction }),
    });
  }
  for (const [id, row] of Object.entries(raw.resolutions))
    citations.set(id, { id, authority: "resolution", source: "resolution", section: row.subject });
  return citations;
}
