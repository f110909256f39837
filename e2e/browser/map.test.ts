import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { complaintsOf, look, type View } from '../harness/browser.ts';
import { expectSound } from '../harness/sound.ts';
import { openTownHall, type TownHall } from '../harness/town-hall.ts';

/* The map of the demo town, with a register of shelters that a clerk has read in. */

const MAP = '/nara-city/map';
let hall: TownHall;
beforeAll(async () => {
  hall = await openTownHall();
});
afterAll(() => hall?.close());

interface Item {
  geometry: { coordinates: [number, number] };
  properties: { name: string };
}
async function shelter(): Promise<{ name: string; address: string }> {
  const answer = await fetch(`${hall.product.url}/nara-city/ogc/collections/shelters/items?limit=1`);
  const { features } = (await answer.json()) as { features: Item[] };
  const [first] = features;
  if (!first) throw new Error('the demo town has no shelters');
  const [lon, lat] = first.geometry.coordinates;
  return {
    name: first.properties.name,
    address: `${hall.product.url}${MAP}?at=15/${lat}/${lon}&layer.shelters=on`,
  };
}

/** What a graphics card that is none says of itself. */
const ofThePage = (complaints: readonly string[]): string[] =>
  complaints.filter((text) => !text.includes('GL Driver Message'));

async function pressMap(page: Page, across: number, down: number) {
  const canvas = page.locator('.map-canvas canvas');
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  if (!box) throw new Error('no map');
  await page.mouse.click(box.x + box.width * across, box.y + box.height * down);
}

test.each<View>(['at 1280 px', 'at 360 px'])(
  'a map that moves says what was pressed, measures, and keeps its address: %s',
  async (view) => {
    const context = await look(hall.browser, view);
    const page = await context.newPage();
    const complaints = complaintsOf(page);
    const { name, address } = await shelter();
    await page.goto(address, { waitUntil: 'networkidle' });
    expect(await page.locator('.map-picture').isVisible()).toBe(false);
    const panel = page.getByRole('region', { name });
    await expect
      .poll(
        async () => {
          await pressMap(page, 0.5, 0.5);
          return panel.count();
        },
        { timeout: 20_000, interval: 1000 },
      )
      .toBe(1);
    await panel.getByText('D001').waitFor();
    await expectSound(page, ofThePage(complaints));
    await panel.getByRole('button', { name: '閉じる' }).click();

    await page.getByRole('button', { name: '距離を測る' }).click();
    await pressMap(page, 0.4, 0.6);
    await pressMap(page, 0.6, 0.6);
    await page.getByText(/^距離：[\d.]+ k?m$/).waitFor();

    await page.getByRole('button', { name: '拡大' }).click();
    await page.waitForURL(/at=16%2F|at=16\//);
    await page.getByRole('checkbox', { name: '公共施設' }).check();
    await page.waitForURL(/layer\.public-facilities=on/);
    await page.locator('#map-list').getByText('公共施設').waitFor();
    expect(ofThePage(complaints)).toEqual([]);
    await context.close();
  },
  90_000,
);

test('without script the picture leads to the same', async () => {
  const context = await look(hall.browser, 'at 360 px without script');
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  const { name, address } = await shelter();
  await page.goto(address);
  await expectSound(page, complaints);
  await page.getByRole('link', { name: '拡大' }).click();
  expect(page.url()).toContain('at=16');
  await page.locator('.map-picture svg').getByRole('link', { name }).click();
  expect(await page.locator('h1').innerText()).toBe(name);
  await page.goto(`${hall.product.url}${MAP}?q=${encodeURIComponent(name)}`);
  expect(await page.locator('main').innerText()).toContain('見つかったもの');
  await expectSound(page, complaints);
  await context.close();
});
