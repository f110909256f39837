import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '#kernel/context.js';
import { uuidv7 } from '#kernel/values/uuid.js';
import { signInAs } from '#modules/identity/fixtures.js';
import { contextAt } from '#modules/procedure/fixtures.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { letter } from './fixtures.js';
import { manyDocuments } from './store/many-documents.fixture.js';

const CITY = 'nara-city';
/** More than are looked through at first (1,500), of which the oldest have a word more often than hits are read (2,000). */
const DOCUMENTS = 4_200;
const WITH_OLD_WORD = 2_300;
const FIRST_YEAR = 2_000;
const UNITS = ['civic-affairs', 'library', 'housing'];

let app: TestApp;
let context: Context;
/** Ids by the number of the document, the oldest first. */
const ids: string[] = [];
beforeAll(async () => {
  app = await testApp();
  const head = await signInAs(app.kernel, CITY, {
    name: '文書主管',
    grants: [{ role: 'section-head', unit: null }],
  });
  const municipality = app.kernel.municipalities.bySlug(CITY);
  if (!municipality) throw new Error(`no municipality ${CITY}`);
  context = contextAt(municipality, head.actor, TEST_NOW);
  const begun = context.clock.now().subtract({ hours: DOCUMENTS });
  const documents = Array.from({ length: DOCUMENTS }, (_, index) => {
    const registeredAt = begun.add({ hours: index });
    const body = [
      '通知します。',
      index < WITH_OLD_WORD && '古文書館の件。',
      index % 800 === 0 && '隕石が落ちた。',
    ];
    return {
      ...letter(context),
      id: uuidv7(registeredAt),
      registeredAt,
      symbol: '市',
      fiscalYear: index < FIRST_YEAR ? 2025 : 2026,
      number: index + 1,
      unit: UNITS[index % UNITS.length] ?? '',
      body: body.filter((part) => part !== false).join(''),
    };
  });
  ids.push(...documents.map(({ id }) => id));
  await app.kernel.database.transaction(municipality.code, (tx) =>
    manyDocuments(app.kernel.vault, municipality.code)(tx, documents),
  );
});
afterAll(() => app.stop());

const numbers = (fits: (index: number) => boolean): number[] =>
  ids
    .keys()
    .filter((index) => fits(index))
    .toArray()
    .reverse();

type Query = Parameters<TestApp['modules']['records']['services']['desk']['list']>[1];
/** All pages, or the first ones. */
async function found(query: Query, pages = Number.POSITIVE_INFINITY): Promise<number[]> {
  const all: number[] = [];
  let after: Query['after'];
  for (let page = 0; page < pages; page += 1) {
    const listed = await app.modules.records.services.desk.list(context, { ...query, after });
    all.push(...listed.items.map(({ id }) => ids.indexOf(id)));
    if (!listed.next) break;
    after = listed.next;
  }
  return all;
}

test('words of every document are found, the newest first', async () => {
  expect(await found({ text: '通知' }, 3)).toEqual(numbers(() => true).slice(0, 150));
});

test('a rare word is found wherever it stands, also in a section or a year', async () => {
  const isRare = (index: number) => index % 800 === 0;
  expect(await found({ text: '隕石' })).toEqual(numbers(isRare));
  expect(await found({ text: '隕石', fiscalYear: 2025 })).toEqual(
    numbers((index) => isRare(index) && index < FIRST_YEAR),
  );
  expect(await found({ text: '隕石', unit: 'library' })).toEqual(
    numbers((index) => isRare(index) && index % 3 === 1),
  );
  expect(await found({ text: '隕石 古文書館' })).toEqual(
    numbers((index) => isRare(index) && index < WITH_OLD_WORD),
  );
});

test('a word of many old documents and of no new one is found page by page to the end', async () => {
  expect(await found({ text: '古文書館' })).toEqual(numbers((index) => index < WITH_OLD_WORD));
  expect(await found({ text: '古文書館', unit: 'housing', fiscalYear: 2025 })).toEqual(
    numbers((index) => index < FIRST_YEAR && index % 3 === 2),
  );
  expect(await found({ text: '古文書館', states: ['bound'] })).toEqual([]);
});

test('a number is found in the words box, with its symbol or without, whole numbers only, also among other words', async () => {
  expect(await found({ text: '市第13号' })).toEqual([12]);
  expect(await found({ text: '第１３号' })).toEqual([12]);
  expect(await found({ text: '第801号 隕石' })).toEqual([800]);
  expect(await found({ text: '第802号 隕石' })).toEqual([]);
});
