import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SHIPPED_CATALOG } from '#kernel/create-kernel.js';
import { BrokenDefinitions } from '#kernel/definitions/read.js';
import { LOCALES } from '#kernel/i18n/locales.js';
import { readMunicipalities } from '#kernel/tenancy/municipalities.js';
import { readCommonProcedures, readProcedures, sortedKeys } from './catalog.js';
import { Procedure } from './definition.js';

const COMPLETE = LOCALES.slice(0, 3);

async function readAll(root: string) {
  const { all } = await readMunicipalities(root);
  const common = await readCommonProcedures(root);
  return new Map(
    await Promise.all(all.map(async (one) => [one.slug, await readProcedures(root, one, common)] as const)),
  );
}

/** Every text of a document that is written in languages. */
function localizedTexts(value: unknown, path: string): { path: string; text: Record<string, unknown> }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('ja' in value) return [{ path, text: value as Record<string, unknown> }];
  return Object.entries(value).flatMap(([key, part]) => localizedTexts(part, `${path}.${key}`));
}

describe('the shipped catalogue', () => {
  test('every municipality has procedures that are free of faults, in Japanese, easy Japanese and English', async () => {
    const read = await readAll(SHIPPED_CATALOG);
    expect([...read.keys()].sort()).toEqual(['imari', 'kashihara', 'katsuragi', 'nara-city', 'nara-pref']);
    for (const [slug, offered] of read) {
      expect(offered.length).toBeGreaterThan(0);
      for (const { id, document, procedure } of offered) {
        expect(procedure.id).toBe(id);
        // What is ready for use is what a later start reads from the stored document.
        expect(JSON.stringify(procedure, sortedKeys)).toBe(
          JSON.stringify(Procedure.parse(document), sortedKeys),
        );
        const incomplete = localizedTexts(document, `${slug}/${id}`).filter(({ text }) =>
          COMPLETE.some((locale) => !text[locale]),
        );
        expect(incomplete.map(({ path }) => path)).toEqual([]);
      }
    }
  });
});

describe('a broken definition', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'yakuba-catalog-'));
    await cp(SHIPPED_CATALOG, root, { recursive: true });
  });
  afterEach(() => rm(root, { recursive: true }));

  const FILE = 'common/procedures/residence-certificate.yaml';
  async function faultsAfter(file: string, change: (text: string) => string): Promise<string> {
    const before = await readFile(join(root, file), 'utf8');
    const after = change(before);
    expect(after).not.toBe(before);
    await writeFile(join(root, file), after);
    const error = await readAll(root).then(
      () => null,
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(BrokenDefinitions);
    return (error as BrokenDefinitions).message;
  }

  test.each([
    [
      'a name in the fee that is no field',
      'copies * 300',
      'copys * 300',
      /residence-certificate\.yaml:\d+:\d+ fee\.amount: .*copys/,
    ],
    [
      'a fee without a way to pay it',
      / {2}payment:[\s\S]*?standardProcessingDays/,
      'standardProcessingDays',
      /fee\.payment: a fee needs/,
    ],
    [
      'a fee that can only be paid online',
      / {4}- way: paymentSlip[\s\S]*?standardProcessingDays/,
      'standardProcessingDays',
      /fee\.payment: not everybody can pay online/,
    ],
    [
      'a way to pay that stands there twice',
      'way: paymentSlip',
      'way: online',
      /fee\.payment\[1\]\.way: "online" is stated twice/,
    ],
    ['a fee that is no number', 'copies * 300', '"delivery"', /fee\.amount/],
    [
      'a fee over a question that not everybody is asked',
      'copies * 300',
      'if pickupDate = date("2026-12-01") then 0 else 300',
      /fee\.amount: not everybody is asked "pickupDate"/,
    ],
    [
      'a condition over an unknown name',
      'show: scope = "some"',
      'show: skope = "some"',
      /form\.pages\[1\]\.fields\[1\]\.show: .*skope/,
    ],
    [
      'a template that does not exist',
      'template: residence-certificate',
      'template: marriage',
      /output\.template: there is no template "marriage"/,
    ],
    [
      'a delivery field that does not exist',
      'delivery: delivery',
      'delivery: handing',
      /output\.delivery: there is no field "handing"/,
    ],
    [
      'personal data as open data',
      'answers: [scope,',
      'answers: [name, scope,',
      /public\.answers\[0\]: "name" is personal data/,
    ],
    ['an unknown key', 'audience: resident', 'audiens: resident', /audiens/],
    ['no way online', 'channel: online', 'channel: phone', /ways: one of the ways is "online"/],
    [
      'a survey that costs something',
      'id: residence-certificate',
      'id: residence-certificate\nkind: survey',
      /fee: a survey costs nothing[\s\S]*output: a survey gives nothing out/,
    ],
    ['a page with a taken address', 'id: whose', 'id: check', /cannot be called "check"/],
  ])('%s is named with file and place', async (_what, from, to, message) => {
    expect(await faultsAfter(FILE, (text) => text.replace(from, to))).toMatch(message);
  });

  test.each([
    ['a text', 'counted: declare', /public\.counted: there is no field "declare"|"declare"/],
    ['several answers', 'counted: consents', /public\.counted: "consents" is not a choice of one/],
    ['a day', 'counted: visitedOn', /public\.counted: "visitedOn" is not a choice of one/],
    ['nothing that is asked', 'counted: nowhere', /public\.counted: there is no field "nowhere"/],
  ])('%s cannot be what plans count by', async (_what, counted, message) => {
    const file = 'common/procedures/night-clinic-insurance-check.yaml';
    expect(await faultsAfter(file, (text) => text.replace('counted: way', counted))).toMatch(message);
  });

  test('an answer that is personal data cannot be what plans count by', async () => {
    const file = 'common/procedures/night-clinic-insurance-check.yaml';
    const change = (text: string) => text.replace('sensitivity: ordinary', 'sensitivity: special');
    expect(await faultsAfter(file, change)).toMatch(/public\.counted: "way" is personal data/);
  });

  test('a survey without a name that asks for personal data is named', async () => {
    const file = 'common/procedures/digital-survey.yaml';
    const change = (text: string) =>
      text.replace('sensitivity: ordinary, maxLength', 'sensitivity: personal, maxLength');
    expect(await faultsAfter(file, change)).toMatch(
      /digital-survey\.yaml:\d+:\d+ form: "opinion" is personal data/,
    );
  });

  const BLOCKS = 'common/library/blocks.yaml';
  test.each([
    ['kind: phone, label', 'kind: telephone, label', ':4:\\d+ fields\\.dayPhone\\.kind'],
    ['{ use: delivery }', '{ use: parcel }', ':\\d+:\\d+ pages\\.receiving\\.fields\\[0\\]\\.kind'],
  ])('a block with %s changed to %s is named once, in its own file', async (from, to, place) => {
    expect(await faultsAfter(BLOCKS, (text) => text.replace(from, to))).toMatch(
      new RegExp(`^${BLOCKS}${place}: [^\\n]*$`),
    );
  });

  test('an unknown unit or shared procedure is named where it was adopted', async () => {
    const file = 'imari/procedures/adopted.yaml';
    expect(await faultsAfter(file, (text) => text.replace('unit: citizens', 'unit: nowhere'))).toMatch(
      /imari\/procedures\/adopted\.yaml:\d+:\d+ \[0\]\.unit: there is no unit "nowhere"/,
    );
    expect(await faultsAfter(file, (text) => text.replace('residence-certificate', 'residence'))).toMatch(
      /\[0\]\.procedure: there is no shared procedure "residence"/,
    );
  });

  test('a municipality states its own fee, and a wrong one is named there', async () => {
    const file = 'imari/procedures/adopted.yaml';
    const own =
      '\n  revision: 2\n  with:\n    fee:\n      amount: copies * 350\n      text: 1通につき350円\n      payment: [{ way: counter, text: 窓口 }]\n';
    const text = await readFile(join(root, file), 'utf8');
    await writeFile(join(root, file), text.replace('unit: citizens\n', `unit: citizens${own}`));
    const [first] = (await readAll(root)).get('imari') ?? [];
    expect(first).toMatchObject({ id: 'residence-certificate', version: '2.2' });
    expect(Procedure.parse(first?.document).fee?.amount).toBe('copies * 350');
    expect(await faultsAfter(file, (now) => now.replace('copies * 350', 'kopies * 350'))).toMatch(
      /adopted\.yaml:\d+:\d+ \[0\]\.with\.fee\.amount: .*kopies/,
    );
  });
});
