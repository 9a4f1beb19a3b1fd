import type { Report } from "../../src/report/report.ts";
import { Fold } from "../parts/fold.tsx";
import type { PlainCase } from "../state/case.ts";
import { counted, words } from "../words.ts";
import { SourceIds } from "./sources.tsx";
import { Told } from "./told.tsx";

/** Where the clinician's proposal differs from what is advised, and the doses that it sums up to. */
export function Proposal({ report, of }: { readonly report: Report; readonly of: PlainCase }) {
  const { critique, doses = [] } = report;
  if (critique.length === 0 && doses.length === 0) return null;
  return (
    <section aria-labelledby="proposal-title">
      <h3 id="proposal-title">The proposal against the advice</h3>
      {critique.length > 0 && (
        <ul class="lines">
          {critique.map(({ vein, field, severity, text, because }) => (
            <li key={`${vein ?? ""} ${field} ${text}`} class={`line ${severity}`}>
              <p class="line-head">
                <span class={`chip ${severity}`}>{severity}</span> {text}
                {vein !== null && <span class="vein-tag"> vein {vein}</span>}
              </p>
              <Fold
                class="why"
                title={
                  <>
                    Why<span class="unseen">: {text}</span>
                  </>
                }
              >
                {() => <Told all={report.recommendations.filter(({ id }) => because.includes(id))} of={of} />}
              </Fold>
            </li>
          ))}
        </ul>
      )}
      {doses.length > 0 && <Doses doses={doses} />}
    </section>
  );
}

function Doses({ doses }: { readonly doses: NonNullable<Report["doses"]> }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled sideways must be reached by keyboard
    <section class="scrolls" tabIndex={0} aria-label="Proposed doses">
      <table>
        <caption>Proposed doses, summed over veins</caption>
        <thead>
          <tr>
            <th scope="col">Of what</th>
            <th scope="col">Sum</th>
            <th scope="col">Ceiling</th>
          </tr>
        </thead>
        <tbody>
          {doses.map(({ agent, form, side, unit, total, atLeast, ceilings, veins }) => {
            const what = [agent, form, side].filter((part) => part !== undefined).map(words);
            return (
              <tr key={what.join()}>
                <th scope="row">
                  {what.join(", ")} <span class="hint">({counted(veins.length, "vein")})</span>
                </th>
                <td>
                  {atLeast && "at least "}
                  {total} {unit}
                </td>
                <td>
                  {ceilings.length === 0 && "none given"}
                  {ceilings.map(({ amount, exceededBy, sources }) => (
                    <p key={sources.join()}>
                      {amount} {unit}
                      {exceededBy !== null && (
                        <strong>
                          {" "}
                          passed by {atLeast && "at least "}
                          {exceededBy} {unit}
                        </strong>
                      )}{" "}
                      <SourceIds sources={sources.map((id) => ({ id }))} />
                    </p>
                  ))}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
