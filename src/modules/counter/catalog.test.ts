import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FormDefinition } from '#forms/definition.js';
import { SHIPPED_CATALOG } from '#kernel/create-kernel.js';
import { BrokenDefinitions, faultText } from '#kernel/definitions/read.js';
import { readMunicipalities } from '#kernel/tenancy/municipalities.js';
import { readProcedureIds } from '#modules/procedure/api.js';
import { shippedForms } from '#modules/procedure/fixtures.js';
import { type Counter, readCommonCounter, readCounter } from './catalog.js';
import { inLocalWords } from './local-words.js';
import { dueItems, lastDay } from './model.js';

const TODAY = Temporal.PlainDate.from('2026-11-20');

async function counterIn(root: string, city: string): Promise<Counter | null> {
  const { all } = await readMunicipalities(SHIPPED_CATALOG);
  const municipality = all.find(({ slug }) => slug === city);
  if (!municipality) throw new Error(city);
  const known = new Map<string, FormDefinition | null>([
    ...(await readProcedureIds(root, city)).map((id) => [id, null] as const),
    ...(await shippedForms(root)),
  ]);
  return readCounter(root, municipality, await readCommonCounter(root), known);
}

describe('the shipped guides', () => {
  test.each(['nara-city', 'imari', 'kashihara', 'katsuragi'])('are used in %s', async (city) => {
    const counter = await counterIn(SHIPPED_CATALOG, city);
    expect([...(counter?.guides.keys() ?? [])]).toEqual([
      'moving-in',
      'moving-out',
      'birth',
      'marriage',
      'job-loss',
      'death',
    ]);
  });

  test('a prefecture has no counter', async () => {
    expect(await counterIn(SHIPPED_CATALOG, 'nara-pref')).toBeNull();
  });

  test('every item follows from some answers', async () => {
    const counter = await counterIn(SHIPPED_CATALOG, 'nara-city');
    for (const used of counter?.guides.values() ?? []) {
      const due = variants(used.form).flatMap((answers) => dueItems(used, answers, TODAY) ?? []);
      const seen = new Set(due.map(({ item }) => item.id));
      expect(
        used.guide.items.map(({ id }) => id).filter((id) => !seen.has(id)),
        used.guide.id,
      ).toEqual([]);
    }
  });

  test('are written in Japanese, plain Japanese and English', async () => {
    const { sections, guides } = await readCommonCounter(SHIPPED_CATALOG);
    const missing = [...guides.map(({ value }) => value), sections].flatMap((value) => incomplete(value, ''));
    expect(missing).toEqual([]);
  });
});

const fieldsOf = (form: FormDefinition) => form.pages.flatMap(({ fields }) => fields);

/** Yes to everything, the first of every choice. */
const fillAll = (form: FormDefinition): Record<string, unknown> =>
  Object.fromEntries(
    fieldsOf(form).map((field) => [
      field.id,
      field.kind === 'yesNo'
        ? true
        : field.kind === 'choice'
          ? field.options[0]?.value
          : field.kind === 'date'
            ? '2026-11-01'
            : null,
    ]),
  );

/** From yes to everything: each pair of other answers. */
function variants(form: FormDefinition): Record<string, unknown>[] {
  const base = fillAll(form);
  const single = fieldsOf(form).flatMap((field): Record<string, unknown>[] =>
    field.kind === 'yesNo'
      ? [{ [field.id]: false }]
      : field.kind === 'choice'
        ? field.options.map(({ value }) => ({ [field.id]: value }))
        : [],
  );
  return single.flatMap((one) => single.map((other) => ({ ...base, ...one, ...other })));
}

function incomplete(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('ja' in value)
    return ['ja-x-easy', 'en'].filter((locale) => !(locale in value)).map((one) => `${path} ${one}`);
  return Object.entries(value).flatMap(([key, inner]) => incomplete(inner, `${path}.${key}`));
}

describe('a shared guide', () => {
  test('speaks in the words of the municipality', async () => {
    const counter = await counterIn(SHIPPED_CATALOG, 'nara-city');
    const texts = JSON.stringify([...(counter?.guides.values() ?? [])].map(({ guide }) => guide));
    for (const words of ['市民税', '市営住宅', '市（し）の税金', '大型ごみ']) expect(texts).toContain(words);
    expect(texts).not.toMatch(/町民税|粗大ごみ|\{[^"a-z]+\}/);
    const { guides } = await readCommonCounter(SHIPPED_CATALOG);
    const village = inLocalWords(guides, { kind: 'village', bulkyWaste: '粗大ごみ' });
    expect(JSON.stringify(village)).toContain('村民税');
  });
});

describe('what a death leads to', () => {
  test('each section’s work, the law’s last day, and places that are not the municipality’s', async () => {
    const counter = await counterIn(SHIPPED_CATALOG, 'nara-city');
    const death = counter?.guides.get('death');
    if (!death) throw new Error('death');
    const due = dueItems(
      death,
      { ...fillAll(death.form), age: 'to64', insurance: 'nhi', notified: true },
      TODAY,
    );
    const byId = new Map(due?.map((one) => [one.item.id, one]));
    expect(byId.get('nhi-loss')).toMatchObject({ unit: 'insurance-pension' });
    expect(byId.get('nhi-loss')?.dueOn?.toString()).toBe('2026-11-16');
    expect(byId.get('property-tax')?.dueOn?.toString()).toBe('2027-02-01');
    expect(byId.get('bank')).toMatchObject({ unit: null });
    expect(byId.has('late-elderly-loss')).toBe(false);
    expect(byId.has('death-notification')).toBe(false);
    const units = new Set(due?.flatMap(({ unit }) => unit ?? []));
    expect(units.size).toBeGreaterThanOrEqual(6);
  });

  test('an open question leads nowhere', async () => {
    const counter = await counterIn(SHIPPED_CATALOG, 'nara-city');
    const death = counter?.guides.get('death');
    expect(death && dueItems(death, { notified: true }, TODAY)).toBeNull();
  });
});

test.each([
  ['P14D', false, '2026-11-01', '2026-11-15'],
  ['P14D', true, '2026-11-01', '2026-11-14'],
  ['P3M', false, '2026-11-30', '2027-02-28'],
  ['P2Y', false, '2024-02-29', '2026-02-28'],
])('%s from a day (first day counted: %s) %s ends on %s', (within, isFirstDayCounted, event, last) => {
  expect(lastDay({ within, isFirstDayCounted }, Temporal.PlainDate.from(event))?.toString()).toBe(last);
});

describe('a guide that is wrong', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'counter-'));
    await cp(SHIPPED_CATALOG, root, { recursive: true });
  });
  afterEach(() => rm(root, { recursive: true }));

  async function write(file: string, text: string) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
  const change = async (file: string, from: string, to: string) => {
    const text = await readFile(join(root, file), 'utf8');
    expect(text).toContain(from);
    await writeFile(join(root, file), text.replace(from, to));
  };
  async function faults(city = 'nara-city'): Promise<string[]> {
    const reason = await counterIn(root, city).then(
      () => null,
      (error: unknown) => error,
    );
    if (!(reason instanceof BrokenDefinitions)) throw new Error('it was taken', { cause: reason });
    return reason.faults.map(faultText);
  }
  const BIRTH = 'common/counter/guides/birth.yaml';

  test.each([
    [
      'an unknown name',
      'when: registered = false',
      'when: regsitered = false',
      /items\[0\]\.when.*"regsitered"/,
    ],
    [
      'an answer that does not exist',
      'when: insurance = "nhi"',
      'when: insurance = "nih"',
      /no answer "nih"/,
    ],
    ['an unknown section', 'section: health', 'section: helth', /no section "helth"/],
    ['an unknown procedure', 'procedure: nhi-join', 'procedure: nhi-jion', /no procedure "nhi-jion"/],
    [
      'a day that nobody is asked',
      'from: bornOn, isFirst',
      'from: bronOn, isFirst',
      /"bronOn" is no date question/,
    ],
    ['an item twice', 'id: small-baby', 'id: newborn-visit', /another item is called "newborn-visit"/],
    ['a condition that looks ahead', 'show: publicServant = false', 'show: later = false', /"later"/],
    [
      'a circle',
      'ask: { ja: 生計の中心',
      'show: siblings = true, ask: { ja: 生計の中心',
      /only when each other is/,
    ],
    [
      'a question that the form has not',
      'reason: \'"birth"\'',
      'raeson: \'"birth"\'',
      /"nhi-join" has no question "raeson"/,
    ],
    [
      'an answer that the form has not',
      'reason: \'"birth"\'',
      'reason: \'"brith"\'',
      /gives "brith", which is no answer to "reason"/,
    ],
    ['an answer of another kind', "', from: bornOn", "', from: small", /gives boolean, "from" takes date/],
    ['an unknown name in it', "', from: bornOn", "', from: bronOn", /"bronOn"/],
    ['neither section nor place', '    section: health\n', '', /either a section or a place elsewhere/],
  ])('%s is named with its place', async (_, from, to, message) => {
    await change(BIRTH, from, to);
    const [fault] = await faults();
    expect(fault).toContain('birth.yaml:');
    expect(fault).toMatch(message);
  });

  test('a municipality’s own mistakes stand in its own file', async () => {
    await write(
      'nara-city/counter/counter.yaml',
      [
        'desk: nowhere',
        'sections: { residents: civic-affairs, moon: civic-affairs, tax: nobody }',
        'left: [retirement]',
        'guides: { death: { without: [ghost], change: { dog: { procedure: dog-party } } } }',
      ].join('\n'),
    );
    const found = (await faults()).join('\n');
    for (const words of [
      'no unit "nowhere"',
      'no section "moon"',
      'no unit "nobody"',
      'no unit for insurance',
      'no shared guide "retirement"',
      'no item "ghost"',
      'no procedure "dog-party"',
    ])
      expect(found).toContain(words);
    expect(found.split('\n').every((line) => line.startsWith('nara-city/counter/counter.yaml:'))).toBe(true);
  });

  test('a municipality leaves out, changes, adds, and writes its own', async () => {
    await write(
      'nara-city/counter/counter.yaml',
      [
        'desk: civic-affairs',
        'sections: { default: civic-affairs }',
        'left: [marriage]',
        'guides:',
        '  death:',
        '    without: [cemetery]',
        '    change: { dog: { bring: [首輪] } }',
        '    more: [{ id: flag, title: 半旗, why: 名誉市民でした, section: residents }]',
      ].join('\n'),
    );
    await write(
      'nara-city/counter/guides/retire.yaml',
      [
        'id: retire',
        'title: 定年',
        'summary: 定年の手続',
        'pages: [{ id: one, title: 質問, questions: [{ id: works, ask: まだ働きますか }] }]',
        'items: [{ id: advice, title: 相談, why: 定年なので, when: works = false, section: pension }]',
      ].join('\n'),
    );
    const counter = await counterIn(root, 'nara-city');
    expect([...(counter?.guides.keys() ?? [])]).toEqual([
      'moving-in',
      'moving-out',
      'birth',
      'job-loss',
      'death',
      'retire',
    ]);
    const items = counter?.guides.get('death')?.guide.items ?? [];
    expect(items.some(({ id }) => id === 'cemetery')).toBe(false);
    expect(items.find(({ id }) => id === 'dog')?.bring).toEqual(['首輪']);
    expect(items.at(-1)?.id).toBe('flag');
    expect(counter?.guides.get('retire')?.units.get('advice')).toBe('civic-affairs');
  });
});
