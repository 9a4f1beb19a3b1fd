import { type Column, columns, type Flow, type FlowEdge, type FlowNode } from "../model/flow.ts";

/** A box with its place, in units of the drawing. */
export interface PlacedNode extends FlowNode {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** A curve from box to box. */
export interface PlacedEdge extends FlowEdge {
  readonly path: string;
  readonly thickness: number;
}

export interface FlowLayout {
  readonly width: number;
  readonly height: number;
  readonly headings: readonly { readonly column: Column; readonly x: number }[];
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

/** Sizes in units of the drawing; texts are set 12 units high. */
export const boxHeight = 24;
const rowHeight = 30;
const top = 34;
const gap = 84;
const widths: Readonly<Record<Column, number>> = { facts: 150, derived: 196, topics: 190, slots: 196, plan: 156 };
const sweeps = 4;

/**
 * Places the boxes in columns. Within a column a box stands at the mean height of those that it is joined to, so that few lines
 * cross; topics keep their order, and the other columns follow them.
 */
export function layOutFlow({ nodes, edges }: Flow): FlowLayout {
  const order = new Map(columns.map((column) => [column, nodes.filter((node) => node.column === column)]));
  const tallest = Math.max(...[...order.values()].map((members) => members.length));
  const height = top + tallest * rowHeight;
  const middles = new Map<string, number>();
  const spread = (members: readonly FlowNode[]): void => {
    const step = (height - top) / Math.max(members.length, 1);
    for (const [index, { id }] of members.entries()) middles.set(id, top + (index + 1 / 2) * step);
  };
  for (const members of order.values()) spread(members);
  for (let sweep = 0; sweep < sweeps; sweep += 1)
    for (const [column, members] of order) {
      if (column === "topics") continue;
      const wanted = new Map(members.map(({ id }) => [id, meanOfJoined(id, edges, middles)]));
      members.sort((a, b) => (wanted.get(a.id) ?? 0) - (wanted.get(b.id) ?? 0) || (a.id < b.id ? -1 : 1));
      spread(members);
    }
  const lefts = new Map<Column, number>();
  let x = 1;
  for (const column of columns) {
    lefts.set(column, x);
    x += widths[column] + gap;
  }
  const placed = columns.flatMap((column) =>
    (order.get(column) ?? []).map(
      (node): PlacedNode => ({
        ...node,
        x: lefts.get(column) ?? 0,
        y: Math.round((middles.get(node.id) ?? 0) - boxHeight / 2),
        width: widths[column],
      }),
    ),
  );
  const byId = new Map(placed.map((node) => [node.id, node]));
  return {
    width: x - gap + 1,
    height: Math.ceil(height),
    headings: columns.map((column) => ({ column, x: lefts.get(column) ?? 0 })),
    nodes: placed,
    edges: edges.flatMap((edge) => placedEdge(edge, byId)),
  };
}

function meanOfJoined(id: string, edges: readonly FlowEdge[], middles: ReadonlyMap<string, number>): number {
  let sum = 0;
  let weights = 0;
  for (const { from, to, weight } of edges) {
    if (from !== id && to !== id) continue;
    sum += (middles.get(from === id ? to : from) ?? 0) * weight;
    weights += weight;
  }
  return weights === 0 ? 0 : sum / weights;
}

/** A line that leaves and arrives level; between boxes of one column it swings out to the right. */
function placedEdge(edge: FlowEdge, nodes: ReadonlyMap<string, PlacedNode>): PlacedEdge[] {
  const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)];
  if (from === undefined || to === undefined) return [];
  const start = from.x + from.width;
  const isWithin = from.column === to.column;
  const end = isWithin ? to.x + to.width : to.x;
  const [startY, endY] = [from.y + boxHeight / 2, to.y + boxHeight / 2];
  const bend = isWithin ? gap / 2 : (end - start) / 2;
  const path = `M${start} ${startY}C${start + bend} ${startY} ${isWithin ? end + bend : end - bend} ${endY} ${end} ${endY}`;
  return [{ ...edge, path, thickness: Math.round((1 + Math.log2(edge.weight)) * 10) / 10 }];
}
