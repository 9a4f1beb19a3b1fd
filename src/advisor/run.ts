import { compileRules } from "../evaluate/compiled.ts";
import { failureDecides } from "../evaluate/failure.ts";
import { prepareEngine } from "../evaluate/json-rules-engine.ts";
import type { Outcome } from "../evaluate/outcome.ts";
import { Outcomes } from "../evaluate/outcomes.ts";
import { type Evidence, type RuleSet, ruleSets, rulesUnder } from "../evaluate/program.ts";
import type { FactStore } from "../facts/store.ts";
import type { Subject } from "../facts/subject.ts";
import { Decisions, type Finished, finish } from "../resolve/finish.ts";
import { resolveStage, rulesBySlot } from "../resolve/resolve-stage.ts";
import type { Rule } from "../rulebook/rule.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";

/** What an evaluation found. */
export interface RunResult {
  readonly outcomes: Outcomes;
  readonly finished: Finished;
}

/** The rules of a rulebook under one evidence, ready to be evaluated by either evaluator. */
export interface Program {
  readonly rules: readonly Rule[];
  readonly settingRules: ReadonlyMap<string, readonly Rule[]>;
  /** On the compiled form. */
  readonly run: (store: FactStore) => RunResult;
  /** On json-rules-engine: facts may have to be waited for. */
  readonly runOnEngine: (store: FactStore) => Promise<RunResult>;
}

/** Prepares both evaluators; each is built at its first use. */
export function createProgram(rulebook: Rulebook, evidence: Evidence): Program {
  const rules = rulesUnder(rulebook, evidence);
  const sets = ruleSets(rulebook, rules);
  const settingRules = rulesBySlot(rules);
  const compiled = lazily(compileRules);
  const engines = lazily(prepareEngine);

  const stageSets = (stage: number): RuleSet[] => sets.filter((set) => set.stage === stage);
  const subjectsOf = (set: RuleSet, store: FactStore): Subject[] =>
    store.subjects.filter(({ kind }) => kind === set.scope);

  return {
    rules,
    settingRules,
    run: (store) => {
      const outcomes = new Outcomes();
      const decisions = new Decisions();
      for (let stage = 0; stage < rulebook.stages; stage += 1) {
        for (const set of stageSets(stage))
          for (const subject of subjectsOf(set, store)) {
            const found = compiled(set).evaluate((fact) => store.get(fact, subject));
            outcomes.setAll(set.rules, subject, found);
          }
        resolveStage(rulebook, stage, settingRules, outcomes, store, decisions);
      }
      return { outcomes, finished: finish(decisions) };
    },
    runOnEngine: async (store) => {
      const outcomes = new Outcomes();
      const decisions = new Decisions();
      for (let stage = 0; stage < rulebook.stages; stage += 1) {
        const runs = stageSets(stage).flatMap((set) =>
          subjectsOf(set, store).map(async (subject) => {
            const found = await engines(set).evaluate((fact) => {
              const pending = store.pending(fact, subject);
              return pending === undefined ? store.get(fact, subject) : pending.then(() => store.get(fact, subject));
            });
            await Promise.all(valueFactsOf(set).map((fact) => store.pending(fact, subject)));
            outcomes.setAll(set.rules, subject, withFailures(set, found, store, subject));
          }),
        );
        await Promise.all(runs);
        resolveStage(rulebook, stage, settingRules, outcomes, store, decisions);
      }
      return { outcomes, finished: finish(decisions) };
    },
  };
}

/** The facts whose numbers the rules of a set take over, beside those that their conditions read. */
function valueFactsOf({ rules }: RuleSet): string[] {
  return rules.flatMap(({ event }) => (event.params.valueFact === undefined ? [] : [event.params.valueFact]));
}

/** The outcomes, `failed` where a rule could not be told, or has nothing to say, for want of a fact that failed. */
function withFailures({ rules }: RuleSet, found: readonly Outcome[], store: FactStore, subject: Subject): Outcome[] {
  const failed = (fact: string): boolean => store.restsOnFailure(fact, subject);
  return found.map((outcome, index) => {
    const { conditions, event } = rules[index] as Rule;
    const { valueFact } = event.params;
    const needsFailed =
      outcome === "cannot-tell"
        ? failureDecides(conditions, (fact) => store.get(fact, subject), failed)
        : outcome === "applies" && valueFact !== undefined && failed(valueFact);
    return needsFailed ? "failed" : outcome;
  });
}

/** Makes a value for each key once, when it is first asked for. */
function lazily<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const made = new WeakMap<K, V>();
  return (key) => {
    let value = made.get(key);
    if (value === undefined) {
      value = make(key);
      made.set(key, value);
    }
    return value;
  };
}
