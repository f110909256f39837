import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SHIPPED_CATALOG } from '#kernel/create-kernel.js';
import { readCommonIndicators, readPlan, readRatingRule, readReviewSettings } from './catalog.js';
import { COUNTABLE, TWENTY_SIX } from './countable.fixture.js';
import { SOURCE_FIGURES } from './figures.test-data.js';

const CITIES = ['nara-city', 'nara-pref', 'imari', 'katsuragi', 'kashihara'] as const;

describe('every plan of the catalogue', () => {
  test.each(CITIES)('%s is read without a fault', async (city) => {
    const documents = await readPlan(SHIPPED_CATALOG, city, COUNTABLE);
    expect(documents?.measures.length).toBeGreaterThan(9);
    expect(documents?.plan.pillars.length).toBeGreaterThan(0);
  });

  test('the rule, the review and the shared indicators are read too', async () => {
    await expect(readRatingRule(SHIPPED_CATALOG)).resolves.toMatchObject({
      attainment: { ahead: 110, onCourse: 90 },
    });
    await expect(readReviewSettings(SHIPPED_CATALOG)).resolves.toHaveProperty('reminders');
    const ids = (await readCommonIndicators(SHIPPED_CATALOG)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('a folder without a plan is none', async () => {
    expect(await readPlan(SHIPPED_CATALOG, 'common/nowhere', COUNTABLE)).toBeNull();
  });

  test('counted indicators count only what the product journals', async () => {
    const counted: string[] = [];
    for (const city of CITIES) {
      const documents = await readPlan(SHIPPED_CATALOG, city, COUNTABLE);
      for (const { number, indicators } of documents?.measures ?? []) {
        for (const { id, count } of indicators)
          if (count) counted.push(`${city} ${number} ${id} ${count.numerator.entry}`);
      }
    }
    expect(counted).toEqual([
      'nara-city 1-2 daily-uses counter.used',
      'nara-city 1-5 posts report.received',
      'nara-city 1-7 new-building-address-notices case.submitted',
      'nara-city 1-8 pre-entries counter.used',
      'nara-city 1-8 online-certificate-applications case.submitted',
      'nara-city 2-1 datasets-added dataset.published',
      'nara-city 2-3 projects dataset.dashboardPublished',
      'nara-city 3-2 insurance-card-users case.submitted',
      'nara-pref 2.1.1 managed-terminals register.counted',
      'nara-pref 3.1.1 online-procedures procedure.offered',
      'nara-pref 3.1.2 online-registrations register.counted',
      'nara-pref 3.2.1 systems-with-output dataset.published',
      'nara-pref 3.2.2 open-datasets dataset.published',
      'nara-pref 3.4.1 fibre-municipalities register.counted',
      'nara-pref 3.4.2 areas-without-signal register.counted',
      'nara-pref 4.3.1 systems-on-base register.counted',
      'nara-pref 4.3.2 managed-licences register.counted',
      'imari gyo-2 online-rate procedure.offered',
      'imari gyo-2 care-procedures procedure.offered',
      'imari gyo-3 use-rate case.submitted',
      'imari gyo-4 cashless-rate payment.paid',
      'imari gyo-8 visitors map.visited',
      'katsuragi 1 priority-procedures-online procedure.offered',
      'kashihara 1-1 online-applications case.submitted',
      'kashihara 2-1 open-datasets dataset.published',
      'kashihara 2-1 recommended-datasets dataset.published',
      'kashihara 4-1 registered-users identity.signedIn',
    ]);
  });
});

test('the 26 procedures of the state’s list are the same in every plan that counts them', async () => {
  for (const [city, number, indicator] of [
    ['imari', 'gyo-2', 'care-procedures'],
    ['katsuragi', '1', 'priority-procedures-online'],
    ['kashihara', '1-1', 'online-applications'],
  ] as const) {
    const documents = await readPlan(SHIPPED_CATALOG, city, COUNTABLE);
    const measure = documents?.measures.find((one) => one.number === number);
    const counted = measure?.indicators.find(({ id }) => id === indicator)?.count?.numerator.where.procedure;
    expect([...(counted ?? [])].sort()).toEqual([...TWENTY_SIX].sort());
    expect(new Set(counted).size).toBe(26);
  }
});

describe('figures against the printed plans', () => {
  test('there are more than a hundred, from all five', () => {
    expect(Object.keys(SOURCE_FIGURES).sort()).toEqual([...CITIES].sort());
    expect(Object.values(SOURCE_FIGURES).flat().length).toBeGreaterThan(100);
  });

  describe.each(Object.entries(SOURCE_FIGURES))('%s', (city, figures) => {
    test.each(figures)('$number $indicator $year $side: $value ($fragment)', async (figure) => {
      const documents = await readPlan(SHIPPED_CATALOG, city, COUNTABLE);
      const measure = documents?.measures.find(({ number }) => number === figure.number);
      const indicator = measure?.indicators.find(({ id }) => id === figure.indicator);
      expect(indicator?.values[figure.year]?.[figure.side]).toBe(figure.value);
    });
  });
});

describe('a plan that is not right', () => {
  const files = async (over: Record<string, string>) => {
    const root = await mkdtemp(join(tmpdir(), 'yakuba-plan-'));
    await mkdir(join(root, 'town/plan/measures'), { recursive: true });
    await mkdir(join(root, 'common/plan'), { recursive: true });
    const written = {
      'common/plan/indicators.yaml': '- { id: online-share, name: 割合, unit: "%" }\n',
      'town/plan/plan.yaml':
        'id: p\ntitle: 計画\nsummary: 要約\nperiod: { from: 2020 }\nsource: { title: 計画, publisher: 市 }\npillars: [{ id: "1", label: "1", title: 柱, policy: 方針 }]\n',
      ...over,
    };
    for (const [file, text] of Object.entries(written)) await writeFile(join(root, file), text);
    return root;
  };
  const sheet = (more: string) =>
    `number: 1-1\nlabel: (1)-1\ntitle: 施策\npillar: "1"\ndepartments: []\nstage: planning\n${more}`;

  const counting = (numerator: string) =>
    sheet(
      `indicators:
  - id: a
    name: 割合
    kind: rate
    unit: "%"
    count:
      # Who counts?
      numerator: ${numerator}
      period: fiscalYear
`,
    );

  test('a count that names what there is, is read', async () => {
    const root = await files({
      'town/plan/measures/a.yaml': counting(
        '{ entry: case.submitted, where: { channel: [online, phone], version: "1.1" } }',
      ),
    });
    await expect(readPlan(root, 'town', COUNTABLE)).resolves.toMatchObject({ measures: [{ number: '1-1' }] });
    await rm(root, { recursive: true });
  });

  test.each([
    [
      'an unknown pillar',
      { 'town/plan/measures/a.yaml': sheet('').replace('"1"', '"9"') },
      'a.yaml:4',
      'there is no pillar "9"; there are 1',
    ],
    [
      'a stage that does not exist',
      { 'town/plan/measures/a.yaml': sheet('').replace('planning', 'soon') },
      'a.yaml:6',
      'stage',
    ],
    [
      'words where a number is due',
      {
        'town/plan/measures/a.yaml': sheet(
          'indicators:\n  - { id: a, name: 件数, kind: value, values: { 2021: { target: 多め } } }\n',
        ),
      },
      'a.yaml:8',
      'kind value needs a number',
    ],
    [
      'a shared indicator that is none',
      {
        'town/plan/measures/a.yaml': sheet(
          'indicators:\n  - { id: a, name: 件数, kind: value, common: nothing }\n',
        ),
      },
      'a.yaml:8',
      'there is no common indicator "nothing"; there are online-share',
    ],
    [
      'a count of entries that nobody writes',
      { 'town/plan/measures/a.yaml': counting('{ entry: case.submited }') },
      'a.yaml:14',
      'there is no journal entry "case.submited"; there are case.submitted',
    ],
    [
      'a count once of what entries do not have',
      { 'town/plan/measures/a.yaml': counting('{ entry: case.submitted, distinct: person }') },
      'a.yaml:14',
      'case.submitted has no "person"; expected one of subject, actor, procedure, version, channel',
    ],
    [
      'a count by an attribute that entries do not have',
      { 'town/plan/measures/a.yaml': counting('{ entry: case.submitted, where: { chanel: online } }') },
      'a.yaml:14',
      'case.submitted has no attribute "chanel"; it has procedure, version, channel',
    ],
    [
      'a count of a procedure that is not offered',
      {
        'town/plan/measures/a.yaml': counting(
          '{ entry: case.submitted, where: { procedure: [residence-certificate, residence-certificat] } }',
        ),
      },
      'a.yaml:14',
      'there is no procedure "residence-certificat"; there are residence-certificate',
    ],
    [
      'a misspelled denominator',
      {
        'town/plan/measures/a.yaml': counting('{ entry: case.submitted }').replace(
          'period',
          'denominator: { entry: constructor }\n      period',
        ),
      },
      'a.yaml:15',
      'there is no journal entry "constructor"',
    ],
    [
      'a number that is used twice',
      { 'town/plan/measures/a.yaml': sheet(''), 'town/plan/measures/b.yaml': sheet('') },
      'b.yaml:1',
      'the number "1-1" is used twice',
    ],
    [
      'a key that does not exist',
      { 'town/plan/measures/a.yaml': sheet('ownr: 市民課\n') },
      'a.yaml:7',
      'ownr',
    ],
  ])('%s is named with file, line and what was expected', async (_, over, place, message) => {
    const root = await files(over);
    const reading = readPlan(root, 'town', COUNTABLE);
    await expect(reading).rejects.toThrow(place);
    await expect(reading).rejects.toThrow(message);
    await rm(root, { recursive: true });
  });
});
