import { options } from "preact";
import { useEffect, useState } from "preact/hooks";

/** True while the browser prints. The page has to be as it prints before the browser looks, so it is rendered at once. */
export function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const show = (printing: boolean) => (): void => {
      const { debounceRendering } = options;
      options.debounceRendering = (render: () => void) => render();
      setPrinting(printing);
      if (debounceRendering === undefined) delete options.debounceRendering;
      else options.debounceRendering = debounceRendering;
    };
    const [before, after] = [show(true), show(false)];
    addEventListener("beforeprint", before);
    addEventListener("afterprint", after);
    return () => {
      removeEventListener("beforeprint", before);
      removeEventListener("afterprint", after);
    };
  }, []);
  return isPrinting;
}
