import { type EdgeLabel, Graph, type GraphLabel, layout, type NodeLabel } from '@dagrejs/dagre';

export interface FlowNode {
  id: string;
  label: string;
  /** Under the label. */
  sub: string;
}

export interface FlowEdge {
  from: string;
  to: string;
  label: string;
  /** Share of the work that goes this way, 0 to 1: how thick the line is. */
  weight: number;
  /** It leads back to a step of before. */
  isBack: boolean;
}

export interface PlacedNode extends FlowNode {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Point {
  x: number;
  y: number;
}

export interface PlacedEdge extends FlowEdge {
  /** Leaves its step at the first and comes in at the last; in pairs between: straight down past whatever is there. */
  points: readonly Point[];
  /** Middle and size of the label. */
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface PlacedFlow {
  width: number;
  height: number;
  nodes: readonly PlacedNode[];
  edges: readonly PlacedEdge[];
}

const MARGIN = 12;
const NODE_HEIGHT = 52;
const LABEL_HEIGHT = 20;
/** Widths of characters in units of the drawing, full-width ones being twice the others. */
const NODE_TEXT = 14;
const EDGE_TEXT = 13;

/** Lines come in and go out at least so far from the corners of a step. */
const CORNER = 14;

const widthOf = (text: string, unit: number): number =>
  [...text].reduce((width, character) => width + (character > '\u00ff' ? unit : unit * 0.58), 0);

/**
 * Places steps from top to bottom so that few lines cross (layered drawing after Sugiyama). Steps and labels stand in
 * rows that no line crosses but straight down between them: it goes sideways only from row to row, and so never runs
 * over a label or a step that is not its own.
 */
export function placeFlow(nodes: readonly FlowNode[], edges: readonly FlowEdge[]): PlacedFlow {
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', ranksep: 56, nodesep: 36, edgesep: 20, marginx: MARGIN, marginy: MARGIN });
  for (const { id, label, sub } of nodes) {
    const width = Math.max(widthOf(label, NODE_TEXT), widthOf(sub, EDGE_TEXT)) + 32;
    graph.setNode(id, { width, height: NODE_HEIGHT });
  }
  edges.forEach(({ from, to, label }, place) => {
    const size = { width: widthOf(label, EDGE_TEXT) + 12, height: LABEL_HEIGHT, labelpos: 'c' };
    graph.setEdge(from, to, size, String(place));
  });
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  const placed = nodes.map((node) => {
    const { x = 0, y = 0, width: wide = 0, height: high = 0 } = graph.node(node.id);
    return { ...node, x, y, width: wide, height: high };
  });
  const laid = edges.map((edge, place) => {
    const laidOut = graph.edge(edge.from, edge.to, String(place)) ?? {};
    const { points = [], x = 0, y = 0, width: wide = 0, height: high = 0 } = laidOut;
    // The first and the last one are where a line straight to the middle of the step would meet its border.
    return { ...edge, turns: points.slice(1, -1) as readonly Point[], x, y, width: wide, height: high };
  });
  const rows = new Set(placed.map(({ y }) => Math.round(y)));
  const ports = portsOf(placed, laid);
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    nodes: placed,
    edges: laid.map(({ turns, ...edge }, place) => {
      const [start, end] = [ports.get(`${place} from`), ports.get(`${place} to`)];
      if (!start || !end) return { ...edge, points: turns };
      const way = start.y < end.y ? 1 : -1;
      const past = turns.flatMap(({ x, y }) => {
        const half = (way * (rows.has(Math.round(y)) ? NODE_HEIGHT : LABEL_HEIGHT)) / 2;
        return [
          { x, y: y - half },
          { x, y: y + half },
        ];
      });
      return { ...edge, points: [start, ...past, end] };
    }),
  };
}

/** Where each line leaves its step and comes in, by its place: side by side on the border, in the order of their ways. */
function portsOf(
  nodes: readonly PlacedNode[],
  edges: readonly (FlowEdge & { turns: readonly Point[] })[],
): ReadonlyMap<string, Point> {
  const step = new Map(nodes.map((node) => [node.id, node]));
  const wanted = edges.flatMap(({ from, to, turns }, place) => {
    const [one, other] = [step.get(from), step.get(to)];
    if (!one || !other || from === to) return [];
    const isDown = one.y < other.y;
    return [
      { port: `${place} from`, node: one, isBelow: isDown, toward: (turns[0] ?? other).x },
      { port: `${place} to`, node: other, isBelow: !isDown, toward: (turns.at(-1) ?? one).x },
    ];
  });
  const ports = new Map<string, Point>();
  for (const side of Map.groupBy(wanted, ({ node, isBelow }) => `${node.id} ${isBelow}`).values()) {
    const ordered = side.toSorted((a, b) => a.toward - b.toward);
    ordered.forEach(({ port, node, isBelow }, index) => {
      const room = node.width - 2 * CORNER;
      const x = node.x - node.width / 2 + CORNER + (room * (index + 0.5)) / ordered.length;
      ports.set(port, { x, y: node.y + ((isBelow ? 1 : -1) * node.height) / 2 });
    });
  }
  return ports;
}
