import type { Translator } from '#kernel/i18n/translate.js';
import { type FlowEdge, type FlowNode, type PlacedEdge, type PlacedNode, placeFlow } from './flow-layout.js';

export interface FlowChartProps {
  t: Translator;
  /** Unique on the page. */
  id: string;
  title: string;
  nodes: readonly FlowNode[];
  edges: readonly FlowEdge[];
  /** Words for ways that lead back, in the legend. */
  backWords: string;
}

const THINNEST = 1.5;
const THICKEST = 7;

/** From the middle of one step to the next, as dagre bends it. */
const pathOf = ({ points }: PlacedEdge): string =>
  points.map(({ x, y }, place) => `${place === 0 ? 'M' : 'L'}${Math.round(x)} ${Math.round(y)}`).join(' ');

const Arrow = ({ id }: { id: string }) => (
  <marker
    id={id}
    viewBox="0 0 10 10"
    refX="9"
    refY="5"
    markerWidth="12"
    markerHeight="12"
    markerUnits="userSpaceOnUse"
    orient="auto-start-reverse"
  >
    <path class="flow-arrow" d="M0 0L10 5L0 10z" />
  </marker>
);

const Way = ({ edge, arrow }: { edge: PlacedEdge; arrow: string }) => (
  <path
    class="flow-way"
    data-back={edge.isBack ? '' : undefined}
    d={pathOf(edge)}
    stroke-width={THINNEST + (THICKEST - THINNEST) * edge.weight}
    marker-end={`url(#${arrow})`}
  />
);

const Step = ({ node: { x, y, width, height, label, sub } }: { node: PlacedNode }) => (
  <>
    <rect class="flow-step" x={x - width / 2} y={y - height / 2} width={width} height={height} rx="8" />
    <text class="flow-name" x={x} y={y - 3} text-anchor="middle">
      {label}
    </text>
    <text class="chart-faint" x={x} y={y + 16} text-anchor="middle">
      {sub}
    </text>
  </>
);

/** Steps and the ways between them, drawn from top to bottom. The caller puts the tables with the figures beneath. */
export const FlowChart = ({ t, id, title, nodes, edges, backWords }: FlowChartProps) => {
  const placed = placeFlow(nodes, edges);
  const name = (step: string) => nodes.find((node) => node.id === step)?.label ?? step;
  const arrow = `${id}-arrow`;
  return (
    <figure class="chart flow-chart">
      <figcaption class="chart-title">{title}</figcaption>
      {/* Wider than a phone: it is moved sideways, also by keyboard. */}
      <div class="flow-scroll" tabindex={0} role="region" aria-label={title}>
        <svg
          width={placed.width}
          height={placed.height}
          viewBox={`0 0 ${placed.width} ${placed.height}`}
          role="img"
          aria-labelledby={`${id}-title ${id}-desc`}
        >
          <title id={`${id}-title`}>{title}</title>
          <desc id={`${id}-desc`}>
            {edges
              .map(({ from, to, label }) => `${name(from)} → ${name(to)} ${label}`)
              .join(t('ui.chart.separator'))}
          </desc>
          <defs>
            <Arrow id={arrow} />
          </defs>
          {placed.edges.map((edge) => (
            <Way edge={edge} arrow={arrow} />
          ))}
          {placed.nodes.map((node) => (
            <Step node={node} />
          ))}
          {placed.edges.map(({ x, y, label }) => (
            <text class="flow-label" x={x} y={y + 4} text-anchor="middle">
              {label}
            </text>
          ))}
        </svg>
      </div>
      {edges.some(({ isBack }) => isBack) && (
        <p class="flow-legend">
          <svg width="36" height="8" viewBox="0 0 36 8" aria-hidden="true">
            <path class="flow-way" data-back="" d="M0 4L36 4" stroke-width="2.5" />
          </svg>{' '}
          {backWords}
        </p>
      )}
    </figure>
  );
};
