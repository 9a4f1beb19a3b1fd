import { RuleEngine } from "node-rules";
import rools from "rools";
import { type Contender, subjectBySubject } from "../contender.ts";
import type { Condition } from "../ours.ts";
import { flatFacts, verdictsByName, versionOf } from "./flat-facts.ts";
import { handWritten } from "./javascript.ts";

/** A condition as the function that a user of these engines would write; each has source text of its own (rools goes by that). */
function predicate(condition: Condition): (facts: unknown) => boolean {
  return new Function("facts", `return ${handWritten(condition, "facts")};`) as (facts: unknown) => boolean;
}

export const roolsContender: Contender = {
  name: "rools",
  ...versionOf("rools"),
  logic: "two-valued",
  use: "a rule object per rule, its condition as a JavaScript function",
  prepare: subjectBySubject("asynchronous", async (scope) => {
    const engine = new rools.Rools();
    let fired: string[] = [];
    await engine.register(
      scope.rules.map(
        ({ name, conditions }) =>
          new rools.Rule({
            name,
            when: predicate(conditions),
            // biome-ignore lint/suspicious/noThenProperty: what rools calls it
            then: () => {
              fired.push(name);
            },
          }),
      ),
    );
    return {
      input: flatFacts,
      evaluate: async (facts) => {
        fired = [];
        await engine.evaluate(facts as Record<string, unknown>);
        return fired;
      },
      verdicts: (result) => verdictsByName(scope)(result as string[]),
    };
  }),
};

export const nodeRules: Contender = {
  name: "node-rules",
  ...versionOf("node-rules"),
  logic: "two-valued",
  use: "a rule object per rule, its condition as a JavaScript function, `ignoreFactChanges`",
  prepare: subjectBySubject("asynchronous", async (scope) => {
    const engine = new RuleEngine(
      scope.rules.map(({ name, conditions }) => {
        const holds = predicate(conditions);
        return {
          name,
          condition: (api, facts) => api.when(holds(facts)),
          consequence: (api) => api.next(),
        };
      }),
      { ignoreFactChanges: true },
    );
    return {
      input: flatFacts,
      evaluate: (facts) => new Promise((resolve) => engine.execute(facts as Record<string, unknown>, resolve)),
      verdicts: (result) => verdictsByName(scope)((result as { matchPath: string[] }).matchPath),
    };
  }),
};
