/** One year, month or other step of an indicator. */
export interface ChartPoint {
  label: string;
  target?: number | undefined;
  result?: number | undefined;
  /** Counted from the journal, or typed in by staff. */
  source: 'typed' | 'counted';
}

/** Figures of all series of a chart, for its scale. */
export const figuresOf = (points: readonly ChartPoint[]): number[] =>
  points.flatMap(({ target, result }) => [target, result]).filter((figure) => figure !== undefined);

/** Latest point with a result. */
export const latestResult = (points: readonly ChartPoint[]): ChartPoint | undefined =>
  points.findLast(({ result }) => result !== undefined);

/** SVG path through the given places, broken where a figure is missing. */
export function linePath(places: readonly ([number, number] | null)[]): string {
  let path = '';
  let isDrawing = false;
  for (const place of places) {
    if (place) path += `${isDrawing ? 'L' : 'M'}${place[0]} ${place[1]}`;
    isDrawing = place !== null;
  }
  return path;
}

export interface Scale {
  min: number;
  max: number;
  ticks: number[];
}

const STEPS = [1, 2, 2.5, 5, 10];

/** A scale over all figures that contains zero, with about `wanted` round steps. */
export function niceScale(figures: readonly number[], wanted = 4): Scale {
  const lowest = Math.min(0, ...figures);
  const highest = Math.max(0, ...figures);
  const span = highest - lowest || 1;
  const power = 10 ** Math.floor(Math.log10(span / wanted));
  const step = (STEPS.find((candidate) => candidate * power * wanted >= span) ?? 10) * power;
  const first = Math.floor(lowest / step);
  const last = Math.max(first + 1, Math.ceil(highest / step));
  const ticks = Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
  return { min: ticks[0] ?? 0, max: ticks.at(-1) ?? 1, ticks };
}

/** Place of a figure on a scale drawn from `bottom` up to `top`, to a tenth of a unit. */
export const placeOn =
  ({ min, max }: Scale, top: number, bottom: number) =>
  (figure: number): number =>
    Math.round((bottom - ((figure - min) / (max - min)) * (bottom - top)) * 10) / 10;
