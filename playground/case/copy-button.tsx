import { useState } from "preact/hooks";

interface CopyButtonProps {
  readonly label: string;
  readonly text: () => string;
}

/** Copies a text, and says whether it could. */
export function CopyButton({ label, text }: CopyButtonProps) {
  const [said, setSaid] = useState("");
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text());
      setSaid("Copied");
    } catch {
      // Some browsers keep the clipboard from pages that were opened from disk.
      setSaid("This browser does not allow it: select the text and copy it");
    }
  };
  return (
    <>
      <button type="button" class="quiet" onClick={copy}>
        {label}
      </button>
      <span class="hint" role="status">
        {said}
      </span>
    </>
  );
}
