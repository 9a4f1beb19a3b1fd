import type { Difference } from "../model/differences.ts";
import { differenceId } from "../model/links.ts";
import { count } from "../model/names.ts";
import { policyText } from "../model/policy-text.ts";
import type { At } from "../parts/at.ts";
import { Page } from "../parts/page.tsx";
import { differenceTitle, Positions } from "../parts/positions.tsx";
import { RuleLinks } from "../parts/rule-links.tsx";

/** Where sources differ: what each says, and what decides. */
export function DifferencesPage({ at }: { readonly at: At }) {
  const { differences, content, restingOn } = at.model;
  const conflicts = Object.entries(content.resolutions).filter(([, { kind }]) => kind === "conflict");
  return (
    <Page at={at} title="Disagreements" name="differences">
      <h1>Disagreements</h1>
      <p class="lede">
        {count(differences.length, "place")} where rules that can meet in one patient rest on different sources and give
        different values. No position is dropped: the policy of the decision says what stands, and the report shows the
        others beside it.
      </p>
      <div class="with-contents">
        <nav class="contents" aria-labelledby="_contents">
          <h2 id="_contents">On this page</h2>
          <ul>
            {differences.map((difference) => (
              <li key={differenceId(difference.slot.name, difference.matter)}>
                <a href={`#${differenceId(difference.slot.name, difference.matter)}`}>{differenceTitle(difference)}</a>
              </li>
            ))}
            <li>
              <a href="#_conflicts">Conflicts within the guidance</a>
            </li>
          </ul>
        </nav>
        <div>
          {differences.map((difference) => (
            <DifferenceSection
              key={differenceId(difference.slot.name, difference.matter)}
              at={at}
              difference={difference}
            />
          ))}
          <section aria-labelledby="_conflicts">
            <h2 id="_conflicts">Conflicts within the guidance</h2>
            <p>
              Where the guidance says two things of one matter, a resolution was taken once, and the rules that rest on
              it name it.
            </p>
            <section class="table-box" aria-label="Conflicts and rules" tabindex={0}>
              <table>
                <caption>Conflicts that were resolved, and the rules that rest on the resolution</caption>
                <thead>
                  <tr>
                    <th scope="col">Resolution</th>
                    <th scope="col">About</th>
                    <th scope="col">Rules</th>
                  </tr>
                </thead>
                <tbody>
                  {conflicts.map(([id, { subject, notCoded }]) => (
                    <tr key={id}>
                      <th scope="row">
                        <a href={at.links.row(id)}>{id}</a>
                      </th>
                      <td>{subject}</td>
                      <td>{notCoded ?? <RuleLinks at={at} rules={restingOn.get(id) ?? []} />}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          </section>
        </div>
      </div>
    </Page>
  );
}

function DifferenceSection({ at, difference }: { readonly at: At; readonly difference: Difference }) {
  const id = differenceId(difference.slot.name, difference.matter);
  const { slot } = difference;
  return (
    <section id={id} class="difference-entry" aria-labelledby={`_${id}`}>
      <h2 id={`_${id}`}>{differenceTitle(difference)}</h2>
      <p>
        <a href={at.links.slot(slot.name)}>{slot.label}</a>: {policyText(slot)}.
      </p>
      <Positions at={at} difference={difference} />
    </section>
  );
}
