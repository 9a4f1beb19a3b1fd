import type { RawRulebook } from "../../src/rulebook/raw.ts";
import type { Derivation, FactDefinition } from "../../src/rulebook/vocabulary.ts";
import { mutateCondition } from "./conditions.ts";
import { factsOf, type Mutant } from "./mutant.ts";

/** Every small change of a fact's default and of how it is worked out. */
export function factMutants(raw: RawRulebook): Mutant[] {
  return Object.entries(raw.facts).flatMap(([name, fact]) => {
    const mutant = (kind: string, what: string, changed: FactDefinition): Mutant => ({
      id: `vocabulary.${name}: ${what}`,
      kind,
      change: { kind: "fact", fact: name },
      content: () => ({ ...raw, facts: { ...raw.facts, [name]: changed } }),
    });
    const found: Mutant[] = [];
    const { derive, absent, settled, ...rest } = fact;
    if (typeof absent === "boolean") found.push(mutant("default", `absent ${!absent}`, { ...fact, absent: !absent }));
    if (typeof absent === "number")
      found.push(mutant("default", `absent ${absent + 1}`, { ...fact, absent: absent + 1 }));
    if (settled !== undefined)
      found.push(
        mutant("default", "settled by nothing", {
          ...rest,
          ...(derive === undefined ? {} : { derive }),
          ...(absent === undefined ? {} : { absent }),
        }),
      );
    if (derive !== undefined)
      for (const [what, changed] of otherDerivations(derive, raw))
        found.push(mutant("derived fact", what, { ...fact, derive: changed }));
    return found;
  });
}

function otherDerivations(derive: Derivation, raw: RawRulebook): [what: string, changed: Derivation][] {
  if ("condition" in derive)
    return mutateCondition(derive.condition, factsOf(raw)).map(({ what, condition }) => [what, { condition }]);
  if ("someVein" in derive)
    return [
      ["every vein", { everyVein: derive.someVein }],
      ...mutateCondition(derive.someVein, factsOf(raw)).map(({ what, condition }): [string, Derivation] => [
        what,
        { someVein: condition },
      ]),
    ];
  if ("everyVein" in derive)
    return [
      ["some vein", { someVein: derive.everyVein }],
      ...mutateCondition(derive.everyVein, factsOf(raw)).map(({ what, condition }): [string, Derivation] => [
        what,
        { everyVein: condition },
      ]),
    ];
  if ("count" in derive)
    return derive.count.map((_, index) => [
      `count[${index}] left out`,
      { count: derive.count.filter((_, at) => at !== index) },
    ]);
  return [];
}
