import type { Licence } from './model.js';

/** Why a dataset is not taken over for its licence. */
export type LicenceRefusal =
  /** Nothing is said. */
  | 'licenceNone'
  /** Open, it is said, but not by what licence. */
  | 'licenceVague'
  /** It forbids uses, or asks to be paid. */
  | 'licenceClosed'
  /** Its statements contradict each other, or one of them is not in the table. */
  | 'licenceMixed'
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
/** Licences of which the table knows no version, with those of the same terms that have one. */
const VERSIONED: Readonly<Partial<Record<Licence, Licence>>> = { 'CC-BY': 'CC-BY-4.0', GSTU: 'GSTU-2.0' };

/** Words that forbid commerce or changes: CC with NC or ND in any version, and sentences that say so. */
const FORBIDS =
  /^cc(by)?(sa)?n[cd]|licensesby(sa)?n[cd]|noncommercial|noderiv|nonderiv|非営利|非商用|(営利目的|(商用|二次)(での)?(利用|使用)|改変)[はをもの]?(利用|使用)?[はをも]?(不可|禁止|除|でき(ない|ません)|認め(ない|ません))/;

/** One licence, where a version says more than none and two different ones (2.1 and 4.0) disagree. */
function agreed(stated: readonly { words: string; licence: Licence }[]): Licence | null {
  const [first, ...others] = new Set(stated.map(({ licence }) => licence));
  const [second, ...more] = others;
  if (first === undefined || more.length > 0) return null;
  if (second === undefined) return first;
  const versioned = VERSIONED[first] === second ? second : VERSIONED[second] === first ? first : null;
  const hasOtherVersion = stated.some(({ words, licence }) => licence !== versioned && /\d/.test(words));
  return hasOtherVersion ? null : versioned;
}

/**
 * The licence that a catalogue states, in one way or several; else why that is none we could state here. Statements that
 * contradict each other give none: who may decide which of them holds is the publisher alone. `rights` are words besides,
 * which can forbid something but name no licence.
 */
export function licenceSaid(
  said: readonly string[],
  rights: readonly string[] = [],
): Licence | LicenceRefusal {
  const all = said.map(plainOf).filter(Boolean);
  const refusals = all.map((one) => REFUSAL_BY_WORDS.get(one));
  if (refusals.includes('licenceClosed') || [...all, ...rights.map(plainOf)].some((one) => FORBIDS.test(one)))
    return 'licenceClosed';
  const stated = all.flatMap((words) => {
    const licence = LICENCE_BY_WORDS.get(words);
    return licence ? [{ words, licence }] : [];
  });
  const isUnknown = all.some((one, at) => refusals[at] === undefined && !LICENCE_BY_WORDS.has(one));
  if (stated.length > 0) return (isUnknown ? null : agreed(stated)) ?? 'licenceMixed';
  if (refusals.includes('licenceVague')) return 'licenceVague';
  return isUnknown ? 'licenceOther' : 'licenceNone';
}
