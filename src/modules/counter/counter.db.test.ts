import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleAnswers } from '#forms/sample-answers.js';
import { today } from '#kernel/clock.js';
import type { Actor } from '#kernel/context.js';
import { readEntries } from '#kernel/journal/journal.js';
import { readDayPlace } from '#kernel/values/list-place.js';
import { type SignedIn, signInAs, type Who } from '#modules/identity/fixtures.js';
import { contextAt, typedPage } from '#modules/procedure/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { pdfText, popplerMissing } from '#testing/read-pdf.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { agreeing, filledPage } from './fixtures.js';
import { tasksPage } from './store/tasks.js';
import type { TaskLine } from './task-views.js';

let app: TestApp;
const CITY = '/nara-city';
const DESK: Who = { name: '窓口 一郎', grants: [{ role: 'clerk', unit: 'civic-affairs' }] };
const OTHER_CLERK: Who = { name: '窓口 二郎', grants: [{ role: 'clerk', unit: 'civic-affairs' }] };
const INSURANCE: Who = { name: '国保 三郎', grants: [{ role: 'clerk', unit: 'insurance-pension' }] };
const WATER: Who = { name: '水道 四郎', grants: [{ role: 'clerk', unit: 'waterworks' }] };

/** Headers of a browser, with what it is told to keep. */
type Hands = { headers: Record<string, string> };
const people = new Map<Who, SignedIn>();
async function staff(who: Who): Promise<Hands & { actor: Actor }> {
  const known = people.get(who) ?? (await signInAs(app.kernel, 'nara-city', who));
  people.set(who, known);
  return { headers: { ...known.headers }, actor: known.actor };
}
const stranger = (): Hands => ({ headers: { origin: new URL(app.kernel.config.publicUrl).origin } });

async function go(
  hands: Hands,
  path: string,
  body?: FormData | Record<string, string | string[]>,
): Promise<Response> {
  let form: FormData | undefined;
  if (body instanceof FormData) form = body;
  else if (body) {
    form = new FormData();
    for (const [name, values] of Object.entries(body))
      for (const value of [values].flat()) form.append(name, value);
  }
  const response = await app.request(path, {
    headers: hands.headers,
    ...(form && { method: 'POST', body: form }),
  });
  const kept = response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  if (kept.length > 0)
    hands.headers = { ...hands.headers, cookie: [hands.headers.cookie, ...kept].filter(Boolean).join('; ') };
  return response;
}
const placeOf = (response: Response): string => {
  expect(response.status).toBe(303);
  const { pathname, search } = new URL(response.headers.get('location') ?? '', 'http://localhost');
  return `${pathname}${search}`;
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
const municipality = () => {
  const found = app.kernel.municipalities.bySlug('nara-city');
  if (!found) throw new Error('nara-city');
  return found;
};
const services = () => app.modules.counter.services;
const contextOf = (actor: Actor) => contextAt(municipality(), actor, app.kernel.clock.now());
const entriesOf = (type: string) =>
  app.kernel.database.transaction(
    municipality().code,
    async (tx) => (await readEntries(tx, { type }, { limit: 50 })).entries,
  );
const TODAY = () => today(app.kernel.clock);

/** Answers the questions about an event as a browser does; gives the address of the list. */
async function toList(hands: Hands, event: string, given: Record<string, unknown> = {}): Promise<string> {
  const { form } = services().guides.guide(contextOf({ kind: 'anonymous' }), event);
  const answers = agreeing(form, given, '2026-11-10');
  let place = `${CITY}/guide/${event}/questions/${form.pages[0]?.id}`;
  while (!place.includes('/list')) {
    const pageId = /questions\/([^?]+)/.exec(place)?.[1];
    expect(await textOf(await go(hands, place))).toContain('次へ');
    const fields = form.pages.find(({ id }) => id === pageId)?.fields ?? [];
    const shown = services().guides.way(contextOf({ kind: 'anonymous' }), { form } as never, answers);
    const asked = shown.pages.find(({ id }) => id === pageId)?.fields ?? fields;
    place = placeOf(await go(hands, place, typedPage(asked, answers)));
  }
  return place;
}

/** No answer stands in an address, in whatever words; what stands there opens nowhere else. */
function expectNothingTold(address: string, event: string, given: Record<string, unknown>): void {
  const { form } = services().guides.guide(contextOf({ kind: 'anonymous' }), event);
  const { searchParams } = new URL(address, 'http://localhost');
  expect([...searchParams.keys()]).toEqual(['told']);
  const sealed = searchParams.get('told') ?? '';
  const texts = [address, Buffer.from(sealed, 'base64url').toString('latin1')];
  const answers = Object.entries(agreeing(form, given, '2026-11-10'));
  for (const text of texts)
    for (const [id, answer] of answers) {
      if (id.length > 3) expect(text).not.toContain(id);
      if (typeof answer === 'string') expect(text).not.toContain(answer);
    }
}

/** Fills the forms of an interview page by page, up to the page that checks the answers. */
async function fill(hands: Hands, interview: string, actor: Actor): Promise<string> {
  const id = interview.split('/').at(-1) ?? '';
  const { combined } = await services().interviews.open(contextOf(actor), id);
  const answers = sampleAnswers(combined.form, 0, TODAY(), combined.stated);
  let place = `${interview}/form/${combined.form.pages[0]?.id}`;
  while (!place.endsWith('/check')) {
    await textOf(await go(hands, place));
    const pageId = place.split('/').at(-1) ?? '';
    const { way } = await services().interviews.open(contextOf(actor), id);
    const asked = new Set(way.pages.find((page) => page.id === pageId)?.fields.map((field) => field.id));
    const fields = combined.form.pages.find((page) => page.id === pageId)?.fields ?? [];
    const sent = await go(
      hands,
      place,
      filledPage(
        fields.filter((field) => asked.has(field.id) || answers[field.id] !== undefined),
        answers,
      ),
    );
    if (sent.status !== 303) throw new Error(`${place}: ${pageText(await sent.text())}`);
    place = placeOf(sent);
  }
  return place;
}

/** What follows from the guide is not asked; from the page that checks it can be changed, and changed back. */
async function expectChangeable(hands: Hands, interview: string, actor: Actor): Promise<void> {
  const open = () => services().interviews.open(contextOf(actor), interview.split('/').at(-1) ?? '');
  const { combined } = await open();
  const reason = combined.sources.get('nhi-join')?.get('reason');
  if (reason?.kind !== 'field') throw new Error('reason');
  const page = combined.form.pages.find(({ fields }) => fields.some(({ id }) => id === reason.id));
  const place = `${interview}/form/${page?.id}`;
  expect(combined.stated[reason.id]).toBe('moved');
  const change = async (answer: string) => {
    const typed = typedPage(page?.fields ?? [], { ...combined.stated, [reason.id]: answer });
    typed.append('from', 'check');
    return placeOf(await go(hands, place, typed));
  };
  // Who left work hands in the proof.
  expect(await change('leftWork')).toContain('/form/');
  expect((await open()).way.relevant[reason.id]).toBe('leftWork');
  expect(await change('moved')).toBe(`${interview}/check`);
  expect((await open()).interview.content.answers).not.toHaveProperty(reason.id);
}

/** A list that was sent stands, whoever is named in the list before it afterwards. */
async function expectListKept(hands: Hands, interview: string, actor: Actor): Promise<void> {
  const id = interview.split('/').at(-1) ?? '';
  const { combined, answers } = await services().interviews.open(contextOf(actor), id);
  const pageOf = (field: string) =>
    combined.form.pages.find(({ fields }) => fields.some((one) => one.id === field)) ?? {
      id: '',
      fields: [],
    };
  const page = pageOf('p1Movers');
  const movers = (answers.p1Movers as Record<string, unknown>[]).map((one) => ({
    ...one,
    name: '橿原　次郎',
  }));
  const typed = typedPage(page.fields, { ...answers, p1Movers: movers });
  typed.append('from', 'check');
  expect(placeOf(await go(hands, `${interview}/form/${page.id}`, typed))).toBe(`${interview}/check`);
  const later = await services().interviews.page(contextOf(actor), id, pageOf('p2Members').id);
  expect(later?.raw.p2Members?.['0.name']).toEqual(['辻󠄀　花子']);
}

/** Whoever has no account cannot have a document on a page of their own: it is not offered, and refused in words. */
async function expectNoMyPage(hands: Hands, interview: string, actor: Actor): Promise<void> {
  const id = interview.split('/').at(-1) ?? '';
  const { combined, answers } = await services().interviews.open(contextOf(actor), id);
  const source = combined.sources.get('residence-certificate')?.get('delivery');
  const field = source?.kind === 'field' ? source.id : '';
  const page = combined.form.pages.find(({ fields }) => fields.some((one) => one.id === field));
  const place = `${interview}/form/${page?.id}`;
  const shown = await (await go(hands, place)).text();
  expect(shown).not.toContain('value="myPage"');
  expect(pageText(shown)).toContain('マイページは、ログインして申し込んだ人だけが選べます');
  const typed = typedPage(page?.fields ?? [], { ...answers, [field]: 'counter' });
  typed.set(field, 'myPage');
  expect(await textOf(await go(hands, place, typed), 422)).toMatch(/受け取り方法.*選んで/);
  typed.set(field, 'counter');
  typed.append('from', 'check');
  expect(placeOf(await go(hands, place, typed))).toBe(`${interview}/check`);
}

/** In the hands of a citizen no other page opens, by whatever address, and none says anything of anybody. */
async function expectClosed(hands: Hands, interview: string): Promise<void> {
  const forbidden = ['', '/staff', '/staff/counter', '/my', '/sign-in', '/procedures', '/staff/entries/new'];
  const addresses = [
    ...forbidden.map((path) => `${CITY}${path}`),
    interview,
    `${interview}/check`,
    `${interview}/papers.pdf`,
    `${interview}/hand-over`,
  ];
  for (const address of addresses) {
    const closed = await app.request(address, { headers: hands.headers });
    expect(closed.headers.get('location'), address).toBe(`${CITY}/staff/hand-back`);
    expect(closed.headers.get('cache-control')).toBe('private, no-store');
    expect(await closed.text()).toBe('');
  }
  for (const address of [
    `${interview}/receive`,
    `${interview}/hand-over`,
    `${interview}/discard`,
    `${CITY}/sign-out`,
  ]) {
    const closed = await go({ headers: { ...hands.headers } }, address, { identityCheck: 'photoCard' });
    expect(placeOf(closed), address).toBe(`${CITY}/staff/hand-back`);
  }
  const api = await app.request(`${CITY}/api/v1/procedures`, { headers: hands.headers });
  expect(api.status).toBe(403);
  const page = await app.request(`${CITY}/staff/hand-back`, { headers: hands.headers });
  const text = await textOf(page);
  expect(text).toContain('この画面は、いま開けません');
  expect(text).not.toMatch(/窓口 一郎|処理箱/);
}

/** Signs by name, lets the clerk take all of it in; gives the ids of the cases. */
async function receive(hands: Hands, interview: string): Promise<string[]> {
  const handed = await textOf(await go(hands, `${interview}/hand-over`));
  const code = /番号 (\d{4})/.exec(handed)?.[1] ?? '';
  expect(code).not.toBe('');
  // Every page on the way back is one that was got, and the one with the code opens no more.
  expect(placeOf(await go(hands, `${interview}/hand-over`, { code }))).toBe(`${interview}/confirm`);
  expect(placeOf(await go(hands, `${interview}/hand-over`))).toBe(`${CITY}/staff/hand-back`);
  const tablet = await textOf(await go(hands, `${interview}/confirm`));
  expect(tablet).not.toContain('処理箱');
  expect(await textOf(await go(hands, `${interview}/confirm`, {}), 422)).toMatch(/署名|Chữ ký/);
  const signed = { _asked: ['agreed', 'signature'], agreed: 'true', signature: '奈良　花子' };
  const thanks = placeOf(await go(hands, `${interview}/confirm`, signed));
  expect(await textOf(await go(hands, thanks))).toMatch(/お返しください|trả lại/);
  await expectClosed(hands, interview);
  expect(await textOf(await go(hands, `${CITY}/staff/hand-back`, { code: '' }), 422)).toContain(
    '番号が違います',
  );
  expect(placeOf(await go(hands, `${CITY}/staff/hand-back`, { code: ` ${code} ` }))).toBe(
    `${interview}/check`,
  );
  expect(await textOf(await go(hands, `${interview}/receive`, {}), 422)).toContain('本人確認の方法を選んで');
  const received = placeOf(await go(hands, `${interview}/receive`, { identityCheck: 'photoCard' }));
  expect(placeOf(await go(hands, `${interview}/receive`, { identityCheck: 'photoCard' }))).toBe(received);
  const page = await (await go(hands, received)).text();
  return [...new Set([...page.matchAll(/staff\/cases\/([0-9a-f-]{36})/g)].map(([, id]) => id ?? ''))];
}

/** Every pair of the cases is journalled once, and a clerk sees on each the others that are the section's own. */
async function expectLinked(
  clerk: Hands & { actor: Actor },
  submitted: Awaited<ReturnType<typeof entriesOf>>,
  cases: readonly string[],
): Promise<void> {
  const linked = await app.kernel.database.transaction(
    municipality().code,
    async (tx) => (await readEntries(tx, { type: 'case.linked' }, { limit: 2_000 })).entries,
  );
  const pairs = linked.map(({ subject, data }) => [subject.replace('case/', ''), data.other].sort().join());
  expect(new Set(pairs).size).toBe((cases.length * (cases.length - 1)) / 2);
  expect(pairs).toHaveLength(new Set(pairs).size);
  const own = submitted
    .filter(({ data }) => data.unit === 'civic-affairs')
    .map(({ subject }) => subject.replace('case/', ''));
  const [first = '', ...others] = own;
  expect(others.length).toBeGreaterThan(0);
  await app.modules.procedure.services.work.statePurpose(contextOf(clerk.actor), first, 'review');
  const { linked: shown } = await app.modules.procedure.services.related.page(
    contextOf(clerk.actor),
    first,
    undefined,
  );
  expect(shown.map(({ id }) => id).sort()).toEqual(others.sort());
}

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.stop());

describe('a move, filled in on the phone', () => {
  test('is one interview and becomes every application', async () => {
    const phone = stranger();
    expect(await textOf(await go(phone, `${CITY}/guide`))).toContain('引っ越してきた');
    expect(await textOf(await go(phone, `${CITY}/guide/moving-in`))).toContain('質問に答える');
    const list = await toList(phone, 'moving-in', { alone: false });
    expectNothingTold(list, 'moving-in', { alone: false });
    const listed = await textOf(await go(phone, list));
    for (const words of ['まとめて書き始める', '持ち物', '14日以内', '国民健康保険', '水道'])
      expect(listed).toContain(words);
    const paper = await go(phone, list.replace('/list', '/list.pdf'));
    expect(paper.headers.get('content-type')).toBe('application/pdf');

    const begun = await go(phone, list.replace('/guide/moving-in/list', '/pre-entry'), {
      guide: 'moving-in',
    });
    const interview = placeOf(begun);
    const id = interview.split('/').at(-1) ?? '';
    expect((await go(stranger(), interview)).status).not.toBe(200);
    const [begunRow] = await app.kernel.database.transaction(municipality().code, async (tx) => {
      const { findInterview } = await import('./store/interviews.js');
      return [await findInterview(tx, app.kernel.vault, id)];
    });
    const holder = begunRow?.holder.replace('visitor/', '') ?? '';
    const visitor: Actor = { kind: 'visitor', id: holder };
    const wanted = begunRow?.content.procedures.map((one) => one.id) ?? [];
    for (const procedure of ['moving-in', 'nhi-join', 'water-start', 'child-allowance-claim'])
      expect(wanted).toContain(procedure);

    const begin = await services().interviews.open(contextOf(visitor), id);
    expect(begin.combined.statedPages.size).toBeGreaterThan(0);
    // What follows from the guide is no step of the way.
    expect(begin.way.total).toBeLessThanOrEqual(
      begin.combined.form.pages.length - begin.combined.statedPages.size,
    );
    const check = await fill(phone, interview, visitor);
    const checked = await textOf(await go(phone, check));
    expect(checked).toContain('辻󠄀 花子');
    expect(checked).toContain('ほかの市町村から転入した ご案内の質問のお答えから');
    await expectChangeable(phone, interview, visitor);
    await expectListKept(phone, interview, visitor);
    await expectNoMyPage(phone, interview, visitor);
    const code = placeOf(await go(phone, `${interview}/code`, {}));
    const shown = await textOf(await go(phone, code));
    const typed = /([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})/.exec(shown)?.[1] ?? '';
    expect(typed).not.toBe('');
    if (!popplerMissing) {
      const slip = await go(phone, `${interview}/slip.pdf`);
      expect(await pdfText(new Uint8Array(await slip.arrayBuffer()))).toContain(typed);
    }

    const clerk = await staff(DESK);
    const missing = await go(clerk, `${CITY}/staff/counter/open`, { code: typed });
    expect(await textOf(missing, 422)).toContain('目的を選んで');
    const wrong = { code: 'K7M3-49XR-T0CG', openPurpose: 'reception' };
    expect((await go(clerk, `${CITY}/staff/counter/open`, wrong)).status).toBe(422);
    const scanned = `${app.kernel.config.publicUrl}/nara-city/staff/counter?code=${typed}`;
    const opened = placeOf(
      await go(clerk, `${CITY}/staff/counter/open`, { code: scanned, openPurpose: 'reception' }),
    );
    expect(opened).toBe(`${CITY}/staff/counter/interviews/${id}`);
    expect(await textOf(await go(phone, interview))).toContain('窓口で受け付けています');
    expect((await go(await staff(OTHER_CLERK), opened)).status).toBe(404);

    const unsigned = await go(clerk, `${opened}/receive`, { identityCheck: 'photoCard' });
    expect(await textOf(unsigned, 422)).toContain('もう一度、ご本人に');
    const cases = await receive(clerk, opened);
    expect(cases).toHaveLength(wanted.length);
    expect(await textOf(await go(phone, interview))).toContain('受け付けました');
    expect(
      (await go(clerk, `${CITY}/staff/counter/open`, { code: typed, openPurpose: 'reception' })).status,
    ).toBe(422);
    if (!popplerMissing) {
      const receipt = await go(clerk, `${opened}/papers.pdf`);
      const text = await pdfText(new Uint8Array(await receipt.arrayBuffer()));
      for (const words of ['受付控え', '奈良', '受付番号', 'このほかに必要な手続'])
        expect(text).toContain(words);
      const filled = await go(clerk, `${opened}/forms.pdf`);
      const forms = await pdfText(new Uint8Array(await filled.arrayBuffer()));
      for (const words of ['転入届', '国民健康保険の加入', '水道の使用開始届', '花子', '前の住所'])
        expect(forms.replace(/\s/g, '')).toContain(words);
    }

    const submitted = await entriesOf('case.submitted');
    expect(submitted.map(({ data }) => data.procedure).sort()).toEqual([...wanted].sort());
    expect(submitted.every(({ data }) => data.channel === 'counter')).toBe(true);
    expect(await entriesOf('counter.used')).toMatchObject([
      { data: { event: 'moving-in', service: 'preEntry', procedures: wanted.length, identity: 'photoCard' } },
    ]);
    expect(await entriesOf('counter.preEntered')).toMatchObject([{ data: { event: 'moving-in' } }]);
    await expectLinked(clerk, submitted, cases);
    expect(await entriesOf('counter.opened')).toMatchObject([
      { purpose: 'reception', data: { from: 'code' } },
    ]);
  });

  test('a change after the signature needs another signature', async () => {
    const clerk = await staff(DESK);
    const started = await go(clerk, `${CITY}/staff/counter/start`, {
      event: 'moving-out',
      startPurpose: 'reception',
      language: 'vi',
    });
    let place = placeOf(started);
    const interview = place.replace(/\/guide\/.*/, '');
    const { form } = services().guides.guide(contextOf(clerk.actor), 'moving-out');
    const answers = agreeing(form, {}, '2026-11-10');
    while (place.includes('/guide/')) {
      await textOf(await go(clerk, place));
      const pageId = place.split('/').at(-1);
      const fields = form.pages.find((page) => page.id === pageId)?.fields ?? [];
      place = placeOf(await go(clerk, place, typedPage(fields, answers)));
    }
    await textOf(await go(clerk, interview));
    expect(await textOf(await go(clerk, `${interview}/procedures`, {}), 422)).toContain('1つ以上選んで');
    const chosen = { procedures: ['moving-out', 'water-stop'] };
    expect(placeOf(await go(clerk, `${interview}/procedures`, chosen))).toBe(interview);
    const check = await fill(clerk, interview, clerk.actor);
    expect(await textOf(await go(clerk, check))).toContain('ご本人に画面を渡す');
    expect(await textOf(await go(clerk, `${interview}/confirm`))).toContain('Chữ ký');
    const signed = { _asked: ['agreed', 'signature'], agreed: 'true', signature: '奈良　花子' };
    await go(clerk, `${interview}/confirm`, signed);
    expect(await textOf(await go(clerk, check))).toContain('署名を受け取りました');

    const id = interview.split('/').at(-1) ?? '';
    const { combined, way } = await services().interviews.open(contextOf(clerk.actor), id);
    const first = way.pages[0];
    if (!first) throw new Error('a first page');
    const filled = sampleAnswers(combined.form, 0, TODAY());
    await go(
      clerk,
      `${interview}/form/${first.id}`,
      filledPage(first.fields, { ...filled, commonName: '橿原　次郎' }),
    );
    expect(await textOf(await go(clerk, check))).not.toContain('署名を受け取りました');
    expect(
      await textOf(await go(clerk, `${interview}/receive`, { identityCheck: 'photoCard' }), 422),
    ).toContain('署名のあとで内容が変わりました');
    expect(await receive(clerk, interview)).toHaveLength(2);
  });
});

test('the menu names the guided counter only where there is one', async () => {
  const menuOf = async (city: string) => (await app.request(`/${city}/`)).text();
  expect(await menuOf('nara-city')).toContain('href="/nara-city/guide"');
  expect(await menuOf('nara-pref')).not.toContain('href="/nara-pref/guide"');
});

describe('what is told to a guide', () => {
  test('travels sealed, of one length, for two hours; what was made up or is too old is asked again', async () => {
    const hands = stranger();
    const [yes, no] = [
      await toList(hands, 'moving-in', { alone: false, disability: true }),
      await toList(hands, 'moving-in', { alone: false, disability: false }),
    ];
    expect(yes).toHaveLength(no.length);
    expect(await textOf(await go(hands, yes))).toContain('障害者手帳');
    expect(await textOf(await go(hands, no))).not.toContain('障害者手帳');
    // The way back, to what was answered.
    const back = yes.replace('/list', '/questions/insurance');
    const page = await (await go(hands, back)).text();
    expect(page).toMatch(/name="disability" value="true"[^>]*checked/);

    const elsewhere = yes.replace('/guide/moving-in', '/guide/moving-out');
    const cut = yes.slice(0, -9);
    for (const address of [
      elsewhere,
      cut,
      `${CITY}/guide/moving-in/list?told=x`,
      cut.replace('/list', '/list.pdf'),
    ])
      expect(placeOf(await go(hands, address))).toMatch(/\/guide\/moving-(in|out)$/);
    expect(await textOf(await go(hands, `${CITY}/guide/moving-in`))).toContain('はじめから質問に答えて');
    const { told, guide } = services().guides;
    const used = guide(contextOf({ kind: 'anonymous' }), 'moving-in');
    const query = new URL(yes, 'http://localhost').searchParams;
    const later = (hours: number) =>
      contextAt(municipality(), { kind: 'anonymous' }, app.kernel.clock.now().add({ hours }));
    expect(told(later(1), used, query)).toMatchObject({ isOver: false, answers: { disability: true } });
    expect(told(later(3), used, query)).toEqual({ isOver: true, answers: {} });
  });

  test('belongs to the browser, once that is known', async () => {
    const phone = stranger();
    const list = await toList(phone, 'moving-in', { alone: false, disability: true });
    await go(phone, list.replace('/guide/moving-in/list', '/pre-entry'), { guide: 'moving-in' });
    expect(await textOf(await go(phone, list))).toContain('障害者手帳');
    const own = await toList(phone, 'moving-in', { alone: false, disability: true });
    expect(own).toHaveLength(list.length);
    expect(await textOf(await go(phone, own))).toContain('障害者手帳');
    for (const other of [stranger(), await staff(DESK)])
      expect(placeOf(await go(other, own))).toBe(`${CITY}/guide/moving-in`);
  });
});

describe('what nobody comes for', () => {
  test('is gone after thirty days, code and all; what was taken in stays as long as its cases', async () => {
    const visitor: Actor = { kind: 'visitor', id: 'sweeper' };
    const { form } = services().guides.guide(contextOf(visitor), 'moving-out');
    const answers = agreeing(form, {}, '2026-11-10');
    const id = await services().interviews.preEnter(contextOf(visitor), 'moving-out', answers, 'ja');
    await services().interviews.giveCode(contextOf(visitor), id);
    const submitted = (await entriesOf('counter.used')).at(-1)?.subject.replace('counter/', '') ?? '';
    const clerk = (await staff(DESK)).actor;
    const inDays = (days: number) =>
      contextAt(
        municipality(),
        { kind: 'system', id: 'counter.sweep' },
        app.kernel.clock.now().add({ hours: 24 * days }),
      );
    await services().interviews.sweep(inDays(29));
    expect((await services().interviews.open(contextOf(visitor), id)).interview.content.code).not.toBeNull();
    await services().interviews.sweep(inDays(31));
    await expect(services().interviews.open(contextOf(visitor), id)).rejects.toMatchObject({
      code: 'notFound',
    });
    expect(await services().reception.received(contextOf(clerk), submitted)).not.toEqual([]);
    await services().interviews.sweep(inDays(366 * 101));
    await expect(services().reception.received(contextOf(clerk), submitted)).rejects.toMatchObject({
      code: 'notFound',
    });
  });
});

describe('a death, at the desk', () => {
  test('every section gets its task, the forms are one interview, the booklet is printed', async () => {
    const clerk = await staff(DESK);
    expect(await textOf(await go(clerk, `${CITY}/staff/counter`))).toContain('おくやみコーナー');
    const blank = await go(clerk, `${CITY}/staff/counter/visits`, {
      guide: 'death',
      _asked: ['deceased', 'visitor', 'phone', 'day', 'time', 'note'],
    });
    expect(await textOf(blank, 422)).toContain('亡くなった方の氏名');
    const made = await go(clerk, `${CITY}/staff/counter/visits`, {
      guide: 'death',
      _asked: ['deceased', 'visitor', 'phone', 'day', 'time', 'note'],
      deceased: '奈良　太郎',
      visitor: '奈良　花子',
      'day.year': '2026',
      'day.month': '11',
      'day.day': '20',
      time: '1000',
    });
    const visit = placeOf(made);
    expect(await textOf(await go(clerk, visit))).toContain('奈良 太郎');
    const list = await textOf(await go(clerk, `${CITY}/staff/counter/visits`));
    expect(list).not.toContain('太郎');

    const interview = placeOf(await go(clerk, `${visit}/interview`, {}));
    let place = placeOf(await go(clerk, interview));
    const { form } = services().guides.guide(contextOf(clerk.actor), 'death');
    const answers = agreeing(form, { age: 'to74', insurance: 'nhi', children: true }, '2026-11-10');
    while (place.includes('/guide/')) {
      const pageId = place.split('/').at(-1);
      const way = services().guides.way(contextOf(clerk.actor), { form } as never, answers);
      const fields = way.pages.find((page) => page.id === pageId)?.fields ?? [];
      place = placeOf(await go(clerk, place, typedPage(fields, answers)));
    }
    const withTasks = await textOf(await go(clerk, visit));
    for (const words of ['国保年金課', '介護福祉課', '市民税課', '企業局', '葬祭費'])
      expect(withTasks).toContain(words);
    if (!popplerMissing) {
      const booklet = await go(clerk, `${visit}/booklet.pdf`);
      const text = await pdfText(new Uint8Array(await booklet.arrayBuffer()));
      for (const words of ['おくやみハンドブック', '期限のある手続', '相続']) expect(text).toContain(words);
    }

    const insurance = await staff(INSURANCE);
    expect((await go(insurance, visit)).status).toBe(404);
    const theirs = await (await go(insurance, `${CITY}/staff/tasks`)).text();
    expect(pageText(theirs)).toContain('国民健康保険');
    expect(pageText(theirs)).not.toContain('太郎');
    expect(pageText(theirs)).not.toContain('企業局');
    const task = /staff\/tasks\/[0-9a-f-]{36}/.exec(theirs)?.[0] ?? '';
    expect(task).not.toBe('');
    const path = `${CITY}/${task}`;
    expect(await textOf(await go(insurance, path))).not.toContain('太郎');
    expect((await go(await staff(WATER), path)).status).toBe(404);
    expect((await go(insurance, path, { state: 'done', note: '', revision: '1' })).status).toBe(409);
    expect(placeOf(await go(insurance, `${path}/open`, {}))).toBe(path);
    expect(await textOf(await go(insurance, path))).toContain('奈良 太郎');
    expect(await textOf(await go(insurance, path, { note: '', revision: '1' }), 422)).toContain(
      '状態を選んで',
    );
    const done = { state: 'done', note: '資格確認書を受け取りました', revision: '1' };
    expect(placeOf(await go(insurance, path, done))).toBe(path);
    expect((await go(insurance, path, done)).status).toBe(409);
    expect(await textOf(await go(clerk, visit))).toContain('資格確認書を受け取りました');

    const before = (await entriesOf('case.submitted')).length;
    await fill(clerk, interview, clerk.actor);
    const cases = await receive(clerk, interview);
    const submitted = (await entriesOf('case.submitted')).slice(0, -before || undefined);
    expect(submitted).toHaveLength(cases.length);
    const procedures = submitted.map(({ data }) => data.procedure);
    for (const id of [
      'bereavement-nhi-funeral-grant',
      'my-number-card-return',
      'seal-registration-cancel',
      'care-insurance-loss',
      'property-tax-heir-representative',
      'light-vehicle-disposal',
      'water-name-change',
      'dog-change',
    ])
      expect(procedures).toContain(id);

    const after = await textOf(await go(clerk, visit));
    expect(after).toMatch(/[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}/);
    expect((await go(clerk, `${visit}/close`, {})).status).toBe(409);
    const changed = await entriesOf('counter.taskChanged');
    expect(changed.length).toBeGreaterThanOrEqual(cases.length);
    expect(JSON.stringify(changed)).not.toContain('太郎');
    const views = await entriesOf('counter.visitViewed');
    expect(views.map(({ purpose }) => purpose).sort()).toEqual(['reception', 'work']);
  });

  test('the list of tasks goes on to its end, past those without a last day', async () => {
    const pages: TaskLine[][] = [];
    let next: string | null | undefined;
    do {
      const after = readDayPlace(next ?? undefined);
      const page = await app.kernel.database.transaction(municipality().code, (tx) =>
        tasksPage(tx, { units: null, view: 'open', today: TODAY() }, { after, limit: 2 }),
      );
      pages.push(page.items);
      next = page.next;
    } while (next !== null && pages.length < 50);
    const lines = pages.flat();
    expect(lines.filter(({ dueOn }) => dueOn === null).length).toBeGreaterThan(4);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
    expect(next).toBeNull();
  });
});
