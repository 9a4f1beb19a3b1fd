import type { OptionValue, Slot } from "../../src/rulebook/slots.ts";
import { useDesk } from "../parts/desk.ts";
import { slotText, words } from "../words.ts";

interface OptionsProps {
  readonly slot: Slot;
  readonly options: readonly OptionValue[];
  /** The form that is chosen for the vein; null where it is not settled. */
  readonly form: string | null;
}

/** What sources name, one below the other: those of the chosen form first, and in words where there are none of it. */
export function Options({ slot, options, form }: OptionsProps) {
  const { rulebook } = useDesk();
  const list = (some: readonly OptionValue[]) => (
    <span class="options">
      {some.map((option) => {
        const text = slotText(rulebook, slot.name, [option]);
        return <span key={text}>{text}</span>;
      })}
    </span>
  );
  const fitting = options.filter((option) => option["form"] === form);
  const others = options.filter((option) => option["form"] !== form);
  if (form === null || others.length === 0) return list(options);
  const otherForms = [...new Set(others.map((option) => words(String(option["form"]))))].join(" or ");
  return (
    <>
      {fitting.length > 0 ? (
        list(fitting)
      ) : (
        <span class="none-named">
          The sources used here name none for {words(form)} on this vein; the options below are for {otherForms}.
        </span>
      )}
      <span class="other-form">
        {fitting.length > 0 && <span class="hint">For {otherForms}:</span>}
        {list(others)}
      </span>
    </>
  );
}
