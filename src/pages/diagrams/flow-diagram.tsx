import { flowOf } from "../model/flow.ts";
import { capital } from "../model/names.ts";
import type { At } from "../parts/at.ts";
import { boxHeight, layOutFlow, type PlacedNode } from "./flow-layout.ts";

const headings = {
  facts: "Facts of a case",
  derived: "Worked out from them",
  topics: "Rules by topic",
  slots: "Decisions",
  plan: "Report",
} as const;

/** How a case becomes a plan, as boxes and lines. What it shows stands beside it as a table. */
export function FlowDiagram({ at }: { readonly at: At }) {
  const { width, height, nodes, edges, headings: places } = layOutFlow(flowOf(at.model));
  const topics = nodes.filter(({ column }) => column === "topics");
  const others = nodes.filter(({ column }) => column !== "topics");
  const ofNoTopic = edges.filter(({ from, to }) => !from.startsWith("topic:") && !to.startsWith("topic:"));
  return (
    <section class="drawing" aria-label="Decision flow, drawn" tabindex={0}>
      <svg viewBox={`0 0 ${width} ${height}`} class="flow" aria-labelledby="_flow-title _flow-text">
        <title id="_flow-title">Decision flow of the rulebook</title>
        <desc id="_flow-text">
          Facts of a case on the left, facts worked out from them, the topics of the rules, the decisions that these
          make, and the parts of the report on the right. The table below says the same in words.
        </desc>
        {places.map(({ column, x }) => (
          <text key={column} class="flow-heading" x={x} y={16}>
            {headings[column]}
          </text>
        ))}
        <g class="flow-lines">
          {ofNoTopic.map(({ from, to, path, thickness }) => (
            <path key={`${from} ${to}`} d={path} stroke-width={thickness} />
          ))}
        </g>
        {topics.map((node) => (
          <g key={node.id} class="flow-topic">
            {edges
              .filter(({ from, to }) => from === node.id || to === node.id)
              .map(({ from, to, path, thickness }) => (
                <path key={`${from} ${to}`} d={path} stroke-width={thickness} />
              ))}
            <Box at={at} node={node} />
          </g>
        ))}
        {others.map((node) => (
          <Box key={node.id} at={at} node={node} />
        ))}
      </svg>
    </section>
  );
}

/** So many letters fit into a box, for each unit of its width. */
const lettersPerUnit = 0.145;

function Box({ at, node }: { readonly at: At; readonly node: PlacedNode }) {
  const { x, y, width, target, column } = node;
  const label = capital(node.label);
  const shown = cut(label, Math.floor(width * lettersPerUnit));
  const box = (
    <>
      {shown !== label && <title>{label}</title>}
      <rect x={x} y={y} width={width} height={boxHeight} rx={4} class={`flow-box in-${column}`} />
      <text x={x + 8} y={y + 16} class="flow-label">
        {shown}
        {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: text of a drawing takes no focus */}
        {shown !== label && <tspan aria-hidden="true">…</tspan>}
      </text>
    </>
  );
  if (target === undefined) return <g>{box}</g>;
  return (
    <a href={at.links[target.kind](target.name)} aria-label={label}>
      {box}
    </a>
  );
}

/** The beginning of a label, as many whole words as fit. */
function cut(label: string, letters: number): string {
  if (label.length <= letters) return label;
  const room = label.slice(0, letters);
  const space = room.lastIndexOf(" ");
  return space > 0 ? room.slice(0, space) : room;
}
