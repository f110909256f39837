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

export interface PlacedEdge extends FlowEdge {
  points: readonly { x: number; y: number }[];
  /** Middle of the label. */
  x: number;
  y: number;
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

const widthOf = (text: string, unit: number): number =>
  [...text].reduce((width, character) => width + (character > '\u00ff' ? unit : unit * 0.58), 0);

/** Places steps from top to bottom so that few lines cross (layered drawing after Sugiyama). */
export function placeFlow(nodes: readonly FlowNode[], edges: readonly FlowEdge[]): PlacedFlow {
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', ranksep: 36, nodesep: 36, edgesep: 20, marginx: MARGIN, marginy: MARGIN });
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
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    nodes: nodes.map((node) => {
      const { x = 0, y = 0, width: wide = 0, height: high = 0 } = graph.node(node.id);
      return { ...node, x, y, width: wide, height: high };
    }),
    edges: edges.map((edge, place) => {
      const { points = [], x = 0, y = 0 } = graph.edge(edge.from, edge.to, String(place)) ?? {};
      return { ...edge, points, x, y };
    }),
  };
}
