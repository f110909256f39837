import { describe, expect, test } from 'vitest';
import { SHIPPED_CATALOG } from '#kernel/create-kernel.js';
import { readCommonIndicators, readPlan, readRatingRule, readReviewSettings } from './catalog.js';
import { SOURCE_FIGURES } from './figures.test-data.js';

const CITIES = ['nara-city', 'nara-pref', 'imari', 'katsuragi', 'kashihara'] as const;

describe('every plan of the catalogue', () => {
  test.each(CITIES)('%s is read without a fault', async (city) => {
    const documents = await readPlan(SHIPPED_CATALOG, city);
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
    expect(await readPlan(SHIPPED_CATALOG, 'common/nowhere')).toBeNull();
  });

  test('counted indicators count only what the product journals', async () => {
    const counted: string[] = [];
    for (const city of CITIES) {
      const documents = await readPlan(SHIPPED_CATALOG, city);
      for (const { number, indicators } of documents?.measures ?? []) {
        for (const { id, count } of indicators)
          if (count) counted.push(`${city} ${number} ${id} ${count.numerator.entry}`);
      }
    }
    expect(counted).toEqual([
      'nara-city 1-8 online-certificate-applications case.submitted',
      'imari gyo-3 use-rate case.submitted',
      'kashihara 4-1 registered-users identity.signedIn',
    ]);
  });
});

describe('figures against the printed plans', () => {
  test('there are more than a hundred, from all five', () => {
    expect(Object.keys(SOURCE_FIGURES).sort()).toEqual([...CITIES].sort());
    expect(Object.values(SOURCE_FIGURES).flat().length).toBeGreaterThan(100);
  });

  describe.each(Object.entries(SOURCE_FIGURES))('%s', (city, figures) => {
    test.each(figures)('$number $indicator $year $side: $value ($fragment)', async (figure) => {
      const documents = await readPlan(SHIPPED_CATALOG, city);
      const measure = documents?.measures.find(({ number }) => number === figure.number);
      const indicator = measure?.indicators.find(({ id }) => id === figure.indicator);
      expect(indicator?.values[figure.year]?.[figure.side]).toBe(figure.value);
    });
  });
});
