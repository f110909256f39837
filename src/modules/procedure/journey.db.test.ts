import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isQuestion } from '#forms/fields/field.js';
import { CATALOGUES, type MessageKey } from '#kernel/i18n/catalogues.js';
import { type SignedIn, signInAs, type Who } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { contextAt, fillIn, SAMPLE_ANSWERS, typedPage } from './fixtures.js';

let app: TestApp;
const CITY = 'nara-city';
const START = `/${CITY}/procedures/residence-certificate`;
const SAMPLE = SAMPLE_ANSWERS['residence-certificate'] ?? {};
const services = () => app.modules.procedure.services;

const people = new Map<Who, SignedIn>();
async function person(who: Who): Promise<SignedIn> {
  const known = people.get(who) ?? (await signInAs(app.kernel, CITY, who));
  people.set(who, known);
  return known;
}
const get = async (path: string, who?: Who) =>
  app.request(path, who === undefined ? {} : { headers: (await person(who)).headers });
const post = async (path: string, who: Who, body: Record<string, string | string[]> | FormData = {}) => {
  const form = body instanceof FormData ? body : new FormData();
  if (!(body instanceof FormData)) {
    for (const [name, values] of Object.entries(body))
      for (const value of [values].flat()) form.append(name, value);
  }
  return app.request(path, { method: 'POST', headers: (await person(who)).headers, body: form });
};
const placeOf = (response: Response): string => {
  expect(response.status).toBe(303);
  return new URL(response.headers.get('location') ?? '', 'http://localhost').pathname;
};
const textOf = async (response: Response, status = 200): Promise<string> => {
  expect(response.status).toBe(status);
  const html = await response.text();
  expect(html.match(/<h1/g)).toHaveLength(1);
  expect(html).not.toMatch(/ style=|<script(?! (type="module" )?src)/);
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  return pageText(html);
};
const revisionIn = async (response: Response): Promise<string> =>
  /name="revision" value="(\d+)"/.exec(await response.text())?.[1] ?? '';

/** Walks through the form by its own pages, as a browser would. Gives the address of the page to check. */
async function walk(who: Who): Promise<string> {
  let place = placeOf(await post(`${START}/apply`, who));
  while (!place.endsWith('/check')) {
    const pageId = place.split('/').at(-1);
    await textOf(await get(place, who));
    const fields = form().pages.find(({ id }) => id === pageId)?.fields ?? [];
    place = placeOf(await post(place, who, typedPage(fields, SAMPLE)));
  }
  return place;
}
const form = () => {
  const municipality = app.kernel.municipalities.bySlug(CITY);
  if (!municipality) throw new Error('Nara City');
  const context = contextAt(municipality, { kind: 'anonymous' }, app.kernel.clock.now());
  return services().catalogue.get(context, 'residence-certificate').form;
};

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.stop());

describe('the whole way, in the browser’s words', () => {
  test('a resident finds, applies, is asked for a correction, pays and downloads; a clerk does the work', async () => {
    expect(
      await textOf(await get(`/${CITY}/procedures?q=${encodeURIComponent('引っ越したので住民票が欲しい')}`)),
    ).toContain('住民票の写しの交付請求');
    const start = await textOf(await get(START));
    for (const words of [
      '1通につき300円',
      '標準 2開庁日',
      'オンラインで申請する',
      '窓口',
      '郵送',
      '途中で保存して',
    ]) {
      expect(start).toContain(words);
    }
    expect(placeOf(await get(`${START}/apply`))).toBe(`/${CITY}/sign-in`);
    expect(await textOf(await get(`${START}/apply`, 'resident'))).toContain(
      '奈良 花子さんの登録されている情報',
    );

    const first = placeOf(await post(`${START}/apply`, 'resident'));
    const prefilled = await (await get(first, 'resident')).text();
    expect(prefilled).toContain('value="奈良 花子"');
    expect(prefilled).toContain('value="14"');
    expect(await textOf(await post(first, 'resident', { name: '', kana: 'x' }), 422)).toContain(
      '氏名を入力してください',
    );

    // A question that an answer brings up comes with what is known, too.
    const opened = placeOf(await post(`${START}/apply`, 'resident'));
    const begun = async (pageId: string) => {
      const fields = form().pages.find(({ id }) => id === pageId)?.fields ?? [];
      return post(opened.replace(/person$/, pageId), 'resident', typedPage(fields, SAMPLE));
    };
    for (const pageId of ['person', 'whose', 'items', 'use']) expect((await begun(pageId)).status).toBe(303);
    const revealed = await post(opened.replace(/person$/, 'delivery'), 'resident', {
      _asked: ['delivery'],
      delivery: 'post',
    });
    expect(revealed.status).toBe(422);
    expect(await revealed.text()).toContain('value="奈良市二条大路南"');

    const check = await walk('resident');
    const checked = await textOf(await get(check, 'resident'));
    for (const words of ['本人だけ', '600円', '2026年11月25日（水）まで', '同意して申請する'])
      expect(checked).toContain(words);
    expect(await textOf(await post(check, 'resident'), 422)).toContain('続けるには');
    const mine = placeOf(await post(check, 'resident', { _declaration: 'true' }));
    expect(placeOf(await post(check, 'resident', { _declaration: 'true' }))).toBe(mine);
    const done = await textOf(await get(`${mine}?submitted=1`, 'resident'));
    for (const words of ['申請を受け付けました', '受付番号', '担当の課が内容を確かめます'])
      expect(done).toContain(words);

    const inbox = await textOf(await get(`/${CITY}/staff`, 'clerk'));
    for (const words of ['奈良 花子', '住民票の写しの交付請求', '受付済み']) expect(inbox).toContain(words);
    const id = mine.split('/').at(-1);
    const work = `/${CITY}/staff/cases/${id}`;
    const before = await textOf(await get(work, 'clerk'));
    expect(before).toContain('何のために開きますか');
    expect(before).not.toContain('花子');
    expect(await textOf(await post(`${work}/purpose`, 'clerk', { purpose: 'curiosity' }), 422)).toContain(
      '目的を選んでください',
    );
    expect(placeOf(await post(`${work}/purpose`, 'clerk', { purpose: 'review' }))).toBe(work);
    expect(
      placeOf(await post(`${work}/take`, 'clerk', { revision: await revisionIn(await get(work, 'clerk')) })),
    ).toBe(work);

    const asking = await get(`${work}/correction`, 'clerk');
    expect(await textOf(asking)).toContain('直してもらう項目');
    expect(
      await textOf(await post(`${work}/correction`, 'clerk', { revision: '2', message: '' }), 422),
    ).toContain('1つ以上選んで');
    const due = { 'dueOn.year': '2026', 'dueOn.month': '12', 'dueOn.day': '4' };
    const asked = await post(`${work}/correction`, 'clerk', {
      revision: '2',
      fields: ['copies'],
      message: '通数を確かめてください',
      ...due,
    });
    expect(placeOf(asked)).toBe(work);
    expect(await textOf(await get(`/${CITY}/my`, 'resident'))).toContain('内容の修正をお願い中');
    expect(await textOf(await get(`${mine}/correction`, 'resident'))).toContain('通数を確かめてください');
    expect(await textOf(await post(`${mine}/correction`, 'resident', { copies: '0' }), 422)).toContain(
      '1以上',
    );
    expect(placeOf(await post(`${mine}/correction`, 'resident', { copies: '１' }))).toBe(mine);
    expect(await textOf(await get(work, 'clerk'))).toContain('変更前：2通');

    expect((await post(`${work}/approve`, 'clerk', { revision: '1' })).status).toBe(409);
    const now = { revision: await revisionIn(await get(work, 'clerk')) };
    const open = await textOf(await post(`${work}/approve`, 'clerk', { ...now, checks: ['1'] }), 422);
    expect(open).toContain('確かめていない項目が2件あります');
    expect(open).toContain('確かめないまま承認する理由');
    await post(`${work}/approve`, 'clerk', { ...now, checks: ['1', '2', '3'] });
    expect(await textOf(await get(mine, 'resident'))).toContain('手数料300円をお支払いください');
    const fee = await revisionIn(await get(`${work}/fee`, 'clerk'));
    expect(await textOf(await post(`${work}/fee`, 'clerk', { revision: fee, note: 'R-77' }), 422)).toContain(
      '受け取った方法を選んで',
    );
    await post(`${work}/fee`, 'clerk', { revision: fee, way: 'terminal', note: 'R-77' });
    const preview = await get(`${work}/certificate/preview.pdf`, 'clerk');
    expect(preview.headers.get('content-type')).toBe('application/pdf');
    await post(`${work}/issue`, 'clerk', { revision: await revisionIn(await get(work, 'clerk')) });

    const issued = await get(mine, 'resident');
    const code = /verify\/([0-9A-Z]{20})/.exec(await issued.clone().text())?.[1] ?? '';
    const page = await textOf(issued);
    for (const words of ['交付済み', 'PDFをダウンロードする', '市民課 担当者', '申請の審査'])
      expect(page).toContain(words);
    const pdf = await get(`${mine}/certificate.pdf`, 'resident');
    expect(pdf.headers.get('content-disposition')).toContain('attachment');
    const verified = await textOf(await get(`/${CITY}/verify/${code}`));
    for (const words of ['この文書は有効です', '住民票の写し', '奈良市長']) expect(verified).toContain(words);
    expect(verified).not.toContain('花子');
    const revoke = { revision: await revisionIn(await get(`${work}/revocation`, 'clerk')) };
    const unsaid = await textOf(await post(`${work}/revocation`, 'clerk', { ...revoke, reason: 'x' }), 422);
    for (const words of ['取り消す理由を選んでください。', '申請者への説明を入力してください'])
      expect(unsaid).toContain(words);
    const words = '氏名の漢字が誤っていました。';
    await post(`${work}/revocation`, 'clerk', { ...revoke, reason: 'wrongContent', words });
    for (const [path, who] of [
      [work, 'clerk'],
      [mine, 'resident'],
    ] as const) {
      const told = await textOf(await get(path, who));
      expect(told).toContain('取り消した理由: 内容の誤り');
      expect(told).toContain(words);
    }
    expect(await textOf(await get(`/${CITY}/verify/${code}`))).toContain('この文書は取り消されています');
    expect((await get(`${mine}/certificate.pdf`, 'resident')).status).toBe(404);
  });

  test('nobody comes to somebody else’s pages', async () => {
    const check = await walk('resident');
    const mine = placeOf(await post(check, 'resident', { _declaration: 'true' }));
    for (const path of [check, mine, `${mine}/correction`, `${mine}/certificate.pdf`]) {
      expect((await get(path, 'resident-little-japanese')).status).toBe(404);
    }
    expect((await post(`${mine}/withdraw`, 'resident-little-japanese')).status).toBe(404);
    expect((await get(`/${CITY}/staff`, 'resident')).status).toBe(403);
    expect((await get(mine.replace('/my/', '/staff/'), 'resident')).status).toBe(403);
    expect((await get(mine.replace('/my/', '/staff/').replace(CITY, 'imari'), 'clerk')).status).not.toBe(200);
    expect(placeOf(await get(`/${CITY}/staff`, 'headquarters'))).not.toBe(`/${CITY}/staff`);
  });

  test('what cannot be is told, and nothing breaks', async () => {
    for (const [path, status] of [
      [`/${CITY}/procedures/nothing-here`, 404],
      [`/${CITY}/procedures?q=%F0%9F%98%80&event=nonsense&after=x`, 200],
      [`/${CITY}/verify/AAAA`, 422],
      [`/${CITY}/verify/00000000000000000000`, 200],
      [`/${CITY}/verify?code=`, 422],
      [`/${CITY}/my/cases/not-a-uuid`, 404],
    ] as const) {
      expect([path, (await get(path, 'resident')).status]).toEqual([path, status]);
    }
    const draft = `${START}/apply/01940000-0000-7000-8000-000000000000/person`;
    expect((await get(draft, 'resident')).status).toBe(404);
    expect((await post(draft, 'resident', { name: 'x' })).status).toBe(404);
  });

  test('the pages speak the reader’s language', async () => {
    const english = await app.request(START, { headers: { 'accept-language': 'en' } });
    expect(pageText(await english.text())).toContain(
      CATALOGUES.en['procedure.start.begin' as MessageKey] ?? '',
    );
  });

  test('the API lists procedures and describes one', async () => {
    const list = (await (await get(`/${CITY}/api/v1/procedures?limit=1`)).json()) as {
      items: { id: string }[];
      total: number;
    };
    expect(list.items).toHaveLength(1);
    expect(list.total).toBeGreaterThan(0);
    expect(await (await get(`/${CITY}/api/v1/procedures/residence-certificate`)).json()).toMatchObject({
      id: 'residence-certificate',
      version: '2.1',
      standardProcessingDays: 2,
      unit: '市民課',
      measuredProcessingDays: null,
    });
    const openapi = (await (await get(`/${CITY}/api/openapi.json`)).json()) as {
      paths: Record<string, unknown>;
    };
    expect(Object.keys(openapi.paths)).toEqual(
      expect.arrayContaining(['/api/v1/procedures', '/api/v1/procedures/{procedure}']),
    );
  });
});

test('random bodies never break a page of the form', async () => {
  const resident = await person('resident');
  const municipality = app.kernel.municipalities.bySlug(CITY);
  if (!municipality) throw new Error('Nara City');
  const context = contextAt(municipality, resident.actor, app.kernel.clock.now());
  const draft = await fillIn(services(), context, 'residence-certificate', SAMPLE);
  const names = form().pages.flatMap(({ fields }) =>
    fields.filter(isQuestion).flatMap(({ id }) => [id, `${id}.year`, `${id}.town`]),
  );
  const pages = form().pages.map(({ id }) => id);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...pages, 'check', 'nowhere'),
      fc.dictionary(
        fc.constantFrom(...names, '_asked', 'from', '_then', '_declaration2', '__proto__'),
        fc.array(fc.string({ unit: 'binary', maxLength: 30 }), { maxLength: 3 }),
        { maxKeys: 8 },
      ),
      async (page, body) => {
        const response = await post(`${START}/apply/${draft}/${page}`, 'resident', body);
        expect([303, 404, 422]).toContain(response.status);
      },
    ),
    { numRuns: 120 },
  );
});
