import type { Translator } from '#kernel/i18n/translate.js';

/** Scales in which maps are printed. */
export const SCALES = [1000, 2500, 5000, 10_000, 25_000, 50_000, 100_000] as const;

export const scaleText = (t: Translator, scale: number): string =>
  t('map.scale', { scale: scale.toLocaleString('en-US') });

const LONGEST_BAR = 60;

/** The longest round length (1, 2 or 5 and noughts) that is at most 60 mm on paper. */
export function scaleBar(scale: number): { metres: number; mm: number } {
  const most = (LONGEST_BAR * scale) / 1000;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = power * ([5, 2].find((step) => step * power <= most) ?? 1);
  return { metres, mm: (metres * 1000) / scale };
}
