// Makes docs/screenshots anew from the built product.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { launchBrowser, look, type View } from '../e2e/harness/browser.ts';
import { startProduct } from '../e2e/harness/product.ts';

const folder = fileURLToPath(new URL('../docs/screenshots/', import.meta.url));

interface Picture {
  name: string;
  view: View;
  path: string;
  /** Who looks: a person of the sandbox, by the words of the two choices at sign-in. */
  as?: readonly [audience: string, name: string];
  /** The heading at which the picture begins; the top of the page when absent. */
  from?: string;
}

const RESIDENT = ['市民・事業者として', '奈良 花子'] as const;
const CLERK = ['職員として', '佐藤 健'] as const;

const PICTURES: readonly Picture[] = [
  { name: 'portal-1280', view: 'at 1280 px', path: '/nara-city/' },
  { name: 'portal-360', view: 'at 360 px', path: '/nara-city/' },
  { name: 'plan-1280', view: 'at 1280 px', path: '/nara-city/plan' },
  { name: 'measure-1280', view: 'at 1280 px', path: '/nara-city/plan/1-8', from: 'オンライン申請の利用件数' },
  { name: 'comparison-1280', view: 'at 1280 px', path: '/nara-city/plan/compare' },
  { name: 'procedure-360', view: 'at 360 px', path: '/nara-city/procedures/residence-certificate' },
  { name: 'guide-360', view: 'at 360 px', path: '/nara-city/guide/moving-in' },
  {
    name: 'editor-1280',
    view: 'at 1280 px',
    path: '/nara-city/staff/authoring/residence-certificate',
    as: CLERK,
  },
  { name: 'my-page-360', view: 'at 360 px', path: '/nara-city/my', as: RESIDENT },
  { name: 'inbox-1280', view: 'at 1280 px', path: '/nara-city/staff', as: CLERK },
];

async function signIn(page: Page, url: string, [audience, name]: readonly [string, string]): Promise<void> {
  await page.goto(`${url}/nara-city/sign-in`);
  await page.getByRole('link', { name: new RegExp(audience) }).click();
  await page.getByRole('button', { name: `${name}としてサインイン` }).click();
  await page.waitForURL(`${url}/nara-city/**`);
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const product = await startProduct();
const browser = await launchBrowser();
try {
  for (const { name, view, path, as, from } of PICTURES) {
    const context = await look(browser, view);
    const page = await context.newPage();
    if (as) await signIn(page, product.url, as);
    const response = await page.goto(product.url + path, { waitUntil: 'networkidle' });
    if (!response?.ok()) throw new Error(`${path} answers ${response?.status()}`);
    if (from) {
      const heading = page.getByRole('heading', { name: from }).first();
      await heading.evaluate((element) =>
        element.closest('article, section')?.scrollIntoView({ block: 'start' }),
      );
    }
    await page.screenshot({ path: join(folder, `${name}.png`) });
    await context.close();
    console.log(`docs/screenshots/${name}.png`);
  }
} finally {
  await browser.close();
  await product.stop();
}
