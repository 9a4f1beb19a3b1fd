import { useEffect, useRef } from "preact/hooks";
import type { Question } from "../../src/explain/questions.ts";
import { useDesk } from "../parts/desk.ts";
import { Fold } from "../parts/fold.tsx";
import { choicesOf } from "../state/alternatives.ts";
import { type Place, type PlainCase, pathOf, placeOf, valueAt } from "../state/case.ts";
import type { State } from "../state/state.ts";
import { changeText, counted } from "../words.ts";
import { QuestionCard } from "./question-card.tsx";

/** Questions that are listed behind the next one. */
const mostListed = 12;

const placeOfQuestion = ({ fact, vein }: Question): Place => placeOf(fact, vein);
/** Somebody has already said that it is not known. */
const isLeftOpen = (of: PlainCase, question: Question): boolean => valueAt(of, placeOfQuestion(question)) === null;

/** The unknown fact that could change most, and what else is open, in the library's own order. */
export function NextQuestion({ state }: { readonly state: State }) {
  const { rulebook, dispatch } = useDesk();
  const { questions } = state.report;
  const asked = questions.filter((question) => !isLeftOpen(state.case, question));
  const leftOpen = questions.filter((question) => isLeftOpen(state.case, question));
  const [next, ...later] = asked;
  const box = useRef<HTMLElement>(null);
  const answeredHere = useRef(false);
  const fact = next === undefined ? undefined : rulebook.facts.get(next.fact);
  const key = next === undefined ? "" : pathOf(placeOfQuestion(next));
  // Whoever answers here goes on to the next question; whoever fills in the form stays there.
  useEffect(() => {
    if (answeredHere.current) box.current?.querySelector<HTMLElement>("[data-question]")?.focus();
    answeredHere.current = false;
  }, [key]);
  const answer = (place: Place, value: unknown): void => {
    answeredHere.current = true;
    dispatch({ type: "answer", place, value });
  };
  return (
    <section class="card next" aria-labelledby="next-title" ref={box}>
      <h3 id="next-title">Ask next</h3>
      {next === undefined ? (
        <p data-question tabIndex={-1}>
          {leftOpen.length === 0
            ? "Nothing that is unknown could change this answer."
            : "Everything that could change this answer has been asked."}
        </p>
      ) : (
        <QuestionCard
          key={key}
          question={next}
          place={placeOfQuestion(next)}
          fact={fact}
          state={state}
          answers={fact === undefined ? [] : choicesOf(fact)}
          onAnswer={(value) => answer(placeOfQuestion(next), value)}
        />
      )}
      <Questions title={`Then ${counted(later.length, "more question")}`} questions={later} />
      <Questions title={`Left unknown: ${leftOpen.length}`} questions={leftOpen} />
    </section>
  );
}

function Questions({ title, questions }: { readonly title: string; readonly questions: readonly Question[] }) {
  const { rulebook } = useDesk();
  if (questions.length === 0) return null;
  return (
    <Fold class="later" title={title}>
      {() => (
        <ol>
          {questions.slice(0, mostListed).map((question) => (
            <li key={pathOf(placeOfQuestion(question))}>
              {question.ask}
              {question.vein !== undefined && <span class="vein-tag"> vein {question.vein}</span>}
              <span class="hint">
                {" "}
                could bring: {question.couldChange.slice(0, 1).map((one) => changeText(rulebook, one))}
              </span>
            </li>
          ))}
          {questions.length > mostListed && <li class="hint">and {questions.length - mostListed} more</li>}
        </ol>
      )}
    </Fold>
  );
}
