import type { Translator } from '#kernel/i18n/translate.js';
import type { FileFault, FileProblem } from '../reading/table.js';

const FILE_WORDS = {
  empty: 'register.file.empty',
  tooLarge: 'register.file.tooLarge',
  wholeTooLarge: 'register.file.wholeTooLarge',
  unpackedTooLarge: 'register.file.unpackedTooLarge',
  tooManyRows: 'register.file.tooManyRows',
  notText: 'register.file.notText',
  broken: 'register.file.broken',
  unknown: 'register.file.unknown',
  noShapes: 'register.file.noShapes',
  noRows: 'register.file.noRows',
  noSheet: 'register.file.noSheet',
} as const satisfies Record<FileFault, string>;

const BROKEN_WORDS = {
  other: 'register.file.notTextAt',
  NUL: 'register.file.nulAt',
  'EUC-JP': 'register.file.eucJpAt',
} as const;

/** Why a file is not read and where, in words; `most`: the largest that is taken, in MB. */
export const fileFaultText = (
  t: Translator,
  { fault, line, text, sheets = [] }: FileProblem,
  most: number,
): string => {
  if (text) return t(BROKEN_WORDS[text.seems ?? 'other'], { ...text });
  return fault === 'broken' && line !== undefined
    ? t('register.file.brokenAt', { line })
    : t(FILE_WORDS[fault], { most, sheets: sheets.join('、') });
};
