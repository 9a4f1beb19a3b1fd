import type { Done } from "./checkpoint.ts";

/** Where progress is shown: a terminal. */
export interface Terminal {
  readonly isTTY?: boolean;
  readonly write: (text: string) => unknown;
}

export interface Progress {
  readonly show: (done: Done, inputBytes: number | undefined) => void;
  /** Takes the line away again. */
  readonly end: () => void;
}

/** The line is drawn anew at most this often. */
const redrawMs = 200;

const eraseLine = "\r\u001b[K";

/** One line that says how far a run is; nothing at all where nobody watches. `now` gives milliseconds. */
export function progressOn(terminal: Terminal, now: () => number): Progress {
  if (terminal.isTTY !== true) return { show: () => {}, end: () => {} };
  const startedAt = now();
  let drawnAt = Number.NEGATIVE_INFINITY;
  let first: Done | undefined;
  return {
    show: (done, inputBytes) => {
      first ??= done;
      if (now() - drawnAt < redrawMs) return;
      drawnAt = now();
      // What an earlier run did does not count as speed.
      const perSecond = ((done.cases - first.cases) / Math.max(1, now() - startedAt)) * 1000;
      terminal.write(`${eraseLine}${progressText(done, inputBytes, perSecond)}`);
    },
    end: () => {
      if (drawnAt > Number.NEGATIVE_INFINITY) terminal.write(eraseLine);
    },
  };
}

/** `12,000 cases, 3 with issues, 40 %, 31,000 per second`. */
export function progressText(done: Done, inputBytes: number | undefined, perSecond: number): string {
  const number = (value: number): string => Math.round(value).toLocaleString("en");
  return [
    `${number(done.cases)} cases`,
    ...(done.withIssues > 0 ? [`${number(done.withIssues)} with issues`] : []),
    ...(inputBytes === undefined ? [] : [`${Math.floor((done.inputBytes / Math.max(1, inputBytes)) * 100)} %`]),
    ...(perSecond > 0 ? [`${number(perSecond)} per second`] : []),
  ].join(", ");
}
