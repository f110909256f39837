import { beforeAll, describe, expect, test } from 'vitest';
import { SHIPPED_CATALOG } from '#kernel/create-kernel.js';
import { readBook } from '#kernel/sheets/read-book.js';
import { readCommonIndicators, readPlan } from '../catalog.js';
import { canonical } from '../changes.js';
import { COUNTABLE } from '../countable.fixture.js';
import type { PlanDocuments } from '../definition.js';
import { fromBook } from './from-book.js';
import { fromRows } from './from-rows.js';
import { toRows, type Versions } from './to-rows.js';
import { toWorkbook } from './to-workbook.js';

const CITIES = { 'nara-city': 43, 'nara-pref': 27, imari: 28, katsuragi: 11, kashihara: 10 } as const;
const GUIDE = { title: '計画', facts: [] };
let common: ReadonlySet<string>;

beforeAll(async () => {
  common = new Set((await readCommonIndicators(SHIPPED_CATALOG)).map(({ id }) => id));
});

async function documentsOf(city: string): Promise<PlanDocuments> {
  const documents = await readPlan(SHIPPED_CATALOG, city, COUNTABLE);
  if (!documents) throw new Error(`no plan of ${city}`);
  return documents;
}

async function read(content: Uint8Array, current: PlanDocuments) {
  const book = await readBook(content);
  if (!book.ok) throw new Error(book.fault);
  const { rows, problems, notices } = fromBook(book.book);
  const result = fromRows(rows, current, { commonIndicators: common, countable: COUNTABLE });
  return { ...result, problems: [...problems, ...result.problems], notices };
}

describe.each(Object.entries(CITIES))('%s', (city, measures) => {
  test('goes out and comes back without loss', async () => {
    const documents = await documentsOf(city);
    expect(documents.measures).toHaveLength(measures);
    const versions: Versions = Object.fromEntries(
      ['plan', ...documents.measures.map(({ number }) => number)].map((key, index) => [key, index + 1]),
    );
    const { proposal, problems, notices } = await read(
      toWorkbook(toRows(documents, { versions }), GUIDE),
      documents,
    );
    expect(problems).toEqual([]);
    expect(notices).toEqual([]);
    expect(proposal.versions).toEqual(versions);
    expect(JSON.parse(canonical(proposal.documents))).toEqual(JSON.parse(canonical(documents)));
  });

  test('what came back is written as the same file', async () => {
    const documents = await documentsOf(city);
    const first = toWorkbook(toRows(documents), GUIDE);
    const second = toWorkbook(toRows((await read(first, documents)).proposal.documents), GUIDE);
    expect(Buffer.from(second).equals(Buffer.from(first))).toBe(true);
  });
});
