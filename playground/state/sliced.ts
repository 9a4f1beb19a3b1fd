/** Work that is done in steps, so that the page stays quick to answer: each `yield` may be the end of a slice. */
export type Sliced<T> = Generator<undefined, T>;

/** How long one slice may take. */
const sliceMs = 6;

/**
 * Runs sliced work after the page has been painted; `onDone` gets its result. Returns what stops it. `now` and `later` are the
 * page's clock and timer.
 */
export function runSliced<T>(
  work: Sliced<T>,
  onDone: (result: T) => void,
  { now, later }: { readonly now: () => number; readonly later: (run: () => void) => void },
): () => void {
  let stopped = false;
  const slice = (): void => {
    const end = now() + sliceMs;
    while (!stopped) {
      const { done, value } = work.next();
      if (done === true) {
        onDone(value);
        return;
      }
      if (now() >= end) {
        later(slice);
        return;
      }
    }
  };
  later(slice);
  return () => {
    stopped = true;
  };
}
