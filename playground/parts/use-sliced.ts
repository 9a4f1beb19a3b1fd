import { type Inputs, useEffect, useState } from "preact/hooks";
import { runSliced, type Sliced } from "../state/sliced.ts";

const page = {
  now: () => performance.now(),
  later: (run: () => void) => {
    setTimeout(run);
  },
};

/** The result of work that runs after painting, in slices; undefined until it is there, and anew when an input changes. */
export function useSliced<T>(work: () => Sliced<T>, inputs: Inputs): T | undefined {
  const [done, setDone] = useState<{ readonly inputs: Inputs; readonly result: T }>();
  useEffect(() => runSliced(work(), (result) => setDone({ inputs, result }), page), inputs);
  if (done === undefined || done.inputs.some((input, index) => !Object.is(input, inputs[index]))) return undefined;
  return done.result;
}
