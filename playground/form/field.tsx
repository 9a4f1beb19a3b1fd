import { ButtonsField, ListField } from "./choice-fields.tsx";
import { choicesFor } from "./choices.ts";
import type { FieldProps } from "./field-props.tsx";
import { TextField } from "./text-field.tsx";

/** More answers than this stand in a list that opens. */
const mostButtons = 4;

/** A field for one fact, with the answers or the unit that the vocabulary gives it. */
export function Field(props: FieldProps) {
  const choices = choicesFor(props.fact);
  const known = choices.filter(({ value }) => value !== null && value !== undefined);
  if (known.length === 0) return <TextField {...props} />;
  return known.length > mostButtons ? <ListField {...props} /> : <ButtonsField {...props} />;
}
