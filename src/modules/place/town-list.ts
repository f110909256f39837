import { z } from 'zod';
import { katakana } from '#kernel/values/japanese-text.js';

/** A town or block with the position of its middle. */
export interface TownPosition {
  town: string;
  lat: number;
  lon: number;
  /** In kana, as far as the list says how it is read. */
  reading?: string;
}

/** What is wrong with a list of towns: `at` counts its entries from 1, null is the file itself. */
export interface TownFault {
  at: number | null;
  what: 'text' | 'json' | 'empty' | 'entry';
}

export type ReadTowns =
  | { ok: true; towns: readonly TownPosition[] }
  | { ok: false; faults: readonly TownFault[] };

const MOST_FAULTS = 20;

export const isInJapan = ({ lat, lon }: Pick<TownPosition, 'lat' | 'lon'>): boolean =>
  lat >= 20 && lat <= 46 && lon >= 122 && lon <= 154;

const Entry = z
  .object({
    town: z.string().trim().min(1).max(100),
    koaza: z.string().trim().max(100).default(''),
    lat: z.number(),
    lng: z.number(),
  })
  .refine(({ lat, lng }) => isInJapan({ lat, lon: lng }));

/**
 * The towns of one municipality as the list of Geolonia has them (geolonia/japanese-addresses, api/ja/奈良県/葛城市.json):
 * [{town, koaza, lat, lng}]. All or nothing. Of a name that comes twice the first counts.
 */
export function readTowns(bytes: Uint8Array): ReadTowns {
  const fault = (what: TownFault['what']): ReadTowns => ({ ok: false, faults: [{ at: null, what }] });
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    return fault(error instanceof SyntaxError ? 'json' : 'text');
  }
  if (!Array.isArray(value)) return fault('json');
  if (value.length === 0) return fault('empty');
  const towns = new Map<string, TownPosition>();
  const faults: TownFault[] = [];
  for (const [index, one] of value.entries()) {
    const read = Entry.safeParse(one);
    if (!read.success) faults.push({ at: index + 1, what: 'entry' });
    else {
      const { town, koaza, lat, lng } = read.data;
      const name = town + koaza;
      if (!towns.has(name)) towns.set(name, { town: name, lat, lon: lng });
    }
  }
  return faults.length > 0
    ? { ok: false, faults: faults.slice(0, MOST_FAULTS) }
    : { ok: true, towns: [...towns.values()] };
}

const NUMERALS = '〇一二三四五六七八九';

/** Numbers of blocks: 一 to 九十九. */
function numberOf(numeral: string): number {
  const [tens, ones] = numeral.includes('十') ? numeral.split('十') : ['', numeral];
  const digit = (text = '') => NUMERALS.indexOf(text);
  return numeral.includes('十')
    ? (tens === '' ? 1 : digit(tens)) * 10 + Math.max(0, digit(ones || '〇'))
    : digit(ones);
}

/** Characters that lists of addresses write differently: 道穂 and 道穗, 弁之庄 and 辨之庄, 霞ヶ丘 and 霞ケ丘. */
const VARIANTS: Readonly<Record<string, string>> = Object.fromEntries(
  [
    '穂穗',
    '弁辨辯',
    '沢澤',
    '広廣',
    '条條',
    '伝傳',
    '辺邊邉',
    '高髙',
    '崎﨑嵜',
    '島嶋',
    '桜櫻',
    '斎齋',
    '斉齊',
    '浜濱',
    '渕淵',
    '曽曾',
    '竜龍',
    '滝瀧',
    '塚塚',
    '楽樂',
    '国國',
    '檜桧',
    '槙槇',
    'ケヶが',
    'の之ノ乃',
  ].flatMap(([as = '', ...others]) => others.map((one) => [one, as])),
);

/** An address as it is compared: 大字大泉 is 大泉, 一丁目２番 and 1-2 begin alike. */
export function foldedAddress(text: string): string {
  const plain = text
    .normalize('NFKC')
    // Spaces, and marks that choose a form of a character.
    .replaceAll(/\s|\p{Variation_Selector}/gu, '')
    .replaceAll(/[‐-―−ー](?=\d)/g, '-')
    .replaceAll(/大字|(?<=.)字(?=.)/g, '')
    .replaceAll(/([〇一二三四五六七八九十]{1,3}|\d{1,2})丁目-?/g, (_, number: string) =>
      /\d/.test(number) ? `${Number(number)}-` : `${numberOf(number)}-`,
    );
  return [...plain].map((one) => VARIANTS[one] ?? one).join('');
}

const LARGE_KANA: Readonly<Record<string, string>> = Object.fromEntries(
  ['ァア', 'ィイ', 'ゥウ', 'ェエ', 'ォオ', 'ッツ', 'ャヤ', 'ュユ', 'ョヨ', 'ヮワ', 'ヂジ', 'ヅズ'].map(
    ([small = '', large = '']) => [small, large],
  ),
);

/** A reading as it is compared: にじょうおおじ is ﾆｼﾞﾖｳｵｵｼﾞ, づ is ず. As long as the same text as an address. */
export const foldedReading = (text: string): string =>
  foldedAddress(katakana(text.normalize('NFKC'))).replaceAll(/[ァ-ヮ]/g, (one) => LARGE_KANA[one] ?? one);

/** How the towns of a municipality are read, by their names as addresses are compared. */
export function readingsIn(
  municipality: string,
  listed: readonly { town: string; reading?: string }[],
): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  for (const { town, reading } of listed) {
    // A county may stand before the municipality: 北葛城郡広陵町三吉.
    const at = town.startsWith(municipality) ? 0 : town.indexOf(`郡${municipality}`) + 1;
    const isThere = at > 0 || town.startsWith(municipality);
    if (reading && isThere) known.set(foldedAddress(town.slice(at + municipality.length)), reading);
  }
  return known;
}

/** How a town is read, by what is known of the names that it begins with: 二条大路南 of 二条大路南一丁目. */
export function readingOf(town: string, known: ReadonlyMap<string, string>): string {
  const folded = foldedAddress(town);
  for (let length = folded.length; length > 0; length -= 1) {
    const reading = known.get(folded.slice(0, length));
    if (reading !== undefined) return foldedReading(reading + folded.slice(length));
  }
  return foldedReading(folded);
}
