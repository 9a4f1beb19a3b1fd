import { labelOf, type Scale, shadeOf } from "../model/scale.ts";

/** The values of one slot in a line that wraps, the one that overrules the others last, each with the number of its rules. */
export function ScaleChips({ scale }: { readonly scale: Scale }) {
  return (
    <ol class={scale.isOrdered ? "chips ordered" : "chips"}>
      {scale.steps.map((step, index) => (
        <li key={step.text} class={step.rules.length === 0 ? "chip unset" : `chip shade-${shadeOf(scale, index)}`}>
          {labelOf(step)}
        </li>
      ))}
    </ol>
  );
}
