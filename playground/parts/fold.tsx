import type { ComponentChildren } from "preact";
import { useContext } from "preact/hooks";
import { PrintingContext } from "./desk.ts";
import { FoldPlace, foldId, useFoldPlace, useOpen } from "./folds.ts";

interface FoldProps {
  readonly title: ComponentChildren;
  /** What it is called among the folds around it: it is remembered by that, and what is tried in it can lead back to it. */
  readonly name?: string;
  readonly class?: string;
  readonly startsOpen?: boolean;
  /** Made only once the fold is open: most of a report is never opened. */
  readonly children: () => ComponentChildren;
  /** Whether it is opened for printing. */
  readonly prints?: boolean;
}

/** Something that is folded until it is asked for. */
export function Fold({ title, name, class: look, startsOpen = false, children, prints = false }: FoldProps) {
  const place = useFoldPlace(name);
  const [isOpen, setOpen] = useOpen(place, startsOpen, name !== undefined);
  const shows = isOpen || (useContext(PrintingContext) && prints);
  return (
    <details class={look} open={shows}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a summary is a button, and gets its click from the keyboard too */}
      <summary
        id={name === undefined ? undefined : foldId(place)}
        onClick={(event) => {
          // Opened here, with its content, in one frame; what printing has opened closes again.
          event.preventDefault();
          setOpen(!isOpen);
        }}
      >
        {title}
      </summary>
      {shows && (
        <FoldPlace.Provider value={place}>
          <div class="fold-body">{children()}</div>
        </FoldPlace.Provider>
      )}
    </details>
  );
}
