import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { View } from '../harness/browser.ts';
import type { Means } from '../harness/hands.ts';
import { CITIZEN, openTownHall, STAFF, signIn, type TownHall } from '../harness/town-hall.ts';
import type { Visitor } from '../harness/visitor.ts';

/* Who may come in and what each finds: staff in the registry, a firm, readers of other languages, large text. */

let hall: TownHall;
beforeAll(async () => {
  hall = await openTownHall();
});
afterAll(() => hall?.close());

const WAYS: readonly (readonly [View, Means])[] = [
  ['at 360 px without script', 'by pointer'],
  ['at 1280 px', 'by keyboard alone'],
];

async function registers(administrator: Visitor, name: string) {
  await administrator.visit('/staff/people');
  await administrator.follow('職員を登録する');
  await administrator.press('登録する', 422);
  await administrator.isToldToMend('氏名を入力してください', '識別子を入力してください');
  await administrator.type('氏名', name);
  await administrator.type('発行者', 'https://login.example.jp');
  await administrator.type('識別子', name);
  await administrator.press('登録する');
  await administrator.sees(name, 'いま有効な役割はありません');
}

async function grants(administrator: Visitor, role: string, unit: string) {
  await administrator.pick('役割', role);
  await administrator.pick('所属', unit);
  await administrator.press('付ける');
  await administrator.sees('役割を付けました', `${role}（${unit}）を外す`);
}

/** Tries to come in by the staff's door. */
async function tries(person: Visitor, name: string, status?: number) {
  await person.visit('/sign-in');
  await person.follow(STAFF);
  await person.press(new RegExp(`${name}.*サインイン`), status);
}

describe.each(WAYS)('%s, %s', (view, means) => {
  test('the administrator registers, grants, suspends and lets in again', async () => {
    const administrator = await hall.anybody(view, means);
    await signIn(administrator, STAFF, '田中 葵');
    await registers(administrator, means === 'by pointer' ? '木村 拓' : '中村 純');
    await grants(administrator, '担当者', '市民課');

    const head = await hall.anybody(view, means);
    await tries(head, '鈴木 美咲');
    await head.sees('受信箱');
    await administrator.visit('/staff/people');
    await administrator.follow('鈴木 美咲');
    await administrator.press('アカウントを停止する');
    await administrator.sees('停止しました');
    // She is out at once, and does not come in again before the suspension is lifted.
    await head.visit('/staff');
    expect(head.page.url()).toContain('/sign-in');
    await tries(head, '鈴木 美咲', 403);
    await head.sees('登録されていないか、いま有効な役割がありません');
    await administrator.press('停止を解く');
    await tries(head, '鈴木 美咲');
    await head.sees('受信箱');
    await head.visit('/staff/people', 403);
    await Promise.all([administrator.leave(), head.leave()]);
  }, 240_000);
});

test('a firm and a member of staff are told why they cannot apply, and where to go', async () => {
  const apply = '/procedures/residence-certificate/apply';
  const firm = await hall.anybody('at 360 px without script', 'by pointer');
  await signIn(firm, CITIZEN, '株式会社奈良工務店');
  await firm.sees('申請した手続がここに並びます');
  await firm.visit(apply);
  await firm.sees('いまのサインインでは申請できません', 'ほかの申請方法を見る');
  const clerk = await hall.anybody('at 360 px without script', 'by pointer');
  await signIn(clerk, STAFF, '佐藤 健');
  await clerk.visit(apply);
  await clerk.sees('職員としてサインインしています');
  await Promise.all([firm.leave(), clerk.leave()]);
});

/** Chooses a language in the menu of the page's head. */
async function reads({ page, arrive }: Visitor, language: string) {
  await page.locator('header summary').first().click();
  await Promise.all([page.waitForEvent('load'), page.getByRole('link', { name: language }).click()]);
  await arrive();
}

const LANGUAGES = [
  ['やさしい日本語', 'ja', '住民票（じゅうみんひょう）をもらう'],
  ['English', 'en', 'Certificate of residence'],
  ['简体中文', 'zh-Hans', null],
  ['한국어', 'ko', null],
  ['Tiếng Việt', 'vi', null],
  ['Português', 'pt', null],
] as const;

test.each(LANGUAGES)('%s is chosen on the page and stays', async (name, lang, title) => {
  const reader = await hall.anybody('at 360 px without script', 'by pointer');
  const { page } = reader;
  await reader.visit('/');
  await reads(reader, name);
  for (const path of ['/procedures/residence-certificate', '/plan/1-8', '/verify']) {
    await reader.visit(path);
    expect(await page.locator('html').getAttribute('lang')).toMatch(new RegExp(`^${lang}`));
  }
  if (title) {
    await reader.visit('/procedures/residence-certificate');
    await reader.sees(title);
  }
  await reader.leave();
});

test('a resident with little Japanese is told in plain words what to mend', async () => {
  const reader = await hall.anybody('at 360 px without script', 'by pointer');
  await signIn(reader, CITIZEN, 'グエン・ティ・ラン');
  await reads(reader, 'やさしい日本語');
  const { page } = reader;
  await reader.visit('/procedures/residence-certificate/apply');
  await reader.press(/はじめる|始|申し込/);
  await page.locator('#name').fill('');
  await page.locator('#kana').fill('abc');
  await reader.press('つぎへ', 422);
  await reader.isToldToMend(/書（か）いてください/, /カタカナか ひらがな/);
  await reader.leave();
});

test('the largest text fits a small phone', async () => {
  const reader = await hall.anybody('at 360 px', 'by pointer');
  const { page } = reader;
  await reader.visit('/');
  await page.getByText('表示').first().click();
  const largest = page.getByRole('link', { name: '最も大きく' });
  await Promise.all([page.waitForEvent('load'), largest.click()]);
  await reader.arrive();
  expect(await page.locator('html').getAttribute('data-text-size')).toBe('largest');
  for (const path of ['/procedures', '/procedures/residence-certificate', '/plan', '/plan/1-8', '/verify'])
    await reader.visit(path);
  await reader.leave();
});
