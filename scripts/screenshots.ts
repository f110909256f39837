// Makes docs/screenshots anew from the built product.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchBrowser, look, type View } from '../e2e/harness/browser.ts';
import { startProduct } from '../e2e/harness/product.ts';

const folder = fileURLToPath(new URL('../docs/screenshots/', import.meta.url));

const PICTURES: readonly (readonly [name: string, view: View, path: string])[] = [
  ['portal-1280', 'at 1280 px', '/nara-city/'],
  ['portal-360', 'at 360 px', '/nara-city/'],
  ['plan-1280', 'at 1280 px', '/nara-city/plan'],
  ['plan-360', 'at 360 px', '/nara-city/plan'],
  ['measure-1280', 'at 1280 px', '/nara-city/plan/1-8'],
  ['comparison-1280', 'at 1280 px', '/nara-city/plan/compare'],
  ['procedure-360', 'at 360 px', '/nara-city/procedures/residence-certificate'],
];

mkdirSync(folder, { recursive: true });
const product = await startProduct();
const browser = await launchBrowser();
try {
  for (const [name, view, path] of PICTURES) {
    const context = await look(browser, view);
    const page = await context.newPage();
    const response = await page.goto(product.url + path, { waitUntil: 'networkidle' });
    if (!response?.ok()) throw new Error(`${path} answers ${response?.status()}`);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    await context.close();
    console.log(`docs/screenshots/${name}.png`);
  }
} finally {
  await browser.close();
  await product.stop();
}
