import { RulebookError } from "../issues/errors.ts";
import { append, type Issue, sortIssues } from "../issues/issue.ts";
import { quote, suggest } from "../issues/nearest.ts";
import { assemble } from "./assemble.ts";
import { checkAccounted } from "./check/accounted.ts";
import type { Names, RuleUnderCheck } from "./check/context.ts";
import { checkRules } from "./check/index.ts";
import { checkProposalFacts, checkProposalSlots } from "./check/proposal.ts";
import { checkVocabulary } from "./check/vocabulary.ts";
import { digestOf } from "./digest.ts";
import { factsOfRulebook } from "./facts.ts";
import { fileIssues } from "./file-issues.ts";
import { withGovernance } from "./governance.ts";
import type { Manifest, RawRulebook } from "./raw.ts";
import { type ReadFile, type RulebookFile, readJson } from "./read-json.ts";
import type { Governance, RuleDefinition } from "./rule.ts";
import type { Rulebook } from "./rulebook.ts";
import { type FixedFileName, rulebookSchemas } from "./schema.ts";
import { fixedFileIssues, issueAt, type Place, shapeIssues } from "./shape.ts";
import type { Slot } from "./slots.ts";

/** What `readRulebook` found: the content, as far as it could be read, and what is wrong with it, as `checkRulebook` says it. */
export interface RulebookReading {
  readonly raw: RawRulebook | undefined;
  readonly issues: readonly Issue[];
}

const fileName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/**
 * Reads and checks the files of a rulebook. Files named `rulebook.json`, `vocabulary.json`, `slots.json`, `proposal.json`,
 * `sources.json`, `authorities.json`, `statements.json` and `resolutions.json` are taken from `base` where they are not given; all
 * others are topics.
 */
export function readRulebook(files: readonly RulebookFile[], base?: RawRulebook): RulebookReading {
  const strangers = fileIssues(files);
  if (strangers.length > 0) return { raw: undefined, issues: strangers };
  const { fixedFiles } = rulebookSchemas();
  const issues: Issue[] = [];
  const fixed = new Map<FixedFileName, unknown>();
  const topicFiles: ReadFile[] = [];
  let fixedAreSound = true;
  for (const file of files.map(readJson)) {
    append(issues, file.issues);
    if (file.json === undefined) continue;
    const name = fileName(file.name);
    if (Object.hasOwn(fixedFiles, name)) {
      const found = fixedFileIssues(fixedFiles[name as FixedFileName], file.json, placeOf(file, []));
      fixedAreSound &&= found.length === 0;
      append(issues, found);
      fixed.set(name as FixedFileName, file.json);
    } else topicFiles.push(file);
  }
  const missing = base === undefined ? Object.keys(fixedFiles).filter((name) => !fixed.has(name as FixedFileName)) : [];
  for (const name of missing)
    issues.push({
      code: "rulebook/missing-file",
      severity: "error",
      path: "",
      message: `expected the file \`${name}\``,
      help: "give it, or base the rulebook on another one",
      file: name,
    });
  if (!fixedAreSound || missing.length > 0) return { raw: undefined, issues: sortIssues(issues) };

  const content = fixedContent(fixed, base);
  const subjects = topicFiles.flatMap((file) => readTopic(file, content, issues));
  append(
    issues,
    checkVocabulary(content, (name) => vocabularyPlace(files, name)),
  );
  const proposalPlace = vocabularyPlace(files, "proposal.json");
  append(issues, checkProposalFacts(content, proposalPlace));
  // Slots that only the base's file names need not be there: what nothing decides criticises nothing.
  if (fixed.has("proposal.json")) append(issues, checkProposalSlots(content, proposalPlace));
  append(issues, checkRules(subjects, vocabularyPlace(files, "vocabulary.json")));
  // Only a whole rulebook has to account for every row: a few rules of a caller's own rest on what they rest on.
  if (issues.length === 0 && fixed.has("statements.json"))
    append(
      issues,
      checkAccounted(content, subjects, (name) => vocabularyPlace(files, name)),
    );
  // In the manifest's order, whatever the order of the files: the digest is of the content.
  const topics = content.manifest.topics
    .map((topic) => ({
      topic,
      rules: subjects.filter((subject) => subject.topic === topic).map(({ rule }) => rule),
    }))
    .filter(({ rules }) => rules.length > 0);
  // Without rules every case would come back as one to proceed with.
  if (issues.length === 0 && topics.length === 0)
    issues.push({
      code: "rulebook/missing-file",
      severity: "error",
      path: "",
      message: "expected at least one file of rules, found no rule",
      help: "give the topics of the rulebook",
    });
  const raw = issues.some(({ severity }) => severity === "error") ? undefined : { ...content, topics };
  return { raw, issues: sortIssues(issues) };
}

/**
 * Loads a rulebook from files: a frozen `Rulebook`, whose digest is that of its content, whatever the order of the files. `base` gives
 * the content of `rulebook.json`, `vocabulary.json`, `slots.json`, `proposal.json`, `sources.json`, `authorities.json`,
 * `statements.json` and `resolutions.json` where they are not among the files; its topics are not taken. It is not copied but frozen,
 * and the form of its rows is not checked: that is for files. Without a base each of these files has to be given; for one's own rules
 * on the embedded vocabulary hand the files to `createAdvisor` instead. Throws `RulebookError` with the issues that `checkRulebook`
 * would return, each with file, line and column where the file came as text.
 */
export function loadRulebook(files: readonly RulebookFile[], base?: RawRulebook): Rulebook {
  const { raw, issues } = readRulebook(files, base);
  if (raw === undefined) throw new RulebookError(issues);
  return assemble(raw, digestOf(raw));
}

function placeOf(file: ReadFile, path: readonly PropertyKey[]): Place {
  return { file: file.name, locate: file.locate, base: path };
}

function vocabularyPlace(files: readonly RulebookFile[], name: string): Place {
  const file = files.find((candidate) => fileName(candidate.name) === name);
  return file === undefined ? { file: name, locate: () => ({}), base: [] } : placeOf(readJson(file), []);
}

function fixedContent(fixed: ReadonlyMap<FixedFileName, unknown>, base: RawRulebook | undefined): RawRulebook {
  const part = <T>(name: FixedFileName, key: string, fallback: T | undefined): T => {
    const given = fixed.get(name) as Record<string, T> | undefined;
    return (given === undefined ? fallback : given[key]) as T;
  };
  return {
    manifest: (fixed.get("rulebook.json") ?? base?.manifest) as Manifest,
    facts: part("vocabulary.json", "facts", base?.facts),
    contradictions: part("vocabulary.json", "contradictions", base?.contradictions),
    slots: part("slots.json", "slots", base?.slots),
    proposal: part("proposal.json", "proposal", base?.proposal),
    sources: part("sources.json", "sources", base?.sources),
    authorities: part("authorities.json", "authorities", base?.authorities),
    statements: part("statements.json", "statements", base?.statements),
    resolutions: part("resolutions.json", "resolutions", base?.resolutions),
    topics: [],
  };
}

/** The names that the rules of a rulebook may use. */
export function namesOf(raw: RawRulebook): Names {
  const slots = Object.entries(raw.slots).map(([name, slot]): [string, Slot] => [name, { ...slot, name }]);
  return {
    facts: factsOfRulebook(raw),
    slots: new Map(slots),
    statements: new Set(Object.keys(raw.statements)),
    authorities: new Map(Object.entries(raw.authorities).map(([id, row]) => [id, row.source])),
    resolutions: new Set(Object.keys(raw.resolutions)),
    sources: raw.sources,
  };
}

function readTopic(file: ReadFile, content: RawRulebook, issues: Issue[]): RuleUnderCheck[] {
  const shape = shapeIssues(rulebookSchemas().topicSchema, file.json, placeOf(file, []));
  append(issues, shape);
  if (typeof file.json !== "object" || file.json === null) return [];
  const { topic, rules, governance } = file.json as { topic?: unknown; rules?: unknown; governance?: Governance };
  if (typeof topic === "string" && !content.manifest.topics.includes(topic))
    issues.push(
      issueAt(
        placeOf(file, []),
        ["topic"],
        "rulebook/unknown-topic",
        `unknown topic ${quote(topic)}`,
        suggest(topic, content.manifest.topics),
      ),
    );
  if (!Array.isArray(rules)) return [];
  const names = namesOf(content);
  return rules.flatMap((rule: unknown, index) => {
    const place = placeOf(file, ["rules", index]);
    const found = shapeIssues(rulebookSchemas().ruleSchema, rule, place);
    append(issues, found);
    // A rule of the wrong shape has said enough; the others are checked further.
    return found.length > 0
      ? []
      : [
          {
            rule: withGovernance(rule as RuleDefinition, shape.length > 0 ? undefined : governance),
            topic: typeof topic === "string" ? topic : "",
            place,
            names,
          },
        ];
  });
}
