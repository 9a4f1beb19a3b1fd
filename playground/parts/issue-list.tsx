import type { Issue } from "../../src/issues/issue.ts";

type Shown = Pick<Issue, "path" | "message" | "help">;

/** The library's issues, each with where it is, what is wrong and what to do. */
export function IssueList({ issues, id }: { readonly issues: readonly Shown[]; readonly id?: string }) {
  return (
    <ul class="issues" id={id}>
      {issues.map(({ path, message, help }) => (
        <li key={`${path} ${message}`}>
          {path !== "" && <code>{path}</code>} {message}
          {help !== undefined && <span class="help"> {help}</span>}
        </li>
      ))}
    </ul>
  );
}
