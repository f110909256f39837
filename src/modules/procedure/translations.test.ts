import { expect, it } from 'vitest';
import { SHIPPED_CATALOG } from '#kernel/create-kernel.js';
import { LOCALES } from '#kernel/i18n/locales.js';
import { readCommonProcedures } from './catalog.js';

/** What people who read no Japanese ask for most. */
const MOST_USED = [
  'moving-in',
  'moving-out',
  'moving-within',
  'residence-certificate',
  'pregnancy-notification',
  'child-allowance-claim',
  'nhi-join',
  'pension-join',
  'tax-certificate',
  'seal-registration',
  'bulky-waste',
  'nursery-application',
];

/** Languages in which a text falls back to English. */
const fallingBack = (text: unknown): string[] =>
  LOCALES.filter((locale) => typeof text !== 'object' || text === null || !(locale in text));

it('the procedures used most say in every language what they are; no other may come to fall back', async () => {
  const read = await readCommonProcedures(SHIPPED_CATALOG);
  const open = [...read].flatMap(([id, { document }]) => {
    const { title, summary } = document as { title?: unknown; summary?: unknown };
    const locales = [...new Set([...fallingBack(title), ...fallingBack(summary)])];
    return locales.length > 0 ? [`${id}: ${locales.join(', ')}`] : [];
  });
  for (const id of MOST_USED) expect(open.filter((line) => line.startsWith(`${id}:`))).toEqual([]);
  expect(open.length, open.join('\n')).toBeLessThanOrEqual(read.size - MOST_USED.length);
});
