import type { DefinitionFault } from '#kernel/definitions/read.js';
import { inWords } from '#kernel/faults/saying.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { filePlaceWords } from './words.js';

/** One fault with its line, its column and its place in words; the path as the file has it stands behind. */
export function fileFaultWords(
  t: Translator,
  { line, column = 1, path, place = [], message, saying }: DefinitionFault,
): string {
  const said = saying ? inWords(t, saying) : message;
  const where =
    place.length > 0 ? t('authoring.import.place', { place: filePlaceWords(t, place), path }) : path;
  const words = [where, said].filter((part) => part !== '').join(t('authoring.import.colon'));
  return line === undefined ? words : t('authoring.import.faultAt', { line, column, words });
}
