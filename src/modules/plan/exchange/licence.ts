/**
 * Terms on which the plan's data may be reused: 地方公共団体オープンデータ推進ガイドライン recommends CC BY to
 * municipalities.
 */
export const LICENCE = {
  id: 'CC-BY-4.0',
  url: 'https://creativecommons.org/licenses/by/4.0/deed.ja',
} as const;
