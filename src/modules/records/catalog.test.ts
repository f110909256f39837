import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { SHIPPED_CATALOG } from '#kernel/create-kernel.js';
import { readMunicipalities } from '#kernel/tenancy/municipalities.js';
import { readRules } from './catalog.js';

const root = await mkdtemp(join(tmpdir(), 'yakuba-records-'));
afterAll(() => rm(root, { recursive: true }));

test('every municipality of the catalogue has rules: a symbol for each section, a retention for each class', async () => {
  for (const municipality of (await readMunicipalities(SHIPPED_CATALOG)).all) {
    const rules = await readRules(SHIPPED_CATALOG, municipality);
    for (const { id } of municipality.units) expect(rules.symbolOf(id)).toMatch(/^.{2,5}$/u);
    expect(rules.classOf('c1-01')?.retention).toBe('y5');
    expect(rules.retention.map(({ years }) => years)).toEqual(
      expect.arrayContaining([1, 3, 5, 10, 30, null]),
    );
  }
});

test('a section without a symbol of its own has that of the section above', async () => {
  const nara = (await readMunicipalities(SHIPPED_CATALOG)).bySlug('nara-city');
  if (!nara) throw new Error('nara-city is there');
  const units = [
    ...nara.units,
    { id: 'desk', name: '窓口係', parent: 'civic-affairs' },
    { id: 'new', name: '新課' },
  ];
  const rules = await readRules(SHIPPED_CATALOG, { ...nara, units });
  expect([rules.symbolOf('desk'), rules.symbolOf('new')]).toEqual(['奈市', '奈総']);
});

test('a city replaces what has the same id, adds its own, and is told what does not fit', async () => {
  const nara = (await readMunicipalities(SHIPPED_CATALOG)).bySlug('nara-city');
  if (!nara) throw new Error('nara-city is there');
  await mkdir(join(root, 'common'), { recursive: true });
  await mkdir(join(root, 'nara-city'), { recursive: true });
  await cp(join(SHIPPED_CATALOG, 'common/records.yaml'), join(root, 'common/records.yaml'));
  const write = (text: string) => writeFile(join(root, 'nara-city/records.yaml'), text);
  await write(`
symbols: { prefix: 奈良, units: { civic-affairs: 民 } }
retention: [{ id: y7, years: 7, title: 7年, article: 規則 }]
`);
  const rules = await readRules(root, nara);
  expect([rules.symbolOf('civic-affairs'), rules.symbolOf('library')]).toEqual(['奈良民', '奈良図']);
  expect(rules.retentionOf('y7')?.years).toBe(7);
  expect(rules.retentionOf('y5')?.years).toBe(5);
  await write('symbols: { units: { nowhere: 無 } }');
  await expect(readRules(root, nara)).rejects.toThrow('there is no unit "nowhere"');
  await write(`
classification:
  - { id: z, title: 新, middle: [{ id: z1, title: 新, small: [{ id: z1-01, title: 新, retention: y99, afterwards: destroy, article: 規則 }] }] }
`);
  await expect(readRules(root, nara)).rejects.toThrow('"z1-01" names the retention "y99"');
});
