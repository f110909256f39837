import * as mupdf from 'mupdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTownHall, STAFF, signIn, type TownHall } from '../harness/town-hall.ts';

/* What came in is registered, and a copy of it is made in which what was drawn on its pages is black. */

let hall: TownHall;
beforeAll(async () => {
  hall = await openTownHall();
});
afterAll(() => hall?.close());

const NEED = '収受のときは必ず';

/** Two empty pages of A4. */
function letter(): { name: string; mimeType: string; buffer: Buffer } {
  const document = new mupdf.PDFDocument();
  for (let page = 0; page < 2; page += 1)
    document.insertPage(-1, document.addPage([0, 0, 595.276, 841.89], 0, {}, ''));
  return {
    name: '意見.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(document.saveToBuffer('').asUint8Array()),
  };
}

test('areas are drawn on the page by pointer and by keys; another page is shown and nothing is lost', async () => {
  const clerk = await hall.anybody('at 1280 px', 'by pointer');
  await signIn(clerk, STAFF, '佐藤 健');
  await clerk.visit('/staff/records/new');
  // What is demanded follows the choice.
  const correspondent = clerk.page.locator('label[for=correspondent]');
  await expect.poll(() => correspondent.innerText()).toContain('必須');
  await clerk.choose('内部');
  await expect.poll(() => correspondent.innerText()).toContain('任意');
  expect(await correspondent.innerText()).not.toContain(NEED);
  await clerk.choose('収受');
  await clerk.type('件名', '市民の意見');
  await clerk.type('相手方', '奈良 花子');
  await clerk.page.locator('input[type=file]').setInputFiles(letter());
  await clerk.page.locator('#kind').selectOption({ index: 1 });
  await clerk.page.locator('#classification').selectOption({ index: 1 });
  await clerk.press('登録する');
  await clerk.follow('黒塗りの写しを作る');

  const areas = clerk.page.getByLabel('黒塗りする範囲');
  const picture = await clerk.page.locator('area-sheet image').boundingBox();
  if (!picture) throw new Error('the page is shown');
  const millimetre = picture.width / 210;
  const to = (x: number, y: number) => [picture.x + x * millimetre, picture.y + y * millimetre] as const;
  await clerk.page.mouse.move(...to(20, 30));
  await clerk.page.mouse.down();
  await clerk.page.mouse.move(...to(60, 40), { steps: 4 });
  await clerk.page.mouse.up();
  const [page, ...sides] = (await areas.inputValue()).split(/[:,] /).map(Number);
  expect(page).toBe(1);
  for (const [index, wanted] of [20, 30, 40, 10].entries())
    expect(Math.abs((sides[index] ?? 0) - wanted)).toBeLessThan(1);

  await clerk.press('次のページ');
  await clerk.sees('全2ページ');
  expect(await clerk.page.locator('area-sheet rect').count()).toBe(0);
  const drawn = await areas.inputValue();
  // From the left upper corner: 10 mm right, 5 mm down, and a frame of 20 × 6 mm.
  await clerk.page.locator('area-sheet').focus();
  const press = async (...keys: string[]) => {
    for (const key of keys) await clerk.page.keyboard.press(key);
  };
  await press('ArrowRight', 'ArrowRight', 'ArrowDown', 'Enter');
  await press(...Array.from({ length: 4 }, () => 'ArrowRight'), 'ArrowDown', 'Shift+ArrowDown', 'Enter');
  expect(await areas.inputValue()).toBe(`${drawn}\n2: 10, 5, 20, 6`);
  // Given up: nothing is added.
  await press('Enter', 'ArrowDown', 'ArrowRight', 'Escape');
  expect(await areas.inputValue()).toBe(`${drawn}\n2: 10, 5, 20, 6`);
  await clerk.arrive();

  const made = clerk.page.waitForEvent('download');
  await clerk.page.getByRole('button', { name: '黒塗りの写しを作る' }).click();
  expect((await made).suggestedFilename()).toBe('意見_黒塗り.pdf');
  await clerk.leave();
});

test('without script words say what is demanded when, and a grid helps to read off areas', async () => {
  const clerk = await hall.anybody('at 360 px without script', 'by pointer');
  await signIn(clerk, STAFF, '佐藤 健');
  await clerk.visit('/staff/records/new');
  expect(await clerk.page.locator('label[for=correspondent]').innerText()).toContain(NEED);
  await clerk.visit('/staff/records?q=%E5%B8%82%E6%B0%91%E3%81%AE%E6%84%8F%E8%A6%8B');
  await clerk.follow(/第\d+号/);
  await clerk.follow('黒塗りの写しを作る');
  await clerk.type('黒塗りする範囲', '2: 10, 5, 20, 6');
  await clerk.press('次のページ');
  expect(await clerk.page.locator('area-sheet rect').count()).toBe(1);
  expect(await clerk.page.getByLabel('黒塗りする範囲').inputValue()).toBe('2: 10, 5, 20, 6');
  await clerk.leave();
});
