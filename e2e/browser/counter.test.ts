import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answers } from '#forms/answers.js';
import type { FormDefinition } from '#forms/definition.js';
import { sampleAnswers } from '#forms/sample-answers.js';
import { SHIPPED_CATALOG } from '#kernel/create-kernel.js';
import type { DefinitionFile } from '#kernel/definitions/read.js';
import { readCommonCounter } from '#modules/counter/catalog.js';
import type { Guide } from '#modules/counter/definition.js';
import { agreeing, filledPage, interviewForm } from '#modules/counter/fixtures.js';
import { guideForm } from '#modules/counter/guide-form.js';
import { shippedForms } from '#modules/procedure/fixtures.js';
import { complaintsOf, look, type View } from '../harness/browser.ts';
import { expectSound } from '../harness/sound.ts';
import { openTownHall, type TownHall } from '../harness/town-hall.ts';

/*
 * A move and a death, each as one interview: answered on a phone, opened at the counter by its code, signed, taken in.
 */

const CITY = '/nara-city';
const TODAY = Temporal.Now.plainDateISO('Asia/Tokyo');

let hall: TownHall;
let forms: ReadonlyMap<string, FormDefinition>;
let guides: readonly DefinitionFile<Guide>[];
beforeAll(async () => {
  [hall, forms, { guides }] = await Promise.all([
    openTownHall(),
    shippedForms(SHIPPED_CATALOG),
    readCommonCounter(SHIPPED_CATALOG),
  ]);
});
afterAll(() => hall?.close());

interface Person {
  page: Page;
  /** Presses what has this name in the main part, and lands on a sound page. */
  press(role: 'button' | 'link', name: string | RegExp): Promise<void>;
  leave(): Promise<void>;
}

async function person(view: View): Promise<Person> {
  const context = await look(hall.browser, view);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints = complaintsOf(page);
  return {
    page,
    press: async (role, name) => {
      const arrived = page.waitForEvent('load');
      // Some pages begin with a button that only takes the Enter key.
      const shown = page.locator(':not(.default-button)');
      await page.locator('main').getByRole(role, { name }).and(shown).first().click();
      await arrived;
      // Answers that bring up more questions give the page back.
      const others = complaints.filter((text) => !text.includes('status of 422'));
      await expectSound(page, others);
    },
    leave: () => context.close(),
  };
}

/** Puts what a browser would send into the controls of these names. */
async function fill(page: Page, sent: FormData): Promise<void> {
  for (const name of new Set(sent.keys())) {
    const values = sent.getAll(name);
    const controls = page.locator(`main [name="${name}"]`);
    if ((await controls.count()) === 0) continue;
    const control = controls.first();
    const tag = await control.evaluate((element) => element.tagName);
    const type = await control.getAttribute('type');
    if (type === 'hidden') continue;
    if (type === 'file') {
      const files = values.filter((value) => value instanceof File);
      await control.setInputFiles(
        await Promise.all(
          files.map(async (file) => ({
            name: file.name,
            mimeType: 'image/png',
            buffer: Buffer.from(await file.arrayBuffer()),
          })),
        ),
      );
    } else if (type === 'radio' || type === 'checkbox') {
      for (const value of values)
        await page.locator(`main [name="${name}"][value="${String(value)}"]`).check({ force: true });
    } else if (tag === 'SELECT') await control.selectOption(String(values[0]));
    else await control.fill(String(values[0]));
  }
}

/** Answers every page of questions: yes, or the first of the choices, but for what is given. */
async function answerGuide({ page, press }: Person, given: Readonly<Record<string, string>>): Promise<void> {
  while (page.url().includes('/questions/')) {
    for (const group of await page.locator('main fieldset:has(input[type="radio"])').all()) {
      const first = group.locator('input[type="radio"]').first();
      const name = (await first.getAttribute('name')) ?? '';
      const wanted = given[name];
      await (wanted === undefined ? first : group.locator(`input[value="${wanted}"]`)).check({ force: true });
    }
    for (const part of ['year', 'month', 'day'] as const)
      for (const box of await page.locator(`main input[name$=".${part}"]`).all())
        await box.fill(String(TODAY.subtract({ days: 3 })[part]));
    await press('button', '次へ進む');
  }
}

/** Fills in the forms of an interview from the page that is open; gives the procedures. */
async function fillForms({ page, press }: Person, event: string, given: Answers): Promise<string[]> {
  const procedures = await page
    .locator('main input[name="procedures"]:checked')
    .evaluateAll((boxes) => boxes.map((box) => (box as unknown as { value: string }).value));
  const guide = guides.find(({ value }) => value.id === event)?.value;
  if (!guide) throw new Error(event);
  const told = agreeing(guideForm(guide), given, TODAY.subtract({ days: 3 }).toString());
  const { form, stated, statedPages } = interviewForm(guide, told, procedures, forms, TODAY);
  // Nobody here has an account: no document can wait on a page of theirs.
  const answers = Object.fromEntries(
    Object.entries(sampleAnswers(form, 0, TODAY, stated)).map(([id, answer]) => [
      id,
      answer === 'myPage' ? 'counter' : answer,
    ]),
  );
  await press('link', '書き始める');
  while (/\/form\//.test(page.url())) {
    const id = /\/form\/([^?#]+)/.exec(page.url())?.[1];
    // What follows from the questions before is shown in the end, and not asked.
    expect(statedPages).not.toContain(id);
    const fields = form.pages.find((one) => one.id === id)?.fields ?? [];
    await fill(page, filledPage(fields, answers));
    await press('button', '次へ進む');
  }
  expect(new URL(page.url()).pathname).toMatch(/\/check$/);
  return procedures;
}

async function signIn(page: Page, name: string): Promise<void> {
  await page.goto(`${hall.product.url}${CITY}/sign-in`);
  await page.getByRole('link', { name: /職員として/ }).click();
  await page.getByRole('button', { name: `${name}としてサインイン` }).click();
  await page.waitForURL(`${hall.product.url}${CITY}/**`);
}

/** Lets the person sign on the screen, then takes everything in. */
async function takeIn(clerk: Person, signing: 'drawn' | 'typed', count: number): Promise<void> {
  const { page, press } = clerk;
  await press('link', 'ご本人に画面を渡す');
  const code = await page.locator('main strong.code').innerText();
  await press('button', '確認の画面を開いて渡す');
  expect(await page.locator('nav').count()).toBe(0);
  // Back leads to no page that shows the code, and to none that the browser could only send again.
  await page.goBack();
  expect(await page.locator('h1').innerText()).toContain('いま開けません');
  expect(await page.locator('body').innerText()).not.toContain(code);
  await press('link', 'お使いの画面に戻る');
  await page.getByLabel(/すべての内容を確かめました/).check({ force: true });
  if (signing === 'typed') await page.locator('input[name="signature"]').fill('奈良 花子');
  else {
    const pad = page.locator('signature-pad canvas');
    await pad.scrollIntoViewIfNeeded();
    const box = await pad.boundingBox();
    if (!box) throw new Error('the signature pad is shown');
    await page.mouse.move(box.x + 30, box.y + 30);
    await page.mouse.down();
    await page.mouse.move(box.x + 120, box.y + 60, { steps: 5 });
    await page.mouse.up();
  }
  await press('button', 'この内容で申請する');
  // The console is closed until the clerk has the screen again.
  await page.goto(`${hall.product.url}${CITY}/staff/counter`);
  expect(await page.locator('h1').innerText()).toContain('いま開けません');
  await page.getByLabel(/画面を戻すための番号/).fill(code);
  await press('button', '職員の画面に戻る');
  await page.getByLabel(/顔写真つきの書類/).check({ force: true });
  await press('button', `${count}件を受け付ける`);
  expect(await page.locator('main tbody tr').count()).toBe(count);
  const numbers = await page.locator('main tbody').innerText();
  expect(numbers.match(/[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}/g)).toHaveLength(count);
}

describe('the guided counter', () => {
  test('a move: from the phone to the receipt, one interview for all procedures', async () => {
    const phone = await person('at 360 px without script');
    await phone.page.goto(`${hall.product.url}${CITY}/guide/moving-in`);
    await phone.press('link', '質問に答える');
    await answerGuide(phone, { alone: 'false' });
    expect(await phone.page.locator('main').innerText()).toContain('14日以内');
    await phone.press('button', 'まとめて書き始める');
    const procedures = await fillForms(phone, 'moving-in', { alone: false });
    expect(procedures).toContain('moving-in');
    expect(procedures.length).toBeGreaterThan(5);
    await phone.press('button', 'コードを受け取る');
    const code = await phone.page.locator('.entry-code strong').innerText();
    await phone.leave();

    const clerk = await person('at 1280 px');
    await signIn(clerk.page, '佐藤 健');
    await clerk.page.goto(`${hall.product.url}${CITY}/staff/counter`);
    await clerk.page.getByLabel(/受付コード/).fill(code);
    await clerk.page.getByLabel('申請・届出の受付').first().check({ force: true });
    await clerk.press('button', '開く');
    await clerk.press('link', '内容を確かめる');
    await takeIn(clerk, 'drawn', procedures.length);
    await clerk.leave();
  }, 300_000);

  test('a death: the desk hands out the tasks and fills in the forms', async () => {
    const desk = await person('at 1280 px without script');
    const { page } = desk;
    await signIn(page, '佐藤 健');
    await page.goto(`${hall.product.url}${CITY}/staff/counter/visits`);
    await desk.press('link', '来訪を登録する');
    await page.getByLabel(/亡くなった方の氏名/).fill('奈良 太郎');
    await page.getByLabel(/来られる方の氏名/).fill('奈良 花子');
    await page.locator('main select[name="time"]').selectOption('1000');
    await desk.press('button', '登録する');
    const visit = page.url();
    await desk.press('button', '質問を始める');
    while (/\/guide\//.test(page.url())) {
      for (const group of await page.locator('main fieldset:has(input[type="radio"])').all())
        await group.locator('input[type="radio"]').first().check({ force: true });
      for (const part of ['year', 'month', 'day'] as const)
        for (const box of await page.locator(`main input[name$=".${part}"]`).all())
          await box.fill(String(TODAY.subtract({ days: 3 })[part]));
      await desk.press('button', '次へ進む');
    }
    const interview = page.url();
    await page.goto(visit);
    expect(await page.locator('main').innerText()).toContain('国保年金課');
    await page.goto(interview);
    const procedures = await fillForms(desk, 'death', {});
    for (const id of ['bereavement-nhi-funeral-grant', 'seal-registration-cancel', 'my-number-card-return'])
      expect(procedures).toContain(id);
    await takeIn(desk, 'typed', procedures.length);
    await desk.press('link', '来訪に戻る');
    expect(await page.locator('main').innerText()).toMatch(/[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}/);

    const booklet = await page.request.get(`${visit}/booklet.pdf`);
    expect(booklet.headers()['content-type']).toBe('application/pdf');
    await page.goto(`${hall.product.url}${CITY}/staff/tasks`);
    expect(await page.locator('main').innerText()).not.toContain('太郎');
    await desk.leave();
  }, 300_000);
});
