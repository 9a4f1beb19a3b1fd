import { compileRules } from "../evaluate/compiled.ts";
import { failureDecides } from "../evaluate/failure.ts";
import type { EngineRules } from "../evaluate/json-rules-engine.ts";
import { APPLIES, CANNOT_TELL, FAILED } from "../evaluate/outcome.ts";
import { numberRules, Outcomes, type RuleNumbers } from "../evaluate/outcomes.ts";
import { type Evidence, type RuleSet, ruleSets, rulesUnder } from "../evaluate/program.ts";
import type { FactStore } from "../facts/store.ts";
import type { Subject } from "../facts/subject.ts";
import { factTable } from "../facts/table.ts";
import { Decisions } from "../resolve/decisions.ts";
import { type Finished, finish } from "../resolve/finish.ts";
import { decidedFacts, resolveStage } from "../resolve/resolve-stage.ts";
import { rulesBySlot, slotPlans } from "../resolve/slot-plan.ts";
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
  return programOf(rulebook, rulesUnder(rulebook, evidence));
}

/** The same for some rules of a rulebook, in its order, and some slots: all, unless they are named. */
export function programOf(rulebook: Rulebook, rules: readonly Rule[], slots?: ReadonlySet<string>): Program {
  const numbers = numberRules(rules);
  const settingRules = rulesBySlot(rules);
  const plans = slotPlans(rulebook, settingRules, numbers).map((stage) =>
    stage.filter(({ slot }) => slots === undefined || slots.has(slot.name)),
  );
  const stages = setsByStage(rulebook, rules);
  const compiled = lazily((set: RuleSet) => compileRules(set, factTable(rulebook), numbers));
  let engines: ((set: RuleSet) => EngineRules) | undefined;

  return {
    rules,
    settingRules,
    run: (store) => {
      const outcomes = new Outcomes(numbers, store.subjects);
      const decisions = new Decisions(store.subjects);
      store.decideBy(decidedFacts(decisions));
      for (const [stage, sets] of stages.entries()) {
        for (const set of sets) compiled(set).evaluate(store, outcomes);
        resolveStage(plans[stage] ?? [], outcomes, store, decisions);
      }
      return { outcomes, finished: finish(decisions) };
    },
    runOnEngine: async (store) => {
      // Loaded by those who ask for it: json-rules-engine is a good part of the package, and `recommendSync` does without.
      engines ??= lazily((await import("../evaluate/json-rules-engine.ts")).prepareEngine);
      const engineOf = engines;
      const outcomes = new Outcomes(numbers, store.subjects);
      const decisions = new Decisions(store.subjects);
      store.decideBy(decidedFacts(decisions));
      for (const [stage, sets] of stages.entries()) {
        const runs = sets.flatMap((set) =>
          store.places[set.scope].map(async (place) => {
            const subject = store.subjects[place] as Subject;
            const found = await engineOf(set).evaluate((fact) => {
              const pending = store.pending(fact, subject);
              return pending === undefined ? store.get(fact, subject) : pending.then(() => store.get(fact, subject));
            });
            if (store.hasFunctions) await Promise.all(valueFactsOf(set).map((fact) => store.pending(fact, subject)));
            keepOutcomes(set, found, outcomes.at(place), numbers, store, subject);
          }),
        );
        await Promise.all(runs);
        resolveStage(plans[stage] ?? [], outcomes, store, decisions);
      }
      return { outcomes, finished: finish(decisions) };
    },
  };
}

function setsByStage(rulebook: Rulebook, rules: readonly Rule[]): RuleSet[][] {
  const sets = ruleSets(rulebook, rules);
  return Array.from({ length: rulebook.stages }, (_, stage) => sets.filter((set) => set.stage === stage));
}

/** The facts whose numbers the rules of a set take over, beside those that their conditions read. */
function valueFactsOf({ rules }: RuleSet): string[] {
  return rules.flatMap(({ event }) => (event.params.valueFact === undefined ? [] : [event.params.valueFact]));
}

/** Keeps what the engine found; `failed` where a rule could not be told, or has nothing to say, for want of a fact that failed. */
function keepOutcomes(
  { rules }: RuleSet,
  found: Uint8Array,
  into: Uint8Array,
  numbers: RuleNumbers,
  store: FactStore,
  subject: Subject,
): void {
  const failed = (fact: string): boolean => store.restsOnFailure(fact, subject);
  for (const [index, { name, conditions, event }] of rules.entries()) {
    const outcome = found[index] as number;
    const { valueFact } = event.params;
    const needsFailed =
      store.hasFunctions &&
      (outcome === CANNOT_TELL
        ? failureDecides(conditions, (fact) => store.get(fact, subject), failed)
        : outcome === APPLIES && valueFact !== undefined && failed(valueFact));
    into[numbers.get(name) as number] = needsFailed ? FAILED : outcome;
  }
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
