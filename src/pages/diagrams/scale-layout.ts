import { labelOf, type Scale, type Step, shadeOf } from "../model/scale.ts";

/** A value with its place, in units of the drawing. */
export interface PlacedStep {
  readonly step: Step;
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** How far along the scale. */
  readonly shade: number;
  /** A sign of order stands before it. */
  readonly isAfter: boolean;
}

export interface ScaleLayout {
  readonly y: number;
  readonly scale: Scale;
  readonly steps: readonly PlacedStep[];
}

export const drawingWidth = 760;
export const stepHeight = 28;
const labelHeight = 22;
const between = 20;
const rowGap = 8;
const scaleGap = 22;
const padding = 22;
/** The mean width of a letter of 13 units. */
const letter = 7.1;

/** Places one scale under the other, each with its values in a row that wraps where it is too long. */
export function layOutScales(scales: readonly Scale[]): { height: number; scales: readonly ScaleLayout[] } {
  const placed: ScaleLayout[] = [];
  let y = 0;
  for (const scale of scales) {
    const layout = layOutScale(scale, y);
    placed.push(layout);
    const last = layout.steps.at(-1);
    y = (last?.y ?? y + labelHeight) + stepHeight + scaleGap;
  }
  return { height: Math.max(y - scaleGap, 0) + 2, scales: placed };
}

function layOutScale(scale: Scale, y: number): ScaleLayout {
  const steps: PlacedStep[] = [];
  let x = 1;
  let row = y + labelHeight;
  for (const [index, step] of scale.steps.entries()) {
    const label = labelOf(step);
    const width = Math.ceil(label.length * letter + padding);
    if (index > 0 && x + width > drawingWidth) {
      x = 1;
      row += stepHeight + rowGap;
    }
    steps.push({
      step,
      label,
      x,
      y: row,
      width,
      shade: shadeOf(scale, index),
      isAfter: scale.isOrdered && index > 0 && x > 1,
    });
    x += width + between;
  }
  return { y, scale, steps };
}
