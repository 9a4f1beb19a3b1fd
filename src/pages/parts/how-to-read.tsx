import type { Rule } from "../../rulebook/rule.ts";
import type { SiteModel } from "../model/site-model.ts";
import type { At } from "./at.ts";
import { Entry } from "./entry.tsx";
import { RuleArticle } from "./rule-article.tsx";
import { StrengthChip } from "./strength.tsx";

/** How a rule is read, with a rule of this rulebook as the example. */
export function HowToRead({ at }: { readonly at: At }) {
  const example = exampleOf(at.model);
  return (
    <section aria-labelledby="_reading" class="reading">
      <h2 id="_reading">How to read a rule</h2>
      <dl class="legend">
        <Entry term="Title and chip">
          What the rule is about, and how strongly it speaks: <StrengthChip strength="must" /> is not to be left out,{" "}
          <StrengthChip strength="should" /> is advised, <StrengthChip strength="may" /> is an offer,{" "}
          <StrengthChip strength="info" /> is good to know and decides nothing by itself.
        </Entry>
        <Entry term="Applies where">
          The condition, part by part. Each part is true, false or unknown: where all have to hold, one that is false
          settles it; where one has to hold, one that is true does. Otherwise an unknown part leaves the rule at “cannot
          tell”, and the report asks for the fact.
        </Entry>
        <Entry term="Decides">
          What the rule gives a decision. Where several rules apply, the policy of the decision says which value stands;
          the others stay visible as overruled.
        </Entry>
        <Entry term="Sources">
          The rows of the guidance that it rests on: S rows stand in documents, with section and lines, A rows in
          labels, guidelines and studies. A C number names how a conflict, an overlap or a vague word was resolved.
        </Entry>
        <Entry term="Sources differ">
          What other sources say of the same decision, and the policy that settles it.
        </Entry>
        <Entry term="Cases">
          Patients of the rulebook's own tests, to whom the rule applies
          {at.model.hasPlayground && "; each opens in the playground, where its facts can be changed"}.
        </Entry>
      </dl>
      {example !== undefined && (
        <>
          <p>For example:</p>
          <RuleArticle at={at} rule={example} isExample />
        </>
      )}
    </section>
  );
}

/** Positions of a disagreement that an example may have: more would hide the rest. */
const fewPositions = 3;

/** The rule that shows most of what there is to show, and briefly: of two alike, the first. */
function exampleOf(model: SiteModel): Rule | undefined {
  const interest = ({ name, why, resolution, conditions, event, sources }: Rule): number => {
    const [difference, ...more] = model.differencesOf.get(name) ?? [];
    const shows = [
      why !== undefined,
      resolution !== undefined,
      event.params.slot !== undefined && event.params.also === undefined,
      (model.casesOf.get(name)?.length ?? 0) === 1,
      "all" in conditions && conditions.all.length === 2,
      sources.length <= fewPositions,
      difference !== undefined && more.length === 0 && difference.positions.length <= fewPositions,
    ];
    return shows.filter(Boolean).length;
  };
  return model.rules.reduce<Rule | undefined>(
    (best, rule) => (best === undefined || interest(rule) > interest(best) ? rule : best),
    undefined,
  );
}
