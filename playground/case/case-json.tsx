import { useEffect, useRef, useState } from "preact/hooks";
import { useDesk } from "../parts/desk.ts";
import { IssueList } from "../parts/issue-list.tsx";
import { fragmentOf } from "../share.ts";
import type { State } from "../state/state.ts";
import { CopyButton } from "./copy-button.tsx";

/** The case as JSON, to copy, to paste or edit, and to share as a link. */
export function CaseJson({ state }: { readonly state: Pick<State, "case" | "refusedCase"> }) {
  const { dispatch } = useDesk();
  const { refusedCase } = state;
  const json = JSON.stringify(state.case, null, 2);
  const [text, setText] = useState(refusedCase === null || refusedCase.text === "" ? json : refusedCase.text);
  const [link, setLink] = useState<string>();
  const isFirst = useRef(true);
  // What somebody edits here is theirs until the case changes elsewhere.
  useEffect(() => {
    if (!isFirst.current) setText(json);
    isFirst.current = false;
    setLink(undefined);
  }, [json]);
  return (
    <section aria-labelledby="json-title">
      <h3 id="json-title">The case as JSON</h3>
      <div class="field">
        <label for="case-json">Paste or edit a case; nothing of it leaves this page</label>
        <textarea
          id="case-json"
          rows={18}
          spellcheck={false}
          autocomplete="off"
          value={text}
          aria-invalid={refusedCase !== null}
          aria-describedby={refusedCase === null ? undefined : "case-issues"}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </div>
      {refusedCase !== null && (
        <div class="trouble" role="alert">
          <span class="trouble-title">The case of {refusedCase.from} was not taken</span>
          <IssueList issues={refusedCase.issues} id="case-issues" />
        </div>
      )}
      <div class="tools">
        <button type="button" onClick={() => dispatch({ type: "load-text", text, from: "this text" })}>
          Use this case
        </button>
        <CopyButton label="Copy the JSON" text={() => text} />
        <button type="button" class="quiet" onClick={() => setLink(linkOf(state.case))}>
          Make a link
        </button>
      </div>
      {link !== undefined && (
        <div class="field">
          <label for="case-link">Link to this page with the case; whoever has it can read the case</label>
          <input
            id="case-link"
            type="text"
            readOnly
            value={link}
            onFocus={({ currentTarget }) => currentTarget.select()}
          />
          <CopyButton label="Copy the link" text={() => link} />
        </div>
      )}
    </section>
  );
}

/** The page's own address with the case in its fragment, which no browser sends to a server. */
function linkOf(of: unknown): string {
  return location.href.replace(/#.*$/s, "") + fragmentOf(of);
}
