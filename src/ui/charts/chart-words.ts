import type { Translator } from '#kernel/i18n/translate.js';
import type { ChartPoint } from './points.js';

/** What a chart shows, in a sentence for each step: read in place of the picture. */
export function describePoints(t: Translator, points: readonly ChartPoint[], unit: string): string {
  const figure = (value: number) => `${t.number(value)}${unit}`;
  const told = points.flatMap(({ label, target, result }) => {
    if (result !== undefined && target !== undefined) {
      return [t('ui.chart.pointBoth', { label, result: figure(result), target: figure(target) })];
    }
    if (result !== undefined) return [t('ui.chart.pointResult', { label, result: figure(result) })];
    if (target !== undefined) return [t('ui.chart.pointTarget', { label, target: figure(target) })];
    return [];
  });
  return told.length > 0 ? told.join(t('ui.chart.separator')) : t('ui.chart.noData');
}
