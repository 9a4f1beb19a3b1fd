import type { Condition, Leaf } from "../../logic/condition.ts";
import type { Rule } from "../../rulebook/rule.ts";
import type { Block } from "./block.ts";
import { formulasOf, type Planes, wordOf } from "./formula.ts";

/** The cases for which each rule applies, or cannot tell, for its patient, its follow-up or some of its veins. */
export interface RuleWords {
  readonly applies: Int32Array;
  readonly open: Int32Array;
}

/** Evaluates rules on the planes of their leaves. */
export interface RuleColumns {
  readonly evaluate: (block: Block, lanes: number) => RuleWords;
}

/** Writes rules on the planes of their leaves; the words come in the order of the rules, and are overwritten by the next block. */
export function ruleColumns(rules: readonly Rule[], planesOf: (leaf: Leaf) => Planes): RuleColumns {
  const written = rules.map(({ scope, conditions }) => ({ scope, ...formulasOf(conditions as Condition, planesOf) }));
  const applies = new Int32Array(rules.length);
  const open = new Int32Array(rules.length);
  return {
    evaluate: (block, lanes) => {
      for (const [index, { scope, whenTrue, whenFalse }] of written.entries()) {
        let applying = 0;
        let opening = 0;
        const rounds = scope === "vein" ? block.rounds : 1;
        for (let round = 0; round < rounds; round += 1) {
          const here =
            scope === "vein" ? (block.present[round] as number) : scope === "followUp" ? block.followUps : lanes;
          const isTrue = wordOf(whenTrue, block, round);
          applying |= isTrue & here;
          opening |= ~isTrue & ~wordOf(whenFalse, block, round) & here;
        }
        applies[index] = applying;
        open[index] = opening;
      }
      return { applies, open };
    },
  };
}
