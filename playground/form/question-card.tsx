import type { Question } from "../../src/explain/questions.ts";
import type { Scalar } from "../../src/logic/cell.ts";
import type { Fact } from "../../src/rulebook/vocabulary.ts";
import { useDesk } from "../parts/desk.ts";
import { useSliced } from "../parts/use-sliced.ts";
import { type Place, pathOf } from "../state/case.ts";
import type { State } from "../state/state.ts";
import { answerText, capital, changeText } from "../words.ts";
import { type Effects, effectsOf } from "./effects.ts";
import { Field } from "./field.tsx";

interface QuestionCardProps {
  readonly question: Question;
  readonly place: Place;
  readonly fact: Fact | undefined;
  readonly state: State;
  /** The answers to choose from; empty where a number, a date or a text is asked for. */
  readonly answers: readonly Scalar[];
  readonly onAnswer: (value: unknown) => void;
}

/** Effects that are written out below an answer, and changes below a question. */
const mostEffects = 2;
const mostChanges = 4;

/** One question with its answers, and what each could bring. */
export function QuestionCard({ question, place, fact, state, answers, onAnswer }: QuestionCardProps) {
  const { advisor, rulebook } = useDesk();
  const effects = useSliced(
    () => effectsOf(advisor, state.case, state.report, place, answers),
    [advisor, state.report, pathOf(place)],
  );
  const { couldChange, vein, ask } = question;
  // What an answer brings by itself stands on its button.
  const brought = [...(effects?.values() ?? [])].flat();
  const more = couldChange.map((one) => changeText(rulebook, one)).filter((text) => !brought.includes(text));
  return (
    <div class="question">
      <p class="ask" data-question tabIndex={-1}>
        {vein !== undefined && <span class="vein-tag">Vein {vein}: </span>}
        {ask}
      </p>
      {answers.length === 0 && fact !== undefined ? (
        <Field
          scope="next"
          fact={fact}
          place={place}
          value={undefined}
          refused={state.refused.get(pathOf(place))}
          commits
          onAnswer={onAnswer}
        />
      ) : (
        <div class="answers">
          {answers.map((value) => (
            <button key={String(value)} type="button" class="answer" onClick={() => onAnswer(value)}>
              <span class="answer-text">{capital(answerText(fact, value))}</span>
              <Effect of={value} effects={effects} />
            </button>
          ))}
        </div>
      )}
      <div class="answers">
        <button type="button" class="answer unknown" onClick={() => onAnswer(null)}>
          <span class="answer-text">Unknown</span>
          <span class="effect">stays open, nothing is assumed</span>
        </button>
      </div>
      {effects !== undefined && more.length > 0 && (
        <p class="hint">
          {answers.length > 0 ? "With other answers also" : "Could bring"}: {more.slice(0, mostChanges).join("; ")}
          {more.length > mostChanges && ` and ${more.length - mostChanges} more`}.
        </p>
      )}
    </div>
  );
}

function Effect({ of, effects }: { readonly of: Scalar; readonly effects: Effects | undefined }) {
  const turns = effects?.get(of);
  const text =
    effects === undefined
      ? "\u2026"
      : turns === undefined
        ? "contradicts the case"
        : turns.length === 0
          ? "changes nothing in the plan"
          : turns.slice(0, mostEffects).join("; ") +
            (turns.length > mostEffects ? `; and ${turns.length - mostEffects} more` : "");
  return <span class="effect">{text}</span>;
}
