import type { Translator } from '#kernel/i18n/translate.js';
import type { MapLayer } from '#modules/register/api.js';

/** Where a thing is read in full: on a public page, or on the page for staff of a layer that only they see. */
export const rowHref = (base: string, { kept: { register }, isPublic }: MapLayer, id: string): string =>
  isPublic ? `${base}/registers/${register.id}/${id}` : `${base}/staff/registers/${register.id}/rows/${id}`;

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
