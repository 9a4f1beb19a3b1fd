import { useContext, useMemo } from "preact/hooks";
import type { Outcome } from "../../src/evaluate/outcome.ts";
import type { NeededChange } from "../../src/explain/explanation.ts";
import type { Report } from "../../src/report/report.ts";
import { useDesk } from "../parts/desk.ts";
import { Fold } from "../parts/fold.tsx";
import { FoldPlace, useRemembered } from "../parts/folds.ts";
import { type PlainCase, placeOf } from "../state/case.ts";
import { aboutSlot, type SlotPlace } from "../state/what-would-change.ts";
import { counted, ruleNameOf, veinNameOf, words } from "../words.ts";
import { clauseOf } from "./clause.ts";
import { findRules, ideasFor } from "./find-rules.ts";
import { Sources } from "./sources.tsx";
import { Tree } from "./tree.tsx";

/** Rules that are listed at once. */
const mostListed = 30;

interface AnyRuleProps {
  readonly of: PlainCase;
  readonly report: Report;
}

/** Any rule of the rulebook, once it is looked for: whether it applies, why or why not, and what would make it apply. */
export function AnyRule({ of, report }: AnyRuleProps) {
  const { advisor, rulebook } = useDesk();
  const [query, setQuery] = useRemembered("rule-query");
  const outcomes = useMemo(() => Object.entries(advisor.outcomes(of)), [advisor, of]);
  const found = useMemo(() => findRules(rulebook, outcomes, query), [rulebook, outcomes, query]);
  const ideas = useMemo(() => ideasFor(rulebook, report), [rulebook, report]);
  return (
    <section aria-labelledby="rules-title">
      <h3 id="rules-title">Why not something else?</h3>
      <div class="field">
        <label for="find-rule">Find a rule by its words, its name or its outcome</label>
        <input
          id="find-rule"
          type="search"
          autocomplete="off"
          value={query}
          onInput={({ currentTarget }) => setQuery(currentTarget.value)}
        />
      </div>
      {found === undefined ? (
        <div class="tools">
          {ideas.length > 0 && <span class="hint">For example:</span>}
          {ideas.map((idea) => (
            <button key={idea} type="button" class="quiet small" onClick={() => setQuery(idea)}>
              {idea}
            </button>
          ))}
        </div>
      ) : (
        <>
          <p class="hint" role="status">
            {counted(found.length, "answer")}
            {found.length > mostListed && `, the first ${mostListed} are shown`}
          </p>
          <ul class="lines">
            {found.slice(0, mostListed).map(([id, outcome]) => (
              <li key={id} class="line">
                <RuleAnswer id={id} outcome={outcome} of={of} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

interface RuleAnswerProps {
  readonly id: string;
  readonly outcome: Outcome;
  readonly of: PlainCase;
}

function RuleAnswer({ id, outcome, of }: RuleAnswerProps) {
  const { rulebook } = useDesk();
  const rule = rulebook.ruleByName.get(ruleNameOf(id));
  const vein = veinNameOf(id);
  return (
    <Fold
      name={id}
      class="rule"
      title={
        <>
          <span class={`chip ${outcome}`}>{words(outcome)}</span> {rule?.title ?? id}
          {vein !== undefined && <span class="vein-tag"> vein {vein}</span>}
        </>
      }
    >
      {() => <RuleExplained id={id} of={of} />}
    </Fold>
  );
}

function RuleExplained({ id, of }: Omit<RuleAnswerProps, "outcome">) {
  const { advisor, rulebook } = useDesk();
  const [explanation] = useMemo(() => advisor.explain(of, id), [advisor, of, id]);
  if (explanation === undefined) return <p class="hint">The case has nobody that this rule speaks of.</p>;
  const { tree, whyNot, outcome, sources, rule, subject } = explanation;
  const complete = explanation.whyNotComplete ?? true;
  const vein = subject.kind === "vein" ? subject.id : undefined;
  const { summary, slot } = rulebook.ruleByName.get(rule)?.event.params ?? {};
  return (
    <>
      <p>
        {summary} <code>{rule}</code>
      </p>
      <Tree node={tree} />
      {outcome !== "applies" && (
        <>
          <p class="subhead">It would apply with</p>
          {whyNot.length === 0 && complete && (
            <p class="hint">No change of the facts that it reads would bring it about.</p>
          )}
          {!complete && <p class="hint">Not all changes were looked for: there may be others that would do.</p>}
          <NeededSets
            sets={whyNot}
            vein={vein}
            about={slot === undefined ? null : aboutSlot(rulebook, slot, subject)}
          />
        </>
      )}
      <p class="subhead">Sources</p>
      <Sources sources={sources} />
    </>
  );
}

interface NeededSetsProps {
  readonly sets: readonly (readonly NeededChange[])[];
  readonly vein: string | undefined;
  /** What the rule decides; null where it decides nothing. */
  readonly about: SlotPlace | null;
}

function NeededSets({ sets, vein, about }: NeededSetsProps) {
  const { rulebook, dispatch } = useDesk();
  const from = useContext(FoldPlace);
  const mostSets = 6;
  return (
    <ul class="turnings">
      {sets.slice(0, mostSets).map((set) => {
        const answers = set.map(({ fact, needed }) => ({ place: placeOf(fact, vein), value: needed }));
        const clause = answers.map(({ place, value }) => clauseOf(rulebook, { place, values: [value] })).join(", and ");
        return (
          <li key={clause}>
            <span>{clause}</span>
            <button
              type="button"
              class="quiet small"
              aria-label={`Try it: ${clause}`}
              onClick={() => dispatch({ type: "try", answers, asked: { about, from } })}
            >
              Try it
            </button>
          </li>
        );
      })}
    </ul>
  );
}
