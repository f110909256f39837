import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTownHall, type TownHall } from '../harness/town-hall.ts';

/* The page of a measure, printed, is the sheet that municipalities know: one page of A4. */

const MEASURES = [
  'nara-city/plan/1-8',
  'nara-pref/plan/1.1.1',
  'imari/plan/san-1',
  'katsuragi/plan/3',
  'kashihara/plan/1-1',
] as const;

let hall: TownHall;
beforeAll(async () => {
  hall = await openTownHall();
});
afterAll(() => hall?.close());

test.each(MEASURES)(
  '%s prints as one page',
  async (path) => {
    const page = await hall.browser.newPage({ locale: 'ja-JP' });
    await page.goto(`${hall.product.url}/${path}`);
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    await page.close();
  },
  60_000,
);
