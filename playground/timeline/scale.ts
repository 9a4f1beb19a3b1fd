/** How far the axis goes on where something has no end. */
const beyond = 1.5;

/** A place on the time axis. */
export interface Tick {
  readonly hours: number;
  readonly share: number;
}

/** Where hours stand on an axis from 0 to 1. */
export interface Scale {
  readonly at: (hours: number) => number;
  readonly ticks: readonly Tick[];
}

/** About the shortest time that a session's aftercare counts in: below it the axis is even, above it every doubling is a step. */
const kneeHours = 12;

/**
 * An axis on which hours after the session and months after it can both be read. `times` are the moments that matter; the ticks are
 * those of them that do not crowd each other. Where something has no end, the axis goes on behind the last of them.
 */
export function scaleOf(times: readonly number[], closest: number, goesOn = false): Scale {
  const first = Math.min(0, ...times);
  const lastTime = Math.max(kneeHours, ...times);
  const last = goesOn ? lastTime * beyond : lastTime;
  const step = (hours: number): number => Math.sign(hours) * Math.log2(1 + Math.abs(hours) / kneeHours);
  const [low, high] = [step(first), step(last)];
  const at = (hours: number): number => (step(Math.min(Math.max(hours, first), last)) - low) / (high - low);
  const ticks: Tick[] = [];
  for (const hours of [...new Set([0, lastTime, first, ...times])]) {
    const share = at(hours);
    // At the ends a label stands to one side of its tick, and needs as much again.
    const room = (other: number): number => (Math.max(share, other) > 1 - closest / 2 ? closest * 1.5 : closest);
    if (ticks.every((tick) => Math.abs(tick.share - share) >= room(tick.share))) ticks.push({ hours, share });
  }
  return { at, ticks: ticks.sort((a, b) => a.share - b.share) };
}

/** Breaks a label into lines of at most so many characters. */
export function labelLines(text: string, longest: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + word.length > longest) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}
