import type { ComponentChildren } from "preact";

interface EntryProps {
  readonly term: string;
  readonly children: ComponentChildren;
}

/** A term of a description list with what is said of it. */
export function Entry({ term, children }: EntryProps) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}
