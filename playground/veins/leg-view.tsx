import type { TargetedKeyboardEvent } from "preact";
import { counted, titleOf } from "../words.ts";
import { type Band, bandsOf, middleOf, pathOfBand, sideOn, type View, viewHeight, viewWidth } from "./drawing.ts";

interface LegViewProps {
  readonly view: View;
  readonly zones: readonly string[];
  /** How many veins a zone of a side has. */
  readonly countAt: (zone: string, side: string) => number;
  readonly onTap: (zone: string, side: string) => void;
}

/** Both legs from one side. Every zone is a button that adds a vein there. */
export function LegView({ view, zones, countAt, onTap }: LegViewProps) {
  return (
    <figure class="legs">
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing is no fieldset */}
      <svg viewBox={`0 0 ${viewWidth} ${viewHeight}`} role="group" aria-label={`Legs from the ${view}`}>
        {(["left", "right"] as const).map((half) => (
          <g key={half} transform={half === "left" ? undefined : `translate(${viewWidth} 0) scale(-1 1)`}>
            {zones.flatMap((zone) =>
              bandsOf(zone)
                .filter((band) => band.view === view)
                .map((band) => {
                  const side = sideOn(view, half);
                  return (
                    <Zone
                      key={`${zone}-${band.from}`}
                      band={band}
                      label={`${titleOf(zone)}, ${side} leg, ${view}`}
                      count={countAt(zone, side)}
                      onTap={() => onTap(zone, side)}
                    />
                  );
                }),
            )}
          </g>
        ))}
        <Markers view={view} zones={zones} countAt={countAt} />
      </svg>
      <figcaption>
        <span>{sideOn(view, "left")}</span> <strong>{view}</strong> <span>{sideOn(view, "right")}</span>
      </figcaption>
    </figure>
  );
}

/** How many veins are where; the zones say it in their names. */
function Markers({ view, zones, countAt }: Omit<LegViewProps, "onTap">) {
  const places = zones.flatMap((zone) =>
    bandsOf(zone)
      .filter((band) => band.view === view)
      .flatMap((band) => (["left", "right"] as const).map((half) => ({ zone, band, half }))),
  );
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of an SVG takes no focus
    <g class="markers" aria-hidden="true">
      {places.map(({ zone, band, half }) => {
        const { x, y } = middleOf(band);
        const count = countAt(zone, sideOn(view, half));
        if (count === 0) return null;
        return (
          <g key={`${zone} ${half}`} transform={`translate(${half === "left" ? x : viewWidth - x} ${y})`}>
            <circle r="13" />
            <text text-anchor="middle" dy="5">
              {count}
            </text>
          </g>
        );
      })}
    </g>
  );
}

interface ZoneProps {
  readonly band: Band;
  readonly label: string;
  readonly count: number;
  readonly onTap: () => void;
}

function Zone({ band, label, count, onTap }: ZoneProps) {
  const onKeyDown = (event: TargetedKeyboardEvent<SVGGElement>): void => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    onTap();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an SVG has no button element
    <g
      class={count > 0 ? "zone has-veins" : "zone"}
      role="button"
      tabindex={0}
      aria-label={`Add a vein: ${label}${count > 0 ? ` (${counted(count, "vein")} here)` : ""}`}
      onClick={onTap}
      onKeyDown={onKeyDown}
    >
      <title>{label}</title>
      <path d={pathOfBand(band)} />
    </g>
  );
}
