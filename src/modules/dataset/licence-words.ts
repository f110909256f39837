import type { Licence } from './model.js';

/** Why a dataset is not taken over for its licence. */
export type LicenceRefusal =
  /** Nothing is said. */
  | 'licenceNone'
  /** Open, it is said, but not by what licence. */
  | 'licenceVague'
  /** It forbids uses, or asks to be paid. */
  | 'licenceClosed'
  /** A licence that is not in the table, or words that nobody could read. */
  | 'licenceOther';

/*
 * What catalogues write for a licence (license_id, license_title, license_url of CKAN), and as what it is taken. Case, width,
 * spaces, marks and a closing ライセンス or license do not count. A licence without its version stays one without: what it is
 * exactly stands where it comes from.
 */
const TAKEN: Readonly<Partial<Record<Licence, readonly string[]>>> = {
  'CC-BY-4.0': [
    'CC BY 4.0',
    'CC BY 4.0 国際',
    'CC BY 4.0 int',
    'CC BY 4.0 intl',
    'CC BY 4.0 international',
    '表示 4.0 国際 (CC BY 4.0)',
    'CC BY 4.0 表示',
    'クリエイティブ・コモンズ 表示 4.0',
    'クリエイティブ・コモンズ 表示 4.0 国際',
    'クリエイティブ・コモンズ・ライセンス 表示 4.0 国際',
    'クリエイティブ・コモンズ・ライセンス CC BY 4.0',
    'Creative Commons Attribution 4.0',
    'Creative Commons Attribution 4.0 International',
    'https://creativecommons.org/licenses/by/4.0/',
    'https://opendefinition.org/licenses/cc-by-4.0/',
  ],
  'CC-BY': [
    'CC BY',
    'CC BY 表示',
    'CC BY 2.0',
    'CC BY 2.1',
    'CC BY 2.1 JP',
    'CC BY 2.1 日本',
    'CC BY 3.0',
    'クリエイティブ・コモンズ 表示',
    'クリエイティブ・コモンズ 表示 2.1 日本',
    'クリエイティブ・コモンズ・ライセンス 表示',
    'クリエイティブ・コモンズ・ライセンス 表示 2.1 日本',
    'Creative Commons Attribution',
    'https://creativecommons.org/licenses/by/',
    'https://creativecommons.org/licenses/by/2.0/',
    'https://creativecommons.org/licenses/by/2.1/jp/',
    'https://creativecommons.org/licenses/by/3.0/',
    'https://opendefinition.org/licenses/cc-by/',
  ],
  'CC0-1.0': [
    'CC0',
    'CC0 1.0',
    'CC0 1.0 全世界',
    'CC0 1.0 Universal',
    'CC Zero',
    'CC Zero 1.0',
    'Creative Commons CCZero',
    'クリエイティブ・コモンズ・ゼロ',
    'https://creativecommons.org/publicdomain/zero/1.0/',
    'https://opendefinition.org/licenses/cc-zero/',
  ],
  'PDL-1.0': [
    'PDL',
    'PDL 1.0',
    '公共データ利用規約',
    '公共データ利用規約（第1.0版）',
    '公共データ利用規約（第1.0版）（PDL1.0）',
    '公共データ利用規約 第1.0版（PDL1.0）',
    'https://www.digital.go.jp/resources/open_data/public_data_license_v1.0',
  ],
  'GSTU-2.0': [
    '政府標準利用規約 2.0',
    '政府標準利用規約（第2.0版）',
    '政府標準利用規約（第2.0版）準拠',
    'gov standard terms 2.0',
    'https://www.kantei.go.jp/jp/singi/it2/densi/kettei/gl2_betten_1.pdf',
  ],
  GSTU: [
    '政府標準利用規約',
    '政府標準利用規約に準拠',
    '政府標準利用規約準拠',
    '政府標準利用規約（第1.0版）',
    '政府標準利用規約（第1.1版）',
    'gov standard terms',
  ],
};

const REFUSED: Readonly<Partial<Record<LicenceRefusal, readonly string[]>>> = {
  licenceNone: [
    'notspecified',
    'not specified',
    'License Not Specified',
    '指定なし',
    '未指定',
    'なし',
    'none',
    '不明',
  ],
  licenceVague: [
    'other-open',
    'other-at',
    'other-pd',
    'Other (Open)',
    'Other (Attribution)',
    'Other (Public Domain)',
    'その他',
    'その他（オープン）',
    'その他（表示）',
    '独自利用規約',
    'CC',
  ],
  licenceClosed: [
    'other-closed',
    'other-nc',
    'Other (Not Open)',
    'Other (Non-Commercial)',
    'その他（非オープン）',
    '二次利用不可',
    '商用利用不可',
    'All rights reserved',
  ],
};

const plainOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^https?:\/\/(www\.)?/, '')
    .replace(/\/(deed|legalcode)(\.[a-z-]+)?$/, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/(パブリック)?ライセンス$|(public)?licen[cs]e$/, '');

const tableOf = <Key extends string>(words: Readonly<Partial<Record<Key, readonly string[]>>>) =>
  new Map(
    (Object.entries(words) as [Key, readonly string[]][]).flatMap(([key, all]) =>
      all.map((one) => [plainOf(one), key] as const),
    ),
  );
const LICENCE_BY_WORDS = tableOf(TAKEN);
const REFUSAL_BY_WORDS = tableOf(REFUSED);
const UNVERSIONED: ReadonlySet<Licence> = new Set(['CC-BY', 'GSTU']);

/** CC with NC (no commerce) or ND (no changes) in any version. */
const isRestricted = (plain: string): boolean =>
  /^ccby(nc|nd)|licensesby(nc|nd)|クリエイティブコモンズ.*(非営利|改変禁止)/.test(plain);

/** The licence that a catalogue states, in one way or several; else why that is none we could state here. */
export function licenceSaid(said: readonly string[]): Licence | LicenceRefusal {
  const all = said.map(plainOf).filter(Boolean);
  const refusals = all.map((one) => (isRestricted(one) ? 'licenceClosed' : REFUSAL_BY_WORDS.get(one)));
  if (refusals.includes('licenceClosed')) return 'licenceClosed';
  const licences = all.flatMap((one) => LICENCE_BY_WORDS.get(one) ?? []);
  const licence = licences.find((one) => !UNVERSIONED.has(one)) ?? licences[0];
  if (licence) return licence;
  if (refusals.includes('licenceVague')) return 'licenceVague';
  return all.every((_one, at) => refusals[at] === 'licenceNone') ? 'licenceNone' : 'licenceOther';
}
