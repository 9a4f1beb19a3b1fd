import { flowOf } from "../model/flow.ts";
import { titleOf } from "../model/names.ts";
import type { At } from "./at.ts";

/** The decision flow in words: what each topic reads and what it decides. */
export function FlowTable({ at }: { readonly at: At }) {
  const { nodes, edges } = flowOf(at.model);
  const labels = new Map(nodes.map(({ id, label }) => [id, label]));
  const joined = (ids: readonly string[]): string => ids.map((id) => labels.get(id) ?? id).join("; ");
  return (
    <details class="in-words">
      <summary>The decision flow as a table</summary>
      <section class="table-box" aria-label="Decision flow, as a table" tabindex={0}>
        <table>
          <caption>What the rules of each topic read, and what they decide</caption>
          <thead>
            <tr>
              <th scope="col">Topic</th>
              <th scope="col">Facts of the case</th>
              <th scope="col">Worked out or decided before</th>
              <th scope="col">Decides</th>
            </tr>
          </thead>
          <tbody>
            {[...at.model.topics.keys()].map((topic) => {
              const id = `topic:${topic}`;
              const sources = edges.filter(({ to }) => to === id).map(({ from }) => from);
              const targets = edges.filter(({ from }) => from === id).map(({ to }) => to);
              return (
                <tr key={topic}>
                  <th scope="row">
                    <a href={at.links.topic(topic)}>{titleOf(topic)}</a>
                  </th>
                  <td>{joined(sources.filter((one) => one.startsWith("fact:")))}</td>
                  <td>{joined(sources.filter((one) => one.startsWith("derived:")))}</td>
                  <td>{joined(targets)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </details>
  );
}
