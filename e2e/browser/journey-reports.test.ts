import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { View } from '../harness/browser.ts';
import type { Means } from '../harness/hands.ts';
import { open311, type ToldRequest } from '../harness/open311.ts';
import { openTownHall, STAFF, signIn, type TownHall } from '../harness/town-hall.ts';
import type { Visitor } from '../harness/visitor.ts';

/* A report made on a phone without an account: moderated, given to a crew, closed with a photo, reopened. */

let hall: TownHall;
beforeAll(async () => {
  hall = await openTownHall();
});
afterAll(() => hall?.close());

const STAFF_WAYS: readonly (readonly [View, Means])[] = [
  ['at 360 px without script', 'by pointer'],
  ['at 1280 px', 'by keyboard alone'],
];
const DESK = '/staff/reports';

const photo = async (colour: string) => ({
  name: 'IMG_0001.jpg',
  mimeType: 'image/jpeg',
  buffer: await sharp({ create: { width: 640, height: 480, channels: 3, background: colour } })
    .jpeg()
    .toBuffer(),
});

/** What programs are told of it, by JSON and by XML alike. */
async function toldOf(number: string): Promise<ToldRequest> {
  const endpoint = `${hall.product.url}/nara-city/open311/v2/`;
  const [json, xml] = await Promise.all(
    (['json', 'xml'] as const).map((format) => open311({ endpoint, format }).request(number)),
  );
  expect(xml).toEqual(json);
  if (!json) throw new Error(`no request ${number}`);
  return json;
}

async function sends(reporter: Visitor, place: string): Promise<{ address: string; number: string }> {
  await reporter.visit('/reports');
  await reporter.follow('通報する');
  await reporter.page.locator('summary', { hasText: '連絡先' }).click();
  await reporter.type('電話番号', '12');
  await reporter.press('通報する', 422);
  await reporter.isToldToMend(/場所を入力するか/, '種類を選んでください', /電話番号は数字で/);
  await reporter.page.locator('input[type=file]').setInputFiles(await photo('#887766'));
  await reporter.type('場所の説明', place);
  await reporter.choose('道路の穴・損傷');
  await reporter.choose('タイヤくらい');
  await reporter.type('様子', '山田さんの家の前に穴があいています');
  await reporter.type('電話番号', '0742-00-0000');
  await reporter.press('通報する');
  await reporter.sees(
    '通報を受け付けました',
    'このアドレスを知っている人は',
    place,
    '写真は職員が確かめてから',
  );
  const number = /受付番号\s+([0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3})/.exec(await reporter.text())?.[1];
  return { address: reporter.page.url().replace('?new=1', ''), number: number ?? '' };
}

describe.each(STAFF_WAYS)('staff %s, %s', (view, means) => {
  test('a report becomes work, is closed with a photo and reopened; programs are told of every state', async () => {
    const place = `三条町の交差点（${means}）`;
    const reporter = await hall.anybody(
      means === 'by pointer' ? 'at 360 px' : 'at 360 px without script',
      'by pointer',
    );
    const { address, number } = await sends(reporter, place);
    const seen: [string, string][] = [];
    const look = async () => {
      const { status, status_notes } = await toldOf(number);
      seen.push([status, status_notes]);
    };
    await look();
    expect(await toldOf(number)).toMatchObject({ description: null, media_url: null });

    const clerk = await hall.anybody(view, means);
    await signIn(clerk, STAFF, '佐藤 健');
    await clerk.visit(`${DESK}?which=waiting`);
    await clerk.follow(number);
    await clerk.sees(place, '山田さんの家の前', 'タイヤくらい', '0742-00-0000');
    const desk = new URL(clerk.page.url()).pathname.replace(/^\/[^/]+/, '');
    await clerk.press('作業班に渡す', 422);
    await clerk.isToldToMend('作業班を選んでください');

    await clerk.type('公開する言葉', '路面に穴があいています');
    await clerk.press('この言葉で公開する');
    await clerk.follow('写真を公開する');
    await clerk.type('見えなくする範囲', '右上');
    await clerk.press('この範囲を見えなくして公開する', 422);
    await clerk.isToldToMend(/1行目は範囲ではありません/);
    await clerk.type('見えなくする範囲', '10 10 30 20');
    await clerk.press('この範囲を見えなくして公開する');
    await clerk.sees('公開している写真');
    const released = await toldOf(number);
    expect(released.description).toBe('路面に穴があいています');
    const picture = await fetch(new URL(new URL(released.media_url ?? '').pathname, hall.product.url));
    expect(picture.headers.get('content-type')).toBe('image/jpeg');

    await clerk.visit(desk);
    await clerk.press('確認したことにする');
    await look();
    await clerk.pick('作業班', '道路補修1班');
    await clerk.press('作業班に渡す');
    await look();
    await clerk.visit(`${DESK}/crews/roads-1`);
    await clerk.sees(place);
    await clerk.follow(number);
    await clerk.press('作業を始める');
    await look();
    await clerk.page.locator('input[type=file]').setInputFiles(await photo('#555555'));
    await clerk.press(/^写真を加える$/);
    await clerk.sees('作業の後');
    await clerk.page.getByRole('link', { name: '写真を公開する' }).last().focus();
    await Promise.all([clerk.page.waitForEvent('load'), clerk.page.keyboard.press('Enter')]);
    await clerk.arrive();
    await clerk.press('この範囲を見えなくして公開する');
    await clerk.visit(desk);
    await clerk.pick('完了の理由', '直しました');
    await clerk.pick('返事のひな形', '修繕完了のお礼');
    await clerk.press('完了にする');
    await look();

    await reporter.visit(address);
    await reporter.sees('完了しました', '直しました', 'お知らせいただいた場所を直しました', '作業の後');
    await reporter.type('どのような様子ですか', '雨のあと、また穴があきました');
    await reporter.press('まだ直っていないと知らせる');
    await reporter.sees('もう一度対応するよう担当に知らせました', '再び対応しています');
    await look();
    await clerk.visit(`${DESK}/crews/roads-1`);
    await clerk.follow(number);
    await clerk.sees('雨のあと、また穴があきました', '再び対応しています');
    // A neighbour reads what was released, and no more.
    await reporter.visit(`/reports/${number.replaceAll('-', '')}`);
    await reporter.sees('路面に穴があいています', '再び対応しています', '作業の後');
    await reporter.seesNot('山田', '雨のあと', '0742-00-0000');

    expect(seen).toEqual([
      ['open', '受け付けました'],
      ['open', '確認しました'],
      ['open', '作業班に渡しました'],
      ['open', '作業中です'],
      [
        'closed',
        '完了しました。直しました。お知らせいただいた場所を直しました。ご協力ありがとうございました。',
      ],
      ['open', expect.stringMatching(/^再び対応しています/)],
    ]);
    for (const person of [reporter, clerk]) await person.leave();
  }, 240_000);
});

test('a program reports by the npm client, the section is told, and a photo is made unrecognisable by the pointer', async () => {
  const administrator = await hall.anybody('at 1280 px', 'by pointer');
  await signIn(administrator, STAFF, '田中 葵');
  await administrator.visit('/staff/partner-keys');
  await administrator.type('団体の名前', 'みちの会');
  await administrator.choose('通報（Open311）');
  await administrator.choose(/30日間/);
  await administrator.press('キーを作る');
  const apiKey = /yakuba_[A-Za-z0-9_-]{43}/.exec(await administrator.text())?.[0] ?? '';
  await administrator.leave();

  const town = open311({ discovery: `${hall.product.url}/nara-city/open311/discovery.json`, apiKey });
  await town.discover();
  expect((await town.services()).map(({ service_code }) => service_code)).toContain('street-light');
  const lamp = { service_code: 'street-light', lat: 34.6721, long: 135.8121, attributes: { state: 'out' } };
  const number = await town.submit({ ...lamp, description: '街灯が消えています' });
  expect(await town.request(number)).toMatchObject({ status: 'open', description: null });
  const inXml = open311({ endpoint: `${hall.product.url}/nara-city/open311/v2/`, format: 'xml', apiKey });
  expect(await inXml.submit({ ...lamp, description: 'ちらつきます' })).toMatch(/^[0-9A-Z]{9}$/);
  // Nothing of it is in the list before staff have released it.
  const listed = await town.requests({ status: 'open' });
  expect(listed.map(({ service_request_id }) => service_request_id)).not.toContain(number);

  const clerk = await hall.anybody('at 1280 px', 'by pointer');
  await signIn(clerk, STAFF, '佐藤 健');
  await expect
    .poll(
      async () => {
        await clerk.visit('/staff/notices');
        return clerk.text();
      },
      { timeout: 30_000, interval: 1000 },
    )
    .toContain('新しい通報が届きました：街灯');
  await clerk.follow('新しい通報が届きました：街灯');
  await clerk.sees('消えている', 'API');
  await clerk.page.locator('input[type=file]').setInputFiles(await photo('#445566'));
  await clerk.press(/^写真を加える$/);
  await clerk.follow('写真を公開する');
  const picture = await clerk.page.locator('area-sheet').boundingBox();
  if (!picture) throw new Error('the photo is shown');
  const to = (x: number, y: number) =>
    [picture.x + picture.width * x, picture.y + picture.height * y] as const;
  await clerk.page.mouse.move(...to(0.2, 0.1));
  await clerk.page.mouse.down();
  await clerk.page.mouse.move(...to(0.5, 0.4), { steps: 4 });
  await clerk.page.mouse.up();
  const areas = clerk.page.getByLabel('見えなくする範囲');
  const [left = 0, top = 0, width = 0, height = 0] = (await areas.inputValue()).split(' ').map(Number);
  for (const [side, wanted] of [
    [left, 20],
    [top, 10],
    [width, 30],
    [height, 30],
  ] as const)
    expect(Math.abs(side - wanted)).toBeLessThan(1);
  await areas.fill(`${await areas.inputValue()}\n70 70 10 10`);
  expect(await clerk.page.locator('area-sheet rect').count()).toBe(2);
  await clerk.press('この範囲を見えなくして公開する');
  await clerk.sees('公開している写真');
  expect(await clerk.page.locator('area-sheet rect').count()).toBe(2);

  await clerk.visit(`${DESK}/statistics`);
  await clerk.sees('種類ごと', '地区ごと', '街灯', '完了までの日数', '道路損傷等通報システムへの投稿件数');
  await clerk.leave();
  for (const view of ['at 360 px', 'at 360 px without script', 'at 1280 px'] as const) {
    const anybody = await hall.anybody(view, 'by pointer');
    await anybody.visit('/reports/statistics');
    await anybody.sees('通報の数', '確認までの日数', '西部');
    await anybody.leave();
  }
}, 240_000);
