import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTownHall, STAFF, signIn, type TownHall } from '../harness/town-hall.ts';
import type { Visitor } from '../harness/visitor.ts';

/* 現場メモ: written without a network, sent when there is one. */

let hall: TownHall;
beforeAll(async () => {
  hall = await openTownHall();
});
afterAll(() => hall?.close());

const FIELD = '/staff/field';
const ready = (page: Page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    for (const name of await caches.keys())
      if ((await (await caches.open(name)).keys()).length > 2) return true;
    return false;
  });
const kept = (page: Page) =>
  page.evaluate(async () => {
    const texts: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) texts.push(request.url);
      for (const request of await cache.keys())
        if (request.url.endsWith('/shell')) texts.push(await ((await cache.match(request))?.text() ?? ''));
    }
    return texts;
  });

/** The notes in the phone get another writer: as if somebody else had left them there, or had come back. */
const leftBy = (page: Page, writer: string) =>
  page.evaluate(async (left) => {
    const asked = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve) => {
        request.onsuccess = () => resolve(request.result);
      });
    const database = await asked(indexedDB.open('/nara-city/staff/field', 1));
    const store = () => database.transaction('notes', 'readwrite').objectStore('notes');
    let before = '';
    for (const note of await asked(store().getAll())) {
      before = note.writer;
      await asked(store().put({ ...note, writer: left }));
    }
    database.close();
    return before;
  }, writer);

async function write(clerk: Visitor, words: string) {
  const { page } = clerk;
  await clerk.choose('道路の穴・損傷');
  await clerk.choose('タイヤくらい');
  await clerk.type('場所の説明', '見本町の角');
  await clerk.type('様子', words);
  await page.locator('.button', { hasText: 'メモを送る' }).click();
}
/** Numbers of reports on the desk whose words hold these. */
async function onDesk(clerk: Visitor, words: string): Promise<number> {
  const { page } = clerk;
  await page.goto(`${hall.product.url}/nara-city/staff/reports`);
  const addresses = await page
    .locator('#reports a')
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
  let count = 0;
  for (const address of addresses.slice(0, 3)) {
    await page.goto(address);
    if ((await page.locator('main').innerText()).includes(words)) count += 1;
  }
  return count;
}

test('a note is written without a network, outlives the page, and is sent once; signing out clears', async () => {
  const clerk = await hall.anybody('at 360 px', 'by pointer');
  await signIn(clerk, STAFF, '佐藤 健');
  await clerk.visit(FIELD);
  const { page } = clerk;
  await expect.poll(() => ready(page)).toBe(true);
  // The page is kept without anybody's name, and nothing else is kept but what it loads.
  const texts = await kept(page);
  expect(texts.filter((text) => !/\/shell$|\/assets\/|\/theme\.css|^<!DOCTYPE/.test(text))).toEqual([]);
  expect(texts.join('')).not.toContain('佐藤');

  const context = page.context();
  await context.setOffline(true);
  await page.reload();
  expect(await page.locator('h1').innerText()).toBe('現場メモ');
  // Without a place nothing is kept, and nothing is lost.
  await clerk.type('様子', 'どこか分からない');
  await page.locator('.button', { hasText: 'メモを送る' }).click();
  await page.locator('#place-words-error').waitFor();
  // Above the field, which keeps its width.
  const fault = await page.locator('#place-words-error').boundingBox();
  const field = await page.getByLabel('場所の説明').boundingBox();
  expect((fault?.y ?? 0) + (fault?.height ?? 0)).toBeLessThanOrEqual(field?.y ?? 0);
  expect(field?.width ?? 0).toBeGreaterThan(250);
  expect(await page.locator('#kind-error').innerText()).toContain('種類を選んで');
  expect(await page.getByLabel('様子').inputValue()).toBe('どこか分からない');
  expect(await page.locator('.field-waiting li').count()).toBe(0);
  await write(clerk, '橋の手すりが外れている');
  await page.getByText('つながっていません').waitFor();
  await page.reload();
  await page.getByRole('listitem').filter({ hasText: '橋の手すりが外れている' }).waitFor();
  await context.setOffline(false);
  await page.getByText('送りました').waitFor();
  expect(await page.getByRole('listitem').filter({ hasText: '橋の手すり' }).count()).toBe(0);
  expect(await onDesk(clerk, '橋の手すりが外れている')).toBe(1);

  // Without a session the note stays, and says so.
  await page.goto(`${hall.product.url}/nara-city${FIELD}`);
  const cookies = await context.cookies();
  await context.clearCookies();
  await write(clerk, '側溝のふたが割れている');
  await page.getByText('サインインが切れています').waitFor();
  await page.getByRole('listitem').filter({ hasText: '側溝のふた' }).waitFor();
  await context.addCookies(cookies);
  await page.getByRole('button', { name: 'いま送る' }).click();
  await page.getByText('送りました').waitFor();

  // Notes of somebody else are neither sent nor shown, and outlive signing out.
  const session = await context.cookies();
  await context.clearCookies();
  await write(clerk, 'ほかの人が書いた');
  await page.getByRole('listitem').filter({ hasText: 'ほかの人が書いた' }).waitFor();
  const own = await leftBy(page, '019a9f00-0000-7000-8000-000000000009');
  await context.addCookies(session);
  await page.goto(`${hall.product.url}/nara-city${FIELD}`);
  await page.getByText('ほかの人のメモが1件').waitFor();
  expect(await page.locator('main').innerText()).not.toContain('ほかの人が書いた');
  await page.getByRole('button', { name: 'いま送る' }).click();
  await page.getByText('待っているメモはありません').waitFor();
  await page.getByRole('button', { name: 'サインアウト' }).click();
  await page.waitForURL(/\/nara-city\/$/);
  await page.goto(`${hall.product.url}/nara-city/sign-in/staff`);
  await page.getByRole('button', { name: /佐藤 健.*サインイン/ }).click();
  await page.waitForURL(/\/nara-city\/staff/);
  await page.goto(`${hall.product.url}/nara-city${FIELD}`);
  await page.getByText('ほかの人のメモが1件').waitFor();
  await leftBy(page, own);
  await page.reload();
  await page.getByText('送りました').waitFor();
  expect(await page.getByText('ほかの人のメモ').count()).toBe(0);

  // What the town hall does not take is mended.
  const long = '長'.repeat(1001);
  await write(clerk, long);
  await page.getByRole('button', { name: '開いて直す' }).click();
  expect(await page.locator('textarea[name="words"]').inputValue()).toBe(long);

  // Signing out asks, and clears all that the browser kept.
  await context.clearCookies();
  await write(clerk, '送らないメモ');
  await page.getByRole('listitem').filter({ hasText: '送らないメモ' }).waitFor();
  page.on('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: 'サインアウト' }).click();
  await page.waitForURL(/\/nara-city\/$/);
  const left = () =>
    page.evaluate(async () => ({
      notes: (await indexedDB.databases()).length,
      pages: (await caches.keys()).length,
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    }));
  await expect.poll(left).toEqual({ notes: 0, pages: 0, workers: 0 });
  await clerk.leave();
}, 120_000);
