import { describe, expect, it } from 'vitest';
import { translatorFor } from '#kernel/i18n/translate.js';
import { BarChart } from './bar-chart.js';

const t = translatorFor('ja');
const chart = (figures: (number | null)[]) =>
  String(
    <BarChart
      t={t}
      id="c"
      title="件数"
      rows={figures.map((figure, at) => ({
        label: `行${at}`,
        figure,
        words: figure === null ? '－' : `${figure}`,
      }))}
    />,
  );
const bars = (markup: string) =>
  [...markup.matchAll(/<rect class="chart-bar" x="([\d.-]+)" y="[\d.]+" width="([\d.]+)"/g)].map(
    ([, x, width]) => [Number(x), Number(width)],
  );

describe('a chart of bars', () => {
  it('ends its longest bar at the next round figure and says each in words', () => {
    const markup = chart([40, 10, 0, null]);
    expect(markup).toContain('行0 40。行1 10。行2 0。行3 －');
    expect(bars(markup)).toEqual([
      [0, 300],
      [0, 75],
    ]);
  });

  it('draws what is below zero to the left of it, within the picture', () => {
    const drawn = bars(chart([20, -20]));
    expect(drawn).toEqual([
      [150, 150],
      [0, 150],
    ]);
  });

  it('has no bar and no endless numbers where all is nothing', () => {
    const markup = chart([0, null]);
    expect(bars(markup)).toEqual([]);
    expect(markup).not.toMatch(/NaN|Infinity/);
  });
});
