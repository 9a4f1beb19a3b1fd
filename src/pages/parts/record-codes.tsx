import { count } from "../model/names.ts";
import type { RecordCode } from "../model/record-codes.ts";

/** The codes by which a fact is read from a health record, folded: there can be many. */
export function RecordCodes({ codes }: { readonly codes: readonly RecordCode[] }) {
  const resources = [...new Set(codes.map(({ resource }) => resource))];
  return (
    <details>
      <summary>
        {count(codes.length, "code")} of {resources.join(", ")}
      </summary>
      <ul class="record-codes">
        {codes.map(({ resource, system, code, display, gives }) => (
          <li key={`${resource} ${system} ${code}`}>
            {display}{" "}
            <span class="note">
              {system} <code>{code}</code>, {resource}: {gives}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
