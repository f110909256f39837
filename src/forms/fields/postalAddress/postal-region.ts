import type { PREFECTURES } from './prefectures.js';

type Prefecture = (typeof PREFECTURES)[number];

/** Parts of the country, each with its prefectures and the first two digits of their postal codes (郵便区番号). */
const REGIONS: readonly {
  prefectures: readonly Prefecture[];
  codes: readonly [from: number, to: number][];
}[] = [
  {
    prefectures: ['北海道'],
    codes: [
      [0, 0],
      [4, 9],
    ],
  },
  {
    prefectures: ['青森県', '岩手県', '宮城県', '秋田県', '山形県', '福島県'],
    codes: [
      [1, 3],
      [96, 99],
    ],
  },
  {
    prefectures: ['茨城県', '栃木県', '群馬県', '埼玉県', '千葉県', '東京都', '神奈川県'],
    codes: [[10, 37]],
  },
  {
    prefectures: ['新潟県', '富山県', '石川県', '福井県', '山梨県', '長野県', '岐阜県', '静岡県', '愛知県'],
    codes: [
      [38, 50],
      [91, 95],
    ],
  },
  {
    prefectures: ['三重県', '滋賀県', '京都府', '大阪府', '兵庫県', '奈良県', '和歌山県'],
    codes: [[51, 67]],
  },
  { prefectures: ['鳥取県', '島根県', '岡山県', '広島県', '山口県'], codes: [[68, 75]] },
  { prefectures: ['徳島県', '香川県', '愛媛県', '高知県'], codes: [[76, 79]] },
  {
    prefectures: ['福岡県', '佐賀県', '長崎県', '熊本県', '大分県', '宮崎県', '鹿児島県', '沖縄県'],
    codes: [[80, 90]],
  },
];

/** Towns to which the post comes from another part of the country: 木曽岬町, and 北軽井沢 with its neighbours. */
const FROM_ELSEWHERE: readonly [code: RegExp, prefecture: Prefecture][] = [
  [/^49/, '三重県'],
  [/^38/, '群馬県'],
];

/**
 * Whether there can be such a postal code in the prefecture. Within a part of the country borders are crossed here and
 * there, and a form has no list of towns: only what is plainly somewhere else is told. Japan Post, 郵便番号簿.
 */
export function isPostalCodeIn(code: string, prefecture: Prefecture): boolean {
  const area = Number(code.slice(0, 2));
  const region = REGIONS.find(({ codes }) => codes.some(([from, to]) => from <= area && area <= to));
  return (
    region?.prefectures.includes(prefecture) !== false ||
    FROM_ELSEWHERE.some(([pattern, served]) => pattern.test(code) && served === prefecture)
  );
}
