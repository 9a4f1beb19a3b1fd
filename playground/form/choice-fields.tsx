import { choicesFor, chosenKey } from "./choices.ts";
import { describedBy, type FieldProps, idOf, Meaning, Trouble } from "./field-props.tsx";

/** A few answers, side by side. */
export function ButtonsField(props: FieldProps) {
  const { fact, value, onAnswer, label } = props;
  const id = idOf(props);
  const choices = choicesFor(fact);
  const chosen = chosenKey(choices, value);
  return (
    <fieldset class="field" id={id}>
      <legend>{label ?? fact.label}</legend>
      <Meaning {...props} />
      <div class="choices">
        {choices.map((choice) => (
          <label key={choice.key} class="choice">
            <input
              type="radio"
              name={id}
              value={choice.key}
              checked={choice.key === chosen}
              onChange={() => onAnswer(choice.value)}
            />
            <span>{choice.text}</span>
          </label>
        ))}
      </div>
      <Trouble {...props} />
    </fieldset>
  );
}

/** Many answers, in a list that opens. */
export function ListField(props: FieldProps) {
  const { fact, value, onAnswer, label } = props;
  const id = idOf(props);
  const choices = choicesFor(fact);
  return (
    <div class="field">
      <label for={id}>{label ?? fact.label}</label>
      <Meaning {...props} />
      <select
        id={id}
        value={chosenKey(choices, value)}
        aria-describedby={describedBy(props)}
        onChange={({ currentTarget }) =>
          onAnswer(choices.find(({ key }) => key === currentTarget.value)?.value ?? null)
        }
      >
        {choices.map(({ key, text }) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
      <Trouble {...props} />
    </div>
  );
}
