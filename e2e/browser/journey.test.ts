import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { complaintsOf, look, type View } from '../harness/browser.ts';
import { HANDS, type Hands, type Means } from '../harness/hands.ts';
import { expectSound } from '../harness/sound.ts';
import { openTownHall, type TownHall } from '../harness/town-hall.ts';
import { comesTo } from '../harness/visitor.ts';

/*
 * From the application for a certificate of residence to its issue, its check by anybody, and the plan's indicator:
 * a resident and a clerk in two browsers, on the demo town.
 */

const WAYS: readonly (readonly [View, Means])[] = [
  ['at 360 px', 'by pointer'],
  ['at 360 px without script', 'by pointer'],
  ['at 1280 px', 'by keyboard alone'],
];
const CITY = '/nara-city';
const COUNTED = `${CITY}/api/v1/plan/measures/1-8/indicators/online-certificate-applications/entries?limit=1`;

let hall: TownHall;
beforeAll(async () => {
  hall = await openTownHall();
});
afterAll(() => hall?.close());

interface Person {
  page: Page;
  hands: Hands;
  /** Presses what has this name, and lands on a sound page. */
  press(role: 'button' | 'link', name: string | RegExp): Promise<void>;
  choose(label: string | RegExp): Promise<void>;
  type(label: string | RegExp, text: string): Promise<void>;
  leave(): Promise<void>;
}

async function person(view: View, means: Means): Promise<Person> {
  const context = await look(hall.browser, view);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints = complaintsOf(page);
  const hands = HANDS[means](page);
  const main = page.locator('main');
  return {
    page,
    hands,
    press: async (role, name) => {
      const arrived = page.waitForEvent('load');
      // A form may begin with a button for the Enter key that nobody sees.
      const seen = page.locator(':not(.default-button)');
      await hands.press(main.getByRole(role, { name }).and(seen).first());
      await arrived;
      await expectSound(page, complaints);
    },
    choose: (label) => hands.choose(main.getByLabel(label).first()),
    type: (label, text) => hands.type(main.getByLabel(label).first(), text),
    leave: () => context.close(),
  };
}

async function signIn({ page, hands }: Person, audience: string, name: string): Promise<void> {
  await page.goto(`${hall.product.url}${CITY}/sign-in`);
  await hands.press(page.getByRole('link', { name: new RegExp(audience) }));
  await hands.press(page.getByRole('button', { name: `${name}としてサインイン` }));
  await page.waitForURL(`${hall.product.url}${CITY}/**`);
}

const countedRequests = async (): Promise<number> => {
  const answer = await fetch(hall.product.url + COUNTED);
  expect(answer.status).toBe(200);
  const { total } = (await answer.json()) as { total: number };
  return total;
};

describe.each(WAYS)('%s, %s', (view, means) => {
  test('a certificate is requested, issued, downloaded, checked and counted', async () => {
    const before = await countedRequests();

    const resident = await person(view, means);
    await signIn(resident, '市民・事業者', '奈良 花子');
    await resident.page.goto(`${hall.product.url}${CITY}/procedures/residence-certificate`);
    await resident.press('link', 'オンラインで申請する');
    await resident.press('button', '申請をはじめる');
    expect(await resident.page.locator('#name').inputValue()).toBe('奈良 花子');
    await resident.press('button', '次へ進む');
    await resident.choose('本人だけ');
    await resident.press('button', '次へ進む');
    await resident.press('button', '次へ進む');
    await resident.choose('勤務先・学校への提出');
    await resident.type('必要な通数', '2');
    await resident.press('button', '次へ進む');
    await resident.choose(/マイページでPDFを受け取る/);
    await resident.press('button', '次へ進む');
    await resident.type('日中の電話番号', '0742-34-1111');
    await resident.choose(/同意します/);
    await resident.press('button', '次へ進む');
    await resident.choose(/入力した内容は事実のとおりです/);
    // Pressed twice, as people do: it is one case all the same.
    if (means === 'by pointer')
      await resident.page.getByRole('button', { name: '同意して申請する' }).dblclick();
    else await resident.press('button', '同意して申請する');
    await comesTo(resident.page, /\/my\/cases\//);
    const [, caseId = ''] = /\/my\/cases\/([^/?]+)/.exec(resident.page.url()) ?? [];
    expect(await resident.page.locator('main').innerText()).toMatch(/受付番号\s+\S+/);
    expect(await countedRequests()).toBe(before + 1);

    const clerk = await person(view, means);
    await signIn(clerk, '職員として', '佐藤 健');
    await clerk.page.goto(`${hall.product.url}${CITY}/staff/cases/${caseId}`);
    expect(await clerk.page.locator('main').innerText()).not.toContain('奈良 花子');
    await clerk.choose('申請の審査');
    await clerk.press('button', '内容を開く');
    expect(await clerk.page.locator('main').innerText()).toContain('奈良 花子');
    await clerk.press('button', '担当になって審査をはじめる');
    for (const box of await clerk.page
      .getByRole('group', { name: '確かめること' })
      .getByRole('checkbox')
      .all())
      await box.check();
    await clerk.press('button', '承認する');
    await clerk.press('link', '手数料の支払いを確認する');
    await clerk.choose('窓口（キャッシュレス）');
    await clerk.press('button', '受け取った');
    await clerk.press('button', '交付する');
    expect(await clerk.page.locator('main').innerText()).toContain('交付済み');

    await resident.page.goto(`${hall.product.url}${CITY}/my/cases/${caseId}`);
    const issued = await resident.page.locator('main').innerText();
    expect(issued).toContain('市民課 担当者');
    const [code = ''] = /\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}\b/.exec(issued) ?? [];
    const link = resident.page.getByRole('link', { name: 'PDFをダウンロードする' });
    const pdf = await resident.page.request.get(
      new URL((await link.getAttribute('href')) ?? '', hall.product.url).href,
    );
    expect(pdf.headers()['content-type']).toContain('application/pdf');
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');

    const anybody = await person(view, means);
    await anybody.page.goto(`${hall.product.url}${CITY}/verify`);
    await anybody.type(/検証番号/, code);
    await anybody.press('button', /確かめる|確認/);
    const checked = await anybody.page.locator('main').innerText();
    expect(checked).toContain('住民票の写し');
    expect(checked).not.toContain('奈良 花子');

    await anybody.page.goto(`${hall.product.url}${CITY}/my/cases/${caseId}`);
    expect(anybody.page.url()).toContain('/sign-in');
    await Promise.all([resident.leave(), clerk.leave(), anybody.leave()]);
  });
});
