import { useState } from "preact/hooks";
import type { Fact } from "../../src/rulebook/vocabulary.ts";
import { answerText, unitName } from "../words.ts";
import { entryText, readEntry } from "./entry.ts";
import { describedBy, type FieldProps, idOf, Meaning, Trouble } from "./field-props.tsx";

/** A number with its unit, a date or a text. */
export function TextField(props: FieldProps) {
  const { fact, value, refused, onAnswer, label, commits = false } = props;
  const id = idOf(props);
  // While somebody types, the field holds what was typed: `1.` is on its way to `1.5`.
  const [typed, setTyped] = useState<string>();
  const isNumeric = fact.type === "number" || fact.type === "integer";
  const unit = unitName(fact.unit);
  return (
    <div class="field">
      <label for={id}>{label ?? fact.label}</label>
      <Meaning {...props} />
      <div class="quantity">
        <input
          id={id}
          type="text"
          inputMode={isNumeric ? "decimal" : "text"}
          autocomplete="off"
          spellcheck={false}
          placeholder={placeholderOf(fact)}
          value={typed ?? entryText(refused === undefined ? value : refused.value)}
          aria-invalid={refused !== undefined}
          aria-describedby={describedBy(props)}
          onInput={({ currentTarget }) => {
            setTyped(currentTarget.value);
            if (!commits) onAnswer(readEntry(fact, currentTarget.value));
          }}
          onChange={({ currentTarget }) => {
            if (commits && currentTarget.value !== "") onAnswer(readEntry(fact, currentTarget.value));
          }}
          onBlur={() => setTyped(undefined)}
        />
        {unit !== "" && <span class="unit">{unit}</span>}
      </div>
      <Trouble {...props} />
    </div>
  );
}

function placeholderOf({ type, absent, unit }: Fact): string {
  if (absent !== undefined) return `counts as ${answerText({ unit } as Fact, absent)}`;
  if (type === "date") return "YYYY-MM-DD";
  return type === "date-or-date-time" ? "YYYY-MM-DD" : "unknown";
}
