/** Facts that the drawing sets. */
export const zoneFact = "vein.zone";
export const sideFact = "vein.side";

export const views = ["front", "back"] as const;
/** From where the legs are seen. */
export type View = (typeof views)[number];

/** Height and width of one view; a leg takes half of the width. */
export const viewWidth = 300;
export const viewHeight = 480;

/** The outline of the leg on the left: height, outer edge, inner edge. */
const outline: readonly (readonly [y: number, outer: number, inner: number])[] = [
  [10, 20, 147],
  [60, 15, 145],
  [100, 18, 137],
  [140, 27, 127],
  [180, 37, 117],
  [205, 42, 110],
  [225, 43, 108],
  [245, 42, 109],
  [285, 33, 114],
  [320, 35, 110],
  [360, 47, 102],
  [380, 52, 99],
  [400, 53, 98],
  [425, 52, 99],
  [445, 44, 104],
  [470, 38, 109],
];

/** A part of the leg in one view, from one height to another. */
export interface Band {
  readonly view: View;
  readonly from: number;
  readonly to: number;
}

/** Where the zones lie that a leg has, by the vocabulary's name; zones that are not here are listed as buttons. */
const bands: Readonly<Record<string, readonly Band[]>> = {
  groin: [{ view: "front", from: 10, to: 58 }],
  "upper-thigh": [
    { view: "front", from: 60, to: 128 },
    { view: "back", from: 10, to: 128 },
  ],
  "lower-thigh": [
    { view: "front", from: 130, to: 203 },
    { view: "back", from: 130, to: 203 },
  ],
  knee: [{ view: "front", from: 205, to: 247 }],
  popliteal: [{ view: "back", from: 205, to: 247 }],
  shin: [{ view: "front", from: 249, to: 378 }],
  calf: [{ view: "back", from: 249, to: 378 }],
  ankle: [
    { view: "front", from: 380, to: 425 },
    { view: "back", from: 380, to: 425 },
  ],
  foot: [
    { view: "front", from: 427, to: 470 },
    { view: "back", from: 427, to: 460 },
  ],
};

/** Where a zone lies; empty where the drawing does not show it. */
export function bandsOf(zone: string): readonly Band[] {
  return Object.hasOwn(bands, zone) ? (bands[zone] ?? []) : [];
}

/** How far apart the points of a drawn edge are. */
const stepHeight = 6;

/** The outline of a band as the path of an SVG. */
export function pathOfBand({ from, to }: Band): string {
  const steps = Math.ceil((to - from) / stepHeight);
  const heights = Array.from({ length: steps + 1 }, (_, step) => from + ((to - from) * step) / steps);
  const outer = heights.map((y) => `${edgeAt(y, 1)} ${rounded(y)}`);
  const inner = heights.map((y) => `${edgeAt(y, 2)} ${rounded(y)}`).reverse();
  return `M${[...outer, ...inner].join("L")}Z`;
}

/** The middle of a band. */
export function middleOf({ from, to }: Band): { readonly x: number; readonly y: number } {
  const y = (from + to) / 2;
  return { x: (edgeAt(y, 1) + edgeAt(y, 2)) / 2, y };
}

/** Where an edge runs at a height: a smooth curve through the points of the outline. */
function edgeAt(y: number, edge: 1 | 2): number {
  const next = Math.max(
    1,
    outline.findIndex(([height]) => height >= y),
  );
  const at = (index: number): readonly [number, number, number] =>
    outline[Math.min(outline.length - 1, Math.max(0, index))] ?? [0, 0, 0];
  const slope = (index: number): number => {
    const [before, after] = [at(index - 1), at(index + 1)];
    return (after[edge] - before[edge]) / (after[0] - before[0]);
  };
  const [above, below] = [at(next - 1), at(next)];
  const height = below[0] - above[0];
  const t = Math.min(1, Math.max(0, (y - above[0]) / height));
  const x =
    (2 * t ** 3 - 3 * t ** 2 + 1) * above[edge] +
    (t ** 3 - 2 * t ** 2 + t) * height * slope(next - 1) +
    (3 * t ** 2 - 2 * t ** 3) * below[edge] +
    (t ** 3 - t ** 2) * height * slope(next);
  return rounded(x);
}

function rounded(length: number): number {
  return Math.round(length * 10) / 10;
}

/** Whose leg stands on which half: seen from the front, the patient's right leg is on the left. */
export function sideOn(view: View, half: "left" | "right"): "left" | "right" {
  if (view === "back") return half;
  return half === "left" ? "right" : "left";
}
