import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { LIFE_EVENTS } from './definition.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.stop());

const LIST = '/nara-city/procedures';
const markup = async (query = '') => (await app.request(`${LIST}${query}`)).text();
/** Procedures that the main part of a page leads to, in its order. */
const ids = (html: string): string[] => [
  ...new Set(
    [...html.slice(html.indexOf('<main')).matchAll(/href="\/nara-city\/procedures\/([a-z0-9-]+)"/g)].flatMap(
      ([, id]) => id ?? [],
    ),
  ),
];

interface Listed {
  items: { id: string }[];
  total: number;
}
const listed = async (query: string): Promise<Listed> => {
  const answer = await app.request(`/nara-city/api/v1/procedures?limit=200${query}`);
  return (await answer.json()) as Listed;
};

describe('the catalogue of a city', () => {
  test('shows every occasion that has procedures, each with the way to all of them', async () => {
    const html = await markup();
    const { items, total } = await listed('');
    expect(total).toBeGreaterThanOrEqual(60);
    expect(pageText(html)).toContain(`${total}件の手続があります`);
    const shown = ids(html);
    expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining(shown));
    for (const event of LIFE_EVENTS) {
      const { total: count } = await listed(`&event=${event}`);
      expect(html.includes(`<section class="section" id="${event}">`), event).toBe(count > 0);
      expect(html.includes(`procedures?event=${event}"`), event).toBe(count > 0);
    }
  });

  test('each procedure is reached from its occasion and from its section', async () => {
    const { items } = await listed('');
    const overview = await markup();
    const units = [...overview.matchAll(/procedures\?unit=([a-z-]+)"/g)].flatMap(([, unit]) => unit ?? []);
    expect(units.length).toBeGreaterThan(5);
    const bySection = new Set<string>();
    for (const unit of units) for (const id of ids(await markup(`?unit=${unit}`))) bySection.add(id);
    const byOccasion = new Set<string>();
    for (const event of LIFE_EVENTS) {
      let next: string | undefined = `?event=${event}`;
      while (next) {
        const html: string = await markup(next);
        for (const id of ids(html)) byOccasion.add(id);
        next = /href="\/nara-city\/procedures(\?[^"]*after=[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
      }
    }
    const all = items.map(({ id }) => id).toSorted();
    expect([...bySection].toSorted()).toEqual(all);
    expect([...byOccasion].toSorted()).toEqual(all);
  });

  test('words, occasion and section narrow each other; what is not known narrows nothing', async () => {
    const words = `q=${encodeURIComponent('国保')}`;
    const both = ids(await markup(`?${words}&event=death`));
    expect(both).toContain('bereavement-nhi-funeral-grant');
    expect(both).not.toContain('nhi-join');
    expect(ids(await markup(`?${words}&event=death&unit=waterworks`))).toEqual([]);
    expect(pageText(await markup(`?${words}&unit=waterworks`))).toContain('0742-34-1111');
    expect(ids(await markup('?unit=nowhere&event=nothing'))).toEqual(ids(await markup()));
  });
});

describe('the figures of a procedure', () => {
  test('lead to the indicators of the plan to which they count, and to no others', async () => {
    const html = await (await app.request(`${LIST}/residence-certificate/statistics`)).text();
    expect(pageText(html)).toContain('計画の指標とのつながり');
    expect(html).toContain('href="/nara-city/plan/1-8#indicator-online-certificate-applications"');
    const measure = await (await app.request('/nara-city/plan/1-8')).text();
    expect(measure).toContain('id="indicator-online-certificate-applications"');
    const other = await (await app.request(`${LIST}/dog-registration/statistics`)).text();
    expect(other).not.toContain('/nara-city/plan/1-8#');
  });
});
