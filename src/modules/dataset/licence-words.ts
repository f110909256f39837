import WORDS from './licence-words.json' with { type: 'json' };
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
 * licence-words.json: what catalogues write for a licence (license_id, license_title, license_url of CKAN), and as what it is
 * taken. Case, width, spaces, marks, ライセンス and a closing 準拠 or license do not count. A licence without its version stays
 * one without: what it is exactly stands where it comes from.
 */
const plainOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^https?:\/\/(www\.)?/, '')
    .replace(/\/(deed|legalcode)(\.[a-z-]+)?$/, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/(パブリック)?ライセンス|に?準拠$|(public)?licen[cs]e$/g, '');

const tableOf = <Words extends Readonly<Record<string, readonly string[]>>>(words: Words) =>
  new Map(
    (Object.entries(words) as [keyof Words, readonly string[]][]).flatMap(([key, all]) =>
      all.map((one) => [plainOf(one), key] as const),
    ),
  );
const LICENCE_BY_WORDS: ReadonlyMap<string, Licence> = tableOf(WORDS.taken);
const REFUSAL_BY_WORDS: ReadonlyMap<string, LicenceRefusal> = tableOf(WORDS.refused);
const isKnown = (words: string): boolean => LICENCE_BY_WORDS.has(words) || REFUSAL_BY_WORDS.has(words);

/** A name with another name of it in brackets, 公共データ利用規約（PDL1.0）, states both, when both are in the table. */
function statements(said: string): string[] {
  const whole = plainOf(said);
  const [, name, inBrackets] = /^(.+)\(([^()]+)\)\s*$/.exec(said.normalize('NFKC')) ?? [];
  if (isKnown(whole) || name === undefined || inBrackets === undefined) return [whole];
  const both = [...statements(name), ...statements(inBrackets)];
  return both.every(isKnown) ? both : [whole];
}

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
  const all = said.flatMap(statements).filter(Boolean);
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
