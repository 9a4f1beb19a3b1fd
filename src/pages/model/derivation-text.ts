import { match, P } from "ts-pattern";
import { unitName } from "../../explain/sentence.ts";
import type { Condition } from "../../logic/condition.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import type { Derivation, Fact } from "../../rulebook/vocabulary.ts";

/** How a fact is worked out: a sentence, and the conditions that it speaks of. */
export interface DerivationText {
  readonly text: string;
  readonly conditions: readonly Condition[];
}

const comparing = {
  equal: "is equal to",
  in: "is one of",
  lessThan: "is below",
  lessThanInclusive: "is at most",
  greaterThan: "is above",
  greaterThanInclusive: "is at least",
} as const;

/** Says how a derived fact is worked out; undefined for a fact that comes from the case alone. */
export function derivationText({ derive, slot }: Fact, rulebook: Rulebook): DerivationText | undefined {
  if (slot !== undefined) return plain(`What the rules have decided of “${rulebook.slots.get(slot)?.label ?? slot}”.`);
  return derive === undefined ? undefined : inWords(derive, rulebook);
}

function inWords(derive: Derivation, rulebook: Rulebook): DerivationText {
  const label = (name: string): string => `“${rulebook.facts.get(name)?.label ?? name}”`;
  return match(derive)
    .with({ constant: P._ }, ({ constant }) => plain(`Always ${constant === true ? "yes" : String(constant)}.`))
    .with({ condition: P._ }, ({ condition }) => ({ text: "Yes where", conditions: [condition as Condition] }))
    .with({ count: P._ }, ({ count }) => ({ text: "How many of these hold", conditions: count as Condition[] }))
    .with({ compare: P._ }, ({ compare: { fact, operator, toFact } }) =>
      plain(`Yes where ${label(fact)} ${comparing[operator]} ${label(toFact)}.`),
    )
    .with({ elapsed: P._ }, ({ elapsed: { since, unit, toleranceHours } }) => {
      const margin =
        toleranceHours === 0 ? "" : ` A date without a time of day leaves ${toleranceHours} hours either way.`;
      return plain(`Where it is not given: the ${unitName(unit)} from ${label(since)} to ${label("asOf")}.${margin}`);
    })
    .with({ remaining: P._ }, ({ remaining: { slot, key, elapsed } }) =>
      plain(
        `What is left of the decided “${rulebook.slots.get(slot)?.label ?? slot}” (${key}) after ${label(elapsed)}.`,
      ),
    )
    .with({ someVein: P._ }, ({ someVein }) => ({
      text: "Yes where for at least one vein",
      conditions: [someVein as Condition],
    }))
    .with({ everyVein: P._ }, ({ everyVein }) => ({
      text: "Yes where there are veins, and for every one of them",
      conditions: [everyVein as Condition],
    }))
    .with({ countVeins: true }, () => plain("The number of veins in the case."))
    .with({ distinctInVeins: P._ }, ({ distinctInVeins }) =>
      plain(`How many different values of ${label(distinctInVeins)} the veins have.`),
    )
    .exhaustive();
}

function plain(text: string): DerivationText {
  return { text, conditions: [] };
}
