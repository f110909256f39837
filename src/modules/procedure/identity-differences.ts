import type { Field } from '#forms/fields/field.js';
import { PREFECTURES } from '#forms/fields/postalAddress/prefectures.js';
import { comparableName } from './applicant-name.js';
import type { Procedure } from './definition.js';
import type { Case, PersonData } from './model.js';
import { factsIn } from './person-among.js';

/** What an answer may say of the person that the identity knows too. */
export const COMPARED = ['name', 'kana', 'birthDate', 'address'] as const;
export type ComparedFact = (typeof COMPARED)[number];

export interface IdentityDifference {
  field: string;
  fact: ComparedFact;
  /** What the identity says. */
  known: string;
}

const DIGITS = '一二三四五六七八九';
const inFigures = (kanji: string): string => {
  const [tens = '', ones = ''] = kanji.includes('十') ? kanji.split('十') : ['', kanji];
  const ten = kanji.includes('十') ? (tens === '' ? 1 : DIGITS.indexOf(tens) + 1) : 0;
  return String(ten * 10 + (ones === '' ? 0 : DIGITS.indexOf(ones) + 1));
};

/** 奈良県奈良市二条大路南一丁目１番１号 and 奈良市二条大路南1-1-1 are one place. */
export function comparableAddress(address: string): string {
  const plain = address.normalize('NFKC').replace(/\s|[\u{E0100}-\u{E01EF}]/gu, '');
  const prefecture = PREFECTURES.find((name) => plain.startsWith(name));
  return plain
    .slice(prefecture?.length ?? 0)
    .replace(/([一二三四五六七八九十]+)丁目/gu, (_all, kanji: string) => `${inFigures(kanji)}-`)
    .replace(/(\d)(?:丁目|番地の?|番|号|[-‐‑–—ー−])/gu, '$1-')
    .replace(/-+/g, '-')
    .replace(/-(?=\D|$)/g, ' ')
    .trim();
}

const katakana = (text: string): string =>
  comparableName(text).replace(/[ぁ-ゖ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60));

/** The building behind the number may be left out on one side. */
function isSameAddress(one: string, other: string): boolean {
  const [short = '', long = ''] = [comparableAddress(one), comparableAddress(other)].sort(
    (a, b) => a.length - b.length,
  );
  return (
    long === short ||
    long.startsWith(`${short} `) ||
    (/\d$/.test(short) && /^\D/.test(long.slice(short.length)) && long.startsWith(short))
  );
}

const IS_SAME: Record<ComparedFact, (known: string, typed: string) => boolean> = {
  name: (known, typed) => comparableName(known) === comparableName(typed),
  kana: (known, typed) => katakana(known) === katakana(typed),
  birthDate: (known, typed) => known === typed,
  address: isSameAddress,
};

/** Somebody who applies for another person, as the answer to the definition's question says. */
const isForAnother = ({ representation }: Procedure, answers: Case['content']['answers']): boolean => {
  const capacity = representation && answers[representation.capacity];
  return capacity !== undefined && capacity !== null && capacity !== 'self';
};

/**
 * Answers of a resident who was signed in that are not what the identity says of them. Companies, agents and people
 * for whom staff wrote are left out: of them the answers are about somebody else, or there is no identity.
 */
export function identityDifferences(
  procedure: Procedure,
  { applicant, channel, content }: Pick<Case, 'applicant' | 'channel' | 'content'>,
): IdentityDifference[] {
  if (channel !== 'online' || !applicant?.startsWith('resident/') || isForAnother(procedure, content.answers))
    return [];
  const fields: readonly Field[] = procedure.form.pages.flatMap((page) => page.fields);
  const known: PersonData = content.person;
  return fields.flatMap((field) => {
    const typed = factsIn(field, content.answers[field.id]);
    return COMPARED.flatMap((fact): IdentityDifference[] => {
      const [ours, theirs] = [known[fact], typed[fact]];
      if (!ours || !theirs || IS_SAME[fact](ours, theirs)) return [];
      return [{ field: field.id, fact, known: ours }];
    });
  });
}
