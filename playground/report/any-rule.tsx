import { useMemo, useState } from "preact/hooks";
import type { Outcome } from "../../src/evaluate/outcome.ts";
import type { NeededChange } from "../../src/explain/explanation.ts";
import type { Rulebook } from "../../src/rulebook/rulebook.ts";
import { useDesk } from "../parts/desk.ts";
import { Fold } from "../parts/fold.tsx";
import { type PlainCase, placeOf } from "../state/case.ts";
import { counted, words } from "../words.ts";
import { clauseOf } from "./clause.ts";
import { Sources } from "./sources.tsx";
import { Tree } from "./tree.tsx";

/** Rules that are listed at once. */
const mostListed = 30;

/** Any rule of the rulebook: whether it applies, why or why not, and the smallest changes that would make it apply. */
export function AnyRule({ of }: { readonly of: PlainCase }) {
  const { advisor, rulebook } = useDesk();
  const [query, setQuery] = useState("");
  const outcomes = useMemo(() => Object.entries(advisor.outcomes(of)), [advisor, of]);
  const found = useMemo(
    () => outcomes.filter(([id, outcome]) => matches(rulebook, id, outcome, query)),
    [outcomes, query],
  );
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
    </section>
  );
}

const ruleNameOf = (id: string): string => id.replace(/@.*$/s, "");
const veinOf = (id: string): string | undefined => /@(.*)$/s.exec(id)?.[1];

function matches(rulebook: Rulebook, id: string, outcome: Outcome, query: string): boolean {
  const rule = rulebook.ruleByName.get(ruleNameOf(id));
  const text = `${id} ${rule?.title} ${rule?.event.params.summary} ${rule?.topic} ${words(outcome)}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

interface RuleAnswerProps {
  readonly id: string;
  readonly outcome: Outcome;
  readonly of: PlainCase;
}

function RuleAnswer({ id, outcome, of }: RuleAnswerProps) {
  const { rulebook } = useDesk();
  const rule = rulebook.ruleByName.get(ruleNameOf(id));
  const vein = veinOf(id);
  return (
    <Fold
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
  return (
    <>
      <p>
        {rulebook.ruleByName.get(rule)?.event.params.summary} <code>{rule}</code>
      </p>
      <Tree node={tree} />
      {outcome !== "applies" && (
        <>
          <p class="subhead">It would apply with</p>
          {whyNot.length === 0 && <p class="hint">No change of the facts that it reads would bring it about.</p>}
          <NeededSets sets={whyNot} vein={subject.kind === "vein" ? subject.id : undefined} />
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
}

function NeededSets({ sets, vein }: NeededSetsProps) {
  const { rulebook, dispatch } = useDesk();
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
              onClick={() => dispatch({ type: "try", answers })}
            >
              Try it
            </button>
          </li>
        );
      })}
    </ul>
  );
}
