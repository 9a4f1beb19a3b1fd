import type { ExplainedNode } from "../../src/explain/explanation.ts";
import type { Reason } from "../../src/explain/reason.ts";

const gates = { all: "all of", any: "any of", not: "not" } as const;
const truths = { true: "yes", false: "no", unknown: "unknown" } as const;

/** A condition with the truth of every node; what decided stands out by weight and a mark, not by colour alone. */
export function Tree({ node }: { readonly node: ExplainedNode }) {
  return (
    <ul class="tree">
      <Node node={node} />
    </ul>
  );
}

function Node({ node }: { readonly node: ExplainedNode }) {
  const isLeaf = node.kind === "leaf";
  return (
    <li class={node.decides ? "decides" : undefined}>
      <span class={`truth ${node.truth}`}>{truths[node.truth]}</span>{" "}
      {isLeaf ? <span>{node.text}</span> : <span class="gate">{gates[node.kind]}</span>}
      {node.decides && isLeaf && <span class="hint"> (decides)</span>}
      {isLeaf && node.assumed && <span class="hint"> (assumed, not recorded)</span>}
      {isLeaf ? (
        <Parts parts={node.parts} />
      ) : (
        <ul>
          {node.parts.map((part, index) => (
            <Node key={index} node={part} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** The facts that a derived one was made from. */
function Parts({ parts }: { readonly parts: Reason["parts"] }) {
  if (parts === undefined || parts.length === 0) return null;
  return (
    <ul>
      {parts.map((part) => (
        <li key={`${part.vein ?? ""} ${part.fact} ${part.text}`}>
          <span class={`truth ${part.truth}`}>{truths[part.truth]}</span>{" "}
          {part.vein !== undefined && <span class="vein-tag">{part.vein}: </span>}
          {part.text}
          <Parts parts={part.parts} />
        </li>
      ))}
    </ul>
  );
}
