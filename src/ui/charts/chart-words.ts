import { langOf } from '#kernel/i18n/lang-of.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { ChartPoint } from './points.js';

/**
 * What a chart shows, in a sentence for each step: read in place of the picture. A unit in another language than the
 * page's is left to the words around the picture, which can say of what language it is.
 */
export function describePoints(t: Translator, points: readonly ChartPoint[], unit: string): string {
  const said = langOf(t, unit) === undefined ? unit : '';
  const figure = (value: number) => `${t.number(value)}${said}`;
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
