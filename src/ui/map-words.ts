import type { Translator } from '#kernel/i18n/translate.js';

const NAMED = [
  'zoomIn',
  'zoomOut',
  'position',
  'noPosition',
  'failed',
  'move',
  'moveFailed',
  'details',
  'close',
  'twoFingers',
  'draw.point',
  'draw.line',
  'draw.polygon',
  'draw.kind',
  'draw.hint',
  'draw.centre',
  'draw.back',
  'draw.clear',
  'draw.parts',
] as const;

export type MapWords = Record<
  | (typeof NAMED)[number]
  | 'wheel'
  | 'wheelOnMac'
  | 'map'
  | 'attribution'
  | 'draw.corner'
  | 'draw.between'
  | 'distance'
  | 'around'
  | 'area',
  string
>;

/** Words of a map that moves; what it counts or measures stands in braces. */
export const mapWords = (t: Translator): MapWords => ({
  ...(Object.fromEntries(NAMED.map((name) => [name, t(`map.${name}`)])) as Record<
    (typeof NAMED)[number],
    string
  >),
  wheel: t('map.wheel', { key: 'Ctrl' }),
  wheelOnMac: t('map.wheel', { key: '⌘' }),
  map: t('map.title'),
  attribution: t('map.attribution', { text: '{text}' }),
  'draw.corner': t('map.draw.corner', { number: '{number}' }),
  'draw.between': t('map.draw.between', { number: '{number}' }),
  distance: t('map.distance', { distance: '{distance}' }),
  around: t('map.around', { distance: '{distance}' }),
  area: t('map.area', { area: '{area}' }),
});
