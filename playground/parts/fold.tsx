import type { ComponentChildren } from "preact";
import { useContext, useState } from "preact/hooks";
import { PrintingContext } from "./desk.ts";

interface FoldProps {
  readonly title: ComponentChildren;
  readonly class?: string;
  readonly startsOpen?: boolean;
  /** Made only once the fold is open: most of a report is never opened. */
  readonly children: () => ComponentChildren;
  /** Whether it is opened for printing. */
  readonly prints?: boolean;
}

/** Something that is folded until it is asked for. */
export function Fold({ title, class: name, startsOpen = false, children, prints = false }: FoldProps) {
  const [isOpen, setOpen] = useState(startsOpen);
  const shows = isOpen || (useContext(PrintingContext) && prints);
  return (
    <details class={name} open={shows}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a summary is a button, and gets its click from the keyboard too */}
      <summary
        onClick={(event) => {
          // Opened here, with its content, in one frame; what printing has opened closes again.
          event.preventDefault();
          setOpen(!isOpen);
        }}
      >
        {title}
      </summary>
      {shows && <div class="fold-body">{children()}</div>}
    </details>
  );
}
