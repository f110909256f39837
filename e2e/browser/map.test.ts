import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { complaintsOf, look, type View } from '../harness/browser.ts';
import { expectSound } from '../harness/sound.ts';
import { openTownHall, STAFF, signIn, type TownHall } from '../harness/town-hall.ts';

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

const TRIANGLE = [
  [0.4, 0.6],
  [0.6, 0.6],
  [0.5, 0.4],
] as const;

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
    await expectSound(page, complaints);
    await panel.getByRole('button', { name: '閉じる' }).click();

    await page.getByRole('button', { name: '長さと広さを測る' }).click();
    await pressMap(page, 0.4, 0.6);
    await pressMap(page, 0.6, 0.6);
    await page.getByText(/^距離：[\d.]+ k?m$/).waitFor();
    await page.getByRole('button', { name: '面', exact: true }).click();
    for (const [across, down] of TRIANGLE) await pressMap(page, across, down);
    await page.getByText(/^広さ：[\d.,]+ k?m²　周囲：[\d.]+ k?m$/).waitFor();
    await page.getByRole('button', { name: 'やめる' }).click();

    await page.getByRole('button', { name: '拡大' }).click();
    await page.waitForURL(/at=16%2F|at=16\//);
    await page.getByRole('checkbox', { name: '公共施設' }).check();
    await page.waitForURL(/layer\.public-facilities=on/);
    await page.locator('#map-list').getByText('公共施設').waitFor();
    expect(complaints).toEqual([]);
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

/** What the control for shapes holds. */
async function drawnIn(page: Page): Promise<{ type: string; coordinates: [number, number][][] }> {
  return JSON.parse(await page.getByLabel('形（GeoJSON）').inputValue());
}

test.each<View>(['at 1280 px', 'at 360 px'])(
  'staff draw an area on the map, which the form of a row has, and mend it there by keyboard: %s',
  async (view) => {
    const clerk = await hall.anybody(view, 'by pointer');
    await signIn(clerk, STAFF, '佐藤 健');
    await clerk.visit('/map?at=15/34.6851/135.8048');
    const { page } = clerk;
    await page.getByLabel('台帳に加える').selectOption({ label: '公園' });
    await page.getByRole('button', { name: '地図に描く' }).click();
    await page.getByRole('button', { name: '面', exact: true }).click();
    for (const [across, down] of TRIANGLE) await pressMap(page, across, down);
    await page.getByText(/^広さ：/).waitFor();
    await clerk.press('この位置で加える');
    const drawn = await drawnIn(page);
    expect(drawn.type).toBe('Polygon');
    expect(drawn.coordinates[0]).toHaveLength(4);

    // The cross in the middle of the map makes a corner; the last is taken back; a corner is moved by arrow keys.
    await page.getByText(/^広さ：/).waitFor();
    await page.locator('.map-canvas canvas').focus();
    await page.keyboard.press('Enter');
    expect((await drawnIn(page)).coordinates[0]).toHaveLength(5);
    await page.keyboard.press('Backspace');
    expect(await drawnIn(page)).toEqual(drawn);
    await page.getByRole('button', { name: '1番目の点', exact: true }).focus();
    await page.keyboard.press('ArrowUp');
    const [moved, second] = (await drawnIn(page)).coordinates[0] ?? [];
    expect(moved?.[1]).toBeGreaterThan(drawn.coordinates[0]?.[0]?.[1] ?? 90);
    expect(second).toEqual(drawn.coordinates[0]?.[1]);
    await page.getByRole('button', { name: '1番目の点の次に点を加える' }).press('Enter');
    expect((await drawnIn(page)).coordinates[0]).toHaveLength(5);
    await page.keyboard.press('Delete');
    expect((await drawnIn(page)).coordinates[0]).toHaveLength(4);

    // Typed coordinates are drawn as well, and the row keeps what was drawn.
    const shape = await drawnIn(page);
    await clerk.type('番号', `P-${view.length}`);
    await clerk.type('名称', '描いた公園');
    await clerk.choose('街区公園');
    await clerk.press('保存する');
    await clerk.follow('変更する');
    expect(await drawnIn(page)).toEqual(shape);
    await clerk.leave();
  },
  90_000,
);

test('without script staff add a row for the middle of the picture', async () => {
  const clerk = await hall.anybody('at 360 px without script', 'by keyboard alone');
  await signIn(clerk, STAFF, '佐藤 健');
  await clerk.visit('/map?at=15/34.6851/135.8048');
  await clerk.pick('台帳に加える', '公園');
  await clerk.press('この位置で加える');
  expect(await clerk.page.getByLabel('緯度').inputValue()).toBe('34.6851');
  expect(await clerk.page.getByLabel('経度').inputValue()).toBe('135.8048');
  await clerk.leave();
});

test('on a page about something else the map moves once it is asked to', async () => {
  const context = await look(hall.browser, 'at 360 px');
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  await page.goto(`${hall.product.url}/nara-city/reports`);
  expect(await page.locator('.map-picture').isVisible()).toBe(true);
  const move = page.getByRole('button', { name: '地図を動かす' });
  await context.setOffline(true);
  await move.press('Enter');
  await page.getByRole('status').getByText('もう一度押してください').waitFor();
  expect(await move.evaluate((one) => one === document.activeElement)).toBe(true);
  expect(await page.locator('.map-picture').isVisible()).toBe(true);
  await context.setOffline(false);
  complaints.length = 0;
  await move.press('Enter');
  const canvas = page.locator('page-map canvas');
  await canvas.waitFor();
  await expect.poll(() => canvas.evaluate((one) => one === document.activeElement)).toBe(true);
  expect(await page.locator('.map-picture').isVisible()).toBe(false);
  await expectSound(page, complaints);
  await context.close();
}, 60_000);

test('in the form of a report a place is pointed at: by a press, by the keyboard, by its name', async () => {
  const context = await look(hall.browser, 'at 360 px');
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  await page.goto(`${hall.product.url}/nara-city/reports/new`);
  const place = async () => {
    const degrees = await Promise.all(
      ['緯度', '経度'].map((name) => page.getByRole('textbox', { name }).inputValue()),
    );
    return degrees.map(Number);
  };
  await page.getByLabel('様子').fill('残る言葉');
  const open = page.getByRole('button', { name: '地図で場所を選ぶ' });
  await context.setOffline(true);
  await open.press('Enter');
  await page.getByRole('status').getByText('もう一度押してください').waitFor();
  await context.setOffline(false);
  complaints.length = 0;
  await page.getByLabel('緯度').fill('34.6851');
  await page.getByLabel('経度').fill('135.8048');
  await open.press('Enter');
  const canvas = page.locator('point-map canvas');
  await canvas.waitFor();
  await expect
    .poll(() => canvas.evaluate((one) => one === document.activeElement), { timeout: 10_000 })
    .toBe(true);
  // What stood in the form is in the middle, and marked.
  const pin = page.getByRole('img', { name: '点' });
  await pin.waitFor();
  await page.keyboard.press('ArrowUp');
  await page.waitForTimeout(500);
  await page.keyboard.press('Enter');
  const [north = 0, east = 0] = await place();
  expect(north).toBeGreaterThan(34.6852);
  expect(east).toBeCloseTo(135.8048, 4);
  const size = await canvas.boundingBox();
  await canvas.click({ position: { x: (size?.width ?? 0) / 4, y: (size?.height ?? 0) / 2 } });
  expect((await place())[1]).toBeLessThan(east);
  await page.getByText('地図で場所を選びました').waitFor();
  // From afar a press is as exact as a street is broad: the map goes nearer, and the cross is then the place.
  const wider = page.getByRole('button', { name: '縮小' });
  for (let step = 0; step < 4; step += 1) {
    await wider.click();
    await page.waitForTimeout(500);
  }
  // What the letters on it mean stands beneath it.
  await page.locator('point-map .map-legend').getByText('道路').first().waitFor();
  await canvas.click({ position: { x: (size?.width ?? 0) / 4, y: (size?.height ?? 0) / 2 } });
  const pressed = await place();
  await page.waitForTimeout(1000);
  await page.getByRole('button', { name: '十字の場所に決める' }).click();
  expect((await place())[1]).toBeCloseTo(pressed[1] ?? 0, 3);
  await page.getByLabel('場所の説明').fill('ぬぬぬ');
  await page.getByRole('button', { name: '「場所の説明」の言葉で地図をさがす' }).click();
  await page.getByText('見つかりませんでした').waitFor();
  expect(await page.getByLabel('様子').inputValue()).toBe('残る言葉');
  await expectSound(page, complaints);
  await context.close();
}, 60_000);

test('without script the picture in that form is pressed, by the keyboard as well', async () => {
  const context = await look(hall.browser, 'at 360 px without script');
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  await page.goto(`${hall.product.url}/nara-city/reports/new`);
  await page.getByLabel('様子').fill('残る言葉');
  await page.getByRole('button', { name: '地図で場所を選ぶ' }).click();
  const picture = page.getByRole('button', { name: '地図。押した場所を選びます' });
  await picture.click({ position: { x: 200, y: 120 } });
  const lat = page.getByLabel('緯度');
  const pressed = await lat.inputValue();
  expect(Number(pressed)).toBeCloseTo(34.68, 0);
  await picture.focus();
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  // The middle is where it was pressed before.
  expect(Number(await lat.inputValue())).toBeCloseTo(Number(pressed), 4);
  expect(await page.getByLabel('様子').inputValue()).toBe('残る言葉');
  await expectSound(page, complaints);
  await context.close();
}, 60_000);
