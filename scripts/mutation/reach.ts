import type { Rulebook } from "../../src/rulebook/rulebook.ts";
import { factsReadBy, slotsSetBy } from "../../src/rulebook/stages.ts";
import { decidedPrefix } from "../../src/rulebook/vocabulary.ts";
import type { Expectation } from "../../src/testing/fixture.ts";
import type { Change } from "./mutant.ts";

/** Parts of an answer: `rule <name>`, `slot <name>`, `fact <name>`. */
export type Parts = ReadonlySet<string>;

/** What may change in an answer once something in the rulebook does. */
export class Reach {
  readonly #next = new Map<string, Set<string>>();
  readonly #memo = new Map<string, Parts>();

  constructor(rulebook: Rulebook) {
    for (const rule of rulebook.rules) {
      for (const fact of factsReadBy(rule)) this.#link(`fact ${fact}`, `rule ${rule.name}`);
      for (const slot of slotsSetBy(rule)) this.#link(`rule ${rule.name}`, `slot ${slot}`);
      const { position } = rule.event.params;
      if (position !== undefined) this.#link(`rule ${rule.name}`, `slot ${position.slot}`);
    }
    for (const { name, inputs } of rulebook.facts.values())
      for (const input of inputs) this.#link(`fact ${input}`, `fact ${name}`);
    const slots = [...rulebook.slots.values()];
    for (const { name, merge } of slots) {
      this.#link(`slot ${name}`, `fact ${decidedPrefix}${name}`);
      if (merge.kind === "none-wins")
        for (const withdrawn of merge.withdraws) this.#link(`slot ${name}`, `slot ${withdrawn}`);
      if (merge.kind !== "union") continue;
      if (merge.annotate !== undefined) this.#link(`slot ${merge.annotate.slot}`, `slot ${name}`);
      if (merge.without === undefined) continue;
      for (const other of slots)
        if (other.agent !== undefined || other.merge.kind === "precedence")
          this.#link(`slot ${other.name}`, `slot ${name}`);
    }
  }

  /** All parts that a change may reach. */
  of(change: Change): Parts {
    const starts =
      change.kind === "condition"
        ? [`rule ${change.rule}`]
        : change.kind === "effect"
          ? change.slots.map((slot) => `slot ${slot}`)
          : [change.kind === "slot" ? `slot ${change.slot}` : `fact ${change.fact}`];
    const key = starts.join();
    const known = this.#memo.get(key);
    if (known !== undefined) return known;
    const found = new Set(starts);
    // A set gives what is added to it while it is gone through.
    for (const part of found) for (const next of this.#next.get(part) ?? []) found.add(next);
    this.#memo.set(key, found);
    return found;
  }

  #link(from: string, to: string): void {
    const known = this.#next.get(from);
    if (known === undefined) this.#next.set(from, new Set([to]));
    else known.add(to);
  }
}

/** What an expectation looks at; undefined where it looks at the whole answer. */
export function partsExpected(expect: Expectation, rulebook: Rulebook): Parts | undefined {
  if (expect.asks ?? expect.doesNotAsk ?? expect.issues ?? expect.refused) return undefined;
  const rules = [...Object.keys(expect.outcomes ?? {}), ...(expect.active ?? []), ...(expect.superseded ?? [])].map(
    (id) => id.replace(/@.*$/, ""),
  );
  const slots = [
    ...[expect.plan, expect.couldBecome].flatMap((plan) => [
      ...Object.keys(plan?.patient ?? {}),
      ...Object.values(plan?.veins ?? {}).flatMap((vein) => Object.keys(vein)),
    ]),
    ...(expect.eligibility === undefined ? [] : ["eligibility"]),
    ...(expect.triage === undefined ? [] : ["triage", "suspect"]),
    ...(expect.disagreements ?? []),
    ...(expect.agreement ?? []),
    // Whether a recommendation stands is decided by the slot that it sets.
    ...[...(expect.active ?? []), ...(expect.superseded ?? [])].flatMap((id) => {
      const rule = rulebook.ruleByName.get(id.replace(/@.*$/, ""));
      return rule === undefined ? [] : slotsSetBy(rule);
    }),
  ];
  return new Set([...rules.map((name) => `rule ${name}`), ...slots.map((name) => `slot ${name}`)]);
}
