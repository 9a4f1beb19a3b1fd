import type { RawRulebook } from "../../src/rulebook/raw.ts";
import type { RuleDefinition } from "../../src/rulebook/rule.ts";
import { mutateCondition } from "./conditions.ts";
import { mutateEffects } from "./effects.ts";
import { factMutants } from "./facts.ts";
import { factsOf, type Mutant } from "./mutant.ts";
import { policyMutants } from "./policies.ts";

/** Every small fault of a rulebook: in conditions, in the values that rules set, in policies and in derived facts. */
export function mutantsOf(raw: RawRulebook): Mutant[] {
  return [...ruleMutants(raw), ...policyMutants(raw), ...factMutants(raw)];
}

function ruleMutants(raw: RawRulebook): Mutant[] {
  const factOf = factsOf(raw);
  return raw.topics.flatMap((topic) =>
    topic.rules.flatMap((rule) => {
      const { name } = rule;
      const replaced = (changed: RuleDefinition) => (): RawRulebook => ({
        ...raw,
        topics: raw.topics.map((one) =>
          one === topic ? { ...one, rules: one.rules.map((each) => (each === rule ? changed : each)) } : one,
        ),
      });
      const conditions = mutateCondition(rule.conditions, factOf).map(
        ({ kind, what, condition }): Mutant => ({
          id: `${name}: ${what}`,
          kind,
          change: { kind: "condition", rule: name, condition },
          content: replaced({ ...rule, conditions: condition }),
        }),
      );
      const effects = mutateEffects(rule.event.params, raw.slots).map(
        ({ what, slot, params }): Mutant => ({
          id: `${name}: ${what}`,
          kind: "slot value",
          change: { kind: "effect", rule: name, slots: [slot] },
          content: replaced({ ...rule, event: { ...rule.event, params } }),
        }),
      );
      return [...conditions, ...effects];
    }),
  );
}
