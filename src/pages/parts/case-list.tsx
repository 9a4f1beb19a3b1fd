import type { ShownCase } from "../model/shown-cases.ts";
import type { At } from "./at.ts";

/** So many cases stand with a rule: enough to see when it applies and when not. */
const shown = 6;

/** Case fixtures that name a rule, those to whose patient it applies first. */
export function CaseList({ at, cases }: { readonly at: At; readonly cases: readonly ShownCase[] }) {
  const more = cases.length - shown;
  return (
    <ul class="cases">
      {cases.slice(0, shown).map(({ name, title, input, where }) => (
        <li key={name}>
          {title} <code>{name}</code>{" "}
          {where === "" ? (
            <span class="note">shows where it does not apply</span>
          ) : (
            at.model.hasPlayground && (
              <a class="play" href={at.links.playground(input)}>
                Open {where === "case" ? "this case" : "the patient to whom it applies"} in the playground
                <span class="for-readers">: {title}</span>
              </a>
            )
          )}
        </li>
      ))}
      {more > 0 && <li class="note">and {more} more</li>}
    </ul>
  );
}
