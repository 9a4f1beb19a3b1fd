import { useDesk } from "../parts/desk.ts";
import { IssueList } from "../parts/issue-list.tsx";
import type { State } from "../state/state.ts";

interface RefusedProps {
  readonly state: Pick<State, "refused" | "refusedCase">;
  readonly onEdit: () => void;
}

/** Above the answer: what of the case was not taken, so that nobody reads the answer as if it had been. */
export function NotTaken({ state: { refused, refusedCase }, onEdit }: RefusedProps) {
  const { dispatch } = useDesk();
  return (
    <>
      {refusedCase !== null && (
        <div class="trouble" role="alert">
          <span class="trouble-title">
            The case of {refusedCase.from} was not taken; below is the answer without it
          </span>
          <IssueList issues={refusedCase.issues} />
          <div class="tools">
            {refusedCase.text !== "" && (
              <button type="button" class="quiet small" onClick={onEdit}>
                Edit it
              </button>
            )}
            <button type="button" class="quiet small" onClick={() => dispatch({ type: "drop-refused-case" })}>
              Go on without it
            </button>
          </div>
        </div>
      )}
      {refused.size > 0 && (
        <div class="trouble" role="status">
          <span class="trouble-title">Not taken, and unknown in this answer</span>
          <ul class="issues">
            {[...refused].map(([path, { place, issues }]) => (
              <li key={path}>
                <code>{path}</code> {issues[0]?.message}{" "}
                <button
                  type="button"
                  class="quiet small"
                  aria-label={`Leave out ${path}`}
                  onClick={() => dispatch({ type: "answer", place, value: undefined })}
                >
                  Leave out
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
