import type { Issue } from "../../src/issues/issue.ts";
import { IssueList } from "./issue-list.tsx";

/** The page without an advisor: what is wrong with the rulebook that it was given. */
export function Startless({ issues }: { readonly issues: readonly Issue[] }) {
  const shown = issues.map(({ file, path, message, help }) => ({
    path: [file, path].filter(Boolean).join(" "),
    message,
    ...(help === undefined ? {} : { help }),
  }));
  return (
    <main class="starting">
      <h1>The rulebook cannot be used</h1>
      <div class="trouble" role="alert">
        <IssueList issues={shown} />
      </div>
    </main>
  );
}
