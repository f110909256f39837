import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../harness/browser.ts';
import { type Product, startProduct } from '../harness/product.ts';

/* The page of a measure, printed, is the sheet that municipalities know: one page of A4. */

const MEASURES = [
  'nara-city/plan/1-8',
  'nara-pref/plan/1.1.1',
  'imari/plan/san-1',
  'katsuragi/plan/3',
  'kashihara/plan/1-1',
] as const;

let product: Product;
let browser: Browser;
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

test.each(MEASURES)(
  '%s prints as one page',
  async (path) => {
    const page = await browser.newPage({ locale: 'ja-JP' });
    await page.goto(`${product.url}/${path}`);
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    await page.close();
  },
  60_000,
);
