import { policyText } from "../model/policy-text.ts";
import type { Scale } from "../model/scale.ts";
import type { At } from "./at.ts";
import { RuleLinks } from "./rule-links.tsx";

interface ScaleTableProps {
  readonly at: At;
  readonly caption: string;
  readonly scales: readonly Scale[];
}

/** Slots and their values with the rules that give each, in the order of the drawing. */
export function ScaleTable({ at, caption, scales }: ScaleTableProps) {
  return (
    <section class="table-box" aria-label={caption} tabindex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Decision</th>
            <th scope="col">Value</th>
            <th scope="col">Rules</th>
          </tr>
        </thead>
        {scales.map(({ slot, isOrdered, steps }) => (
          <tbody key={slot.name}>
            {steps.map(({ text, rules }, index) => (
              <tr key={text}>
                {index === 0 && (
                  <th scope="rowgroup" rowSpan={steps.length}>
                    <a href={at.links.slot(slot.name)}>{slot.label}</a>
                    <span class="note">{policyText(slot)}</span>
                  </th>
                )}
                <td>
                  {isOrdered && index > 0 && <span class="overrules" aria-hidden="true" />}
                  {text}
                </td>
                <td>
                  <RuleLinks at={at} rules={rules} />
                </td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}
