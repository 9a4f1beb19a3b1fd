import { policyText } from "../model/policy-text.ts";
import type { Scale } from "../model/scale.ts";
import { drawingWidth, layOutScales, stepHeight } from "./scale-layout.ts";

interface ScaleProps {
  /** Makes the ids of title and description. */
  readonly id: string;
  readonly title: string;
  readonly scales: readonly Scale[];
}

/** Slots with their values, the one that overrules the others last; how many rules give each. A table beside it says the same. */
export function ScaleDiagram({ id, title, scales }: ScaleProps) {
  const { height, scales: placed } = layOutScales(scales);
  return (
    <section class="drawing" aria-label={`${title}, drawn`} tabindex={0}>
      <svg
        viewBox={`0 0 ${drawingWidth} ${height}`}
        class="scales"
        role="img"
        aria-labelledby={`_${id}-title _${id}-text`}
      >
        <title id={`_${id}-title`}>{title}</title>
        <desc id={`_${id}-text`}>
          One row for each decision: its values from least to most restrictive, or in the order in which they overrule
          each other, each with the number of rules that give it. The table below says the same in words.
        </desc>
        {placed.map(({ scale, y, steps }) => (
          <g key={scale.slot.name}>
            <text x={1} y={y + 13} class="scale-label">
              {scale.slot.label}
              <tspan class="scale-policy" dx={10}>
                {policyText(scale.slot)}
              </tspan>
            </text>
            {steps.map(({ step, label, x, y: row, width, shade, isAfter }) => (
              <g key={label} class={step.rules.length === 0 ? "step unset" : `step shade-${shade}`}>
                {isAfter && <path class="before" d={`M${x - 13} ${row + 9}l5 5l-5 5`} />}
                <rect x={x} y={row} width={width} height={stepHeight} rx={stepHeight / 2} />
                <text x={x + width / 2} y={row + 18.5} text-anchor="middle">
                  {label}
                </text>
              </g>
            ))}
          </g>
        ))}
      </svg>
    </section>
  );
}
