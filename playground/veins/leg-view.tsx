import type { TargetedKeyboardEvent } from "preact";
import { titleOf } from "../words.ts";
import { type Band, bandsOf, middleOf, pathOfBand, sideOn, type View, viewHeight, viewWidth } from "./drawing.ts";

interface LegViewProps {
  readonly view: View;
  readonly zones: readonly string[];
  /** The names of the veins that a zone of a side has. */
  readonly veinsAt: (zone: string, side: string) => readonly string[];
  readonly onTap: (zone: string, side: string) => void;
}

/** Both legs from one side. Every zone is a button that adds a vein there. */
export function LegView({ view, zones, veinsAt, onTap }: LegViewProps) {
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
                      veins={veinsAt(zone, side)}
                      onTap={() => onTap(zone, side)}
                    />
                  );
                }),
            )}
          </g>
        ))}
        <Markers view={view} zones={zones} veinsAt={veinsAt} />
      </svg>
      <figcaption>
        <span>{sideOn(view, "left")}</span> <strong>{view}</strong> <span>{sideOn(view, "right")}</span>
      </figcaption>
    </figure>
  );
}

/** Letters of a name that a zone has room for. */
const longestName = 15;
/** Names below each other, and how far apart. */
const mostNames = 2;
const lineHeight = 18;

const shortened = (name: string): string => (name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name);

/** Which veins are where; the zones say it in their names. */
function Markers({ view, zones, veinsAt }: Omit<LegViewProps, "onTap">) {
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
        const names = veinsAt(zone, sideOn(view, half));
        if (names.length === 0) return null;
        const shown = names.slice(0, mostNames).map(shortened);
        const more = names.length - shown.length;
        const lines = more > 0 ? [...shown, `and ${more} more`] : shown;
        return (
          <g key={`${zone} ${half}`} transform={`translate(${half === "left" ? x : viewWidth - x} ${y})`}>
            <circle r="6" cy={-lineHeight * (lines.length / 2)} />
            {lines.map((line, index) => (
              <text key={line} text-anchor="middle" y={lineHeight * (index + 1 - (lines.length - 1) / 2) - 4}>
                {line}
              </text>
            ))}
          </g>
        );
      })}
    </g>
  );
}

interface ZoneProps {
  readonly band: Band;
  readonly label: string;
  readonly veins: readonly string[];
  readonly onTap: () => void;
}

function Zone({ band, label, veins, onTap }: ZoneProps) {
  const onKeyDown = (event: TargetedKeyboardEvent<SVGGElement>): void => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    onTap();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an SVG has no button element
    <g
      class="zone"
      role="button"
      tabindex={0}
      aria-label={`Add a vein: ${label}${veins.length > 0 ? ` (here: ${veins.join(", ")})` : ""}`}
      onClick={onTap}
      onKeyDown={onKeyDown}
    >
      <title>{label}</title>
      <path d={pathOfBand(band)} />
    </g>
  );
}
