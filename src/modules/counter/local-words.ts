import type { Municipality } from '#kernel/tenancy/municipality.js';

/*
 * Shared guides speak of the municipality's own taxes, houses and waste. `{市}` stands for what it is, `{大型ごみ}` for
 * its word for what is too big for the bag; only in Japanese, other languages have one word for all.
 */

const KINDS = {
  prefecture: { ja: '県', reading: 'けん' },
  city: { ja: '市', reading: 'し' },
  town: { ja: '町', reading: 'まち' },
  village: { ja: '村', reading: 'むら' },
  ward: { ja: '区', reading: 'く' },
} as const satisfies Record<Municipality['kind'], { ja: string; reading: string }>;

export interface LocalWords {
  kind: Municipality['kind'];
  bulkyWaste: string;
}

const PLAIN = 'ja-x-easy';

/** Everything in it in the words of one municipality. */
export function inLocalWords<Value>(value: Value, words: LocalWords, key = ''): Value {
  if (typeof value === 'string') return spoken(value, words, key) as Value;
  if (Array.isArray(value)) return value.map((one) => inLocalWords(one, words)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, inLocalWords(inner, words, name)]),
  ) as Value;
}

function spoken(text: string, { kind, bulkyWaste }: LocalWords, key: string): string {
  const { ja, reading } = KINDS[kind];
  return text
    .replaceAll('{市}', key === PLAIN ? `${ja}（${reading}）` : ja)
    .replaceAll('{大型ごみ}', bulkyWaste);
}
