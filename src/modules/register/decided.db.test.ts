import { afterAll, beforeAll, expect, test } from 'vitest';
import { pinnedClock } from '#kernel/clock.js';
import { systemContext, tenantOf } from '#kernel/context.js';
import { readEntries } from '#kernel/journal/journal.js';
import { type Colleague, colleague } from '#modules/decision/fixtures.js';
import { type OwnCatalog, ownCatalog } from '#testing/own-catalog.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';

// A town whose table of authority asks for a decision on every definition and disposal: the chief's agreement and the head's word.
const TABLE = `kinds:
  - id: definition
    title: 手続・台帳の定義
    required: true
    rules: [{ decidedBy: head, article: 決裁規程 別表 3の項 }]
  - id: row-disposal
    title: 台帳の行の個人情報の廃棄
    required: true
    rules: [{ decidedBy: head, article: 決裁規程 別表 4の項 }]
`;
let catalog: OwnCatalog;
let app: TestApp;

/** A town and its people. */
interface Town {
  staff: string;
  unit: string;
  clerk: Colleague;
  chief: Colleague;
  head: Colleague;
}
async function townOf(slug: string, unit: string): Promise<Town> {
  const join = (name: string, role: string, post: string) =>
    colleague(app.kernel, app.modules.organization.service, slug, {
      who: { name, grants: [{ role, unit }] },
      seats: [`${unit}/${post}`],
    });
  return {
    staff: `/${slug}/staff/registers`,
    unit,
    clerk: await join('起案 一郎', 'clerk', 'clerk'),
    chief: await join('係長 二郎', 'section-head', 'chief'),
    head: await join('課長 三郎', 'section-head', 'head'),
  };
}
let deciding: Town;
/** A town whose table asks for nothing. */
let checking: Town;

beforeAll(async () => {
  catalog = await ownCatalog({ 'nara-city/decision/authority.yaml': TABLE });
  app = await testApp({ settings: { CATALOG_DIR: catalog.folder } });
  deciding = await townOf('nara-city', 'civic-affairs');
  checking = await townOf('imari', 'citizens');
});
afterAll(async () => {
  await app.stop();
  await catalog.remove();
});

const registers = () => app.modules.register.services;
const open = (town: Town, id: string) => registers().defining.open(town.head.context, id);
const page = async ({ staff }: Town, path: string, who: Colleague) => {
  const response = await app.request(`${staff}${path}`, { headers: who.headers });
  return response.text();
};
const post = (
  { staff }: Town,
  who: Colleague,
  path: string,
  values: Record<string, string>,
): Promise<Response> | Response =>
  app.request(`${staff}/drafts/${path}`, {
    method: 'POST',
    headers: who.headers,
    body: new URLSearchParams(values),
  });
/** Does what a form of the page of a draft does. */
const step = async (
  town: Town,
  who: Colleague,
  id: string,
  name: string,
  more: Record<string, string> = {},
) => {
  const { draft } = await open(town, id);
  return post(town, who, `${id}/${name}`, { seen: String(draft.revision), ...more });
};
const entriesOf = async ({ clerk }: Town, type: string) => {
  const { entries } = await app.kernel.database.transaction(tenantOf(clerk.context), (tx) =>
    readEntries(tx, { type }, { limit: 50 }),
  );
  return entries.map(({ subject }) => subject);
};
const inUse = (town: Town, id: string) =>
  registers()
    .reading.rights.seen(town.clerk.context)
    .find(({ register }) => register.id === id);

/** Writes a register that is whole; personal: with a field on persons. */
async function written(town: Town, id: string, { personal = false } = {}): Promise<void> {
  const { defining } = registers();
  const words = { notPublic: '未定', personal: '個人情報' };
  await defining.beginNew(town.clerk.context, { id, title: '見守り台帳', unit: town.unit, words });
  await defining.save(town.clerk.context, id, 1, (document) => ({
    document: {
      ...document,
      retention: { years: 5, basis: '文書取扱規程' },
      key: ['code'],
      label: 'code',
      fields: [
        {
          ask: {
            kind: 'text',
            id: 'code',
            label: '番号',
            maxLength: 20,
            optional: false,
            sensitivity: 'ordinary',
          },
        },
        ...(personal
          ? [
              {
                ask: {
                  kind: 'text' as const,
                  id: 'owner',
                  label: '氏名',
                  maxLength: 40,
                  optional: true,
                  sensitivity: 'personal' as const,
                },
                notPublic: '個人情報',
              },
            ]
          : []),
      ] as typeof document.fields,
    },
  }));
  expect((await open(town, id)).problems).toEqual([]);
}
async function answer(draft: string, who: Colleague): Promise<void> {
  const { reading, acting } = app.modules.decision.service;
  const opened = await reading.open(who.context, draft);
  const no = opened.steps.find(({ state }) => state === 'open')?.no ?? -1;
  const seen = { round: opened.draft.round, no };
  expect(await acting.answer(who.context, draft, { seen, kind: 'approved', comment: '' })).toBe('done');
  await app.settle();
}

test('a definition is put up where the table requires it, and used when it is decided', async () => {
  const town = deciding;
  await written(town, 'decided');
  // Nobody goes around the table.
  expect((await step(town, town.clerk, 'decided', 'use')).status).toBe(409);
  expect(inUse(town, 'decided')).toBeUndefined();
  const unsaid = await step(town, town.clerk, 'decided', 'ask');
  expect(unsaid.status).toBe(422);
  expect(pageText(await unsaid.text())).toContain('何を変えたかを入力してください');
  expect((await step(town, town.clerk, 'decided', 'ask', { note: '見守りを始める' })).status).toBe(303);
  const { draft, decision } = await open(town, 'decided');
  expect(draft).toMatchObject({ state: 'inApproval', note: '見守りを始める' });
  expect(decision).not.toBeNull();

  const shown = await page(town, '/drafts/decided/preview', town.head);
  expect(pageText(shown)).toMatch(/承認待ち.*見守りを始める.*電子決裁で決めています/s);
  expect(shown).toContain(`/nara-city/staff/decisions/${decision}`);
  expect(shown).not.toContain('/decided/approve');
  expect(pageText(await page(town, '', town.clerk))).toContain('承認待ち');
  for (const name of ['approve', 'pull-back', 'use'])
    expect([name, (await step(town, town.head, 'decided', name)).status]).toEqual([name, 409]);
  // What is under decision stays what it is, and what was typed meanwhile is told.
  const saved = await step(town, town.clerk, 'decided', 'general', {
    title: '別の名前',
    public: 'yes',
    place: 'none',
    staff: 'everyone',
    basis: '規程',
    unit: town.unit,
  });
  const html = await saved.text();
  expect(saved.status).toBe(422);
  expect(html).toContain('value="別の名前"');
  expect(pageText(html)).toContain('承認の途中か、承認が済んでいるため');
  expect((await open(town, 'decided')).draft.document.title).toBe('見守り台帳');
  const edit = await app.request(`${town.staff}/drafts/decided/fields/new`, { headers: town.clerk.headers });
  expect(edit.headers.get('location')).toBe(`${town.staff}/drafts/decided`);

  await answer(decision ?? '', town.chief);
  expect((await open(town, 'decided')).draft.state).toBe('inApproval');
  await answer(decision ?? '', town.head);
  expect((await open(town, 'decided')).draft).toMatchObject({ state: 'approved', decidedBy: town.head.id });
  expect((await step(town, town.clerk, 'decided', 'use')).status).toBe(303);
  expect(inUse(town, 'decided')?.version).toBe(1);
  // The paper of the decision leads on.
  const led = await app.request(`${town.staff}/drafts/decided/preview`, { headers: town.head.headers });
  expect(led.headers.get('location')).toBe(`${town.staff}/decided/definition`);
  expect(pageText(await page(town, '/decided/definition', town.clerk))).toMatch(
    /承認：課長 三郎.*見守りを始める/s,
  );
  for (const type of ['register.approvalAsked', 'register.draftApproved', 'register.defined'])
    expect(await entriesOf(town, type), type).toContain('register/decided');
});

test('a draft that is withdrawn from its decision comes back with the words of that', async () => {
  const town = deciding;
  await written(town, 'withdrawn');
  await step(town, town.clerk, 'withdrawn', 'ask', { note: '始める' });
  const { decision } = await open(town, 'withdrawn');
  const { acting, reading } = app.modules.decision.service;
  const { draft: put, steps } = await reading.open(town.chief.context, decision ?? '');
  const seen = { round: put.round, no: steps.find(({ state }) => state === 'open')?.no ?? -1 };
  const back = { seen, to: null, reason: '個人情報の扱いが書かれていない' };
  expect(await acting.sendBack(town.chief.context, decision ?? '', back)).toBe('done');
  await app.settle();
  // With the drafter it is under decision still: it cannot be changed.
  expect((await open(town, 'withdrawn')).draft.state).toBe('inApproval');
  expect(await acting.withdraw(town.clerk.context, decision ?? '', '項目が足りないため')).toBe('done');
  await app.settle();
  expect((await open(town, 'withdrawn')).draft.state).toBe('draft');
  expect(pageText(await page(town, '/drafts/withdrawn', town.clerk))).toMatch(
    /起案 一郎さんが起案を取り下げました.*個人情報の扱いが書かれていない.*項目が足りないため/s,
  );
  expect(await entriesOf(town, 'register.draftSentBack')).toEqual(['register/withdrawn']);
  // A second time it is another draft.
  await step(town, town.clerk, 'withdrawn', 'ask', { note: 'もう一度' });
  expect((await open(town, 'withdrawn')).decision).not.toBe(decision);
});

test('what concerns persons is looked at by somebody who did not write it; nothing else has to be', async () => {
  const town = checking;
  await written(town, 'lamps');
  expect((await step(town, town.clerk, 'lamps', 'ask', { note: 'いらない' })).status).toBe(409);
  expect((await step(town, town.clerk, 'lamps', 'use')).status).toBe(303);

  await written(town, 'persons', { personal: true });
  expect(pageText(await page(town, '/drafts/persons/preview', town.clerk))).toContain(
    '書いた人とは別の人が確かめてから',
  );
  expect((await step(town, town.clerk, 'persons', 'use')).status).toBe(409);
  // The head writes in it too, and is thereby not the one to approve it.
  const { draft } = await open(town, 'persons');
  await registers().defining.save(town.head.context, 'persons', draft.revision, (document) => ({
    document: { ...document, title: '見守り名簿' },
  }));
  await step(town, town.clerk, 'persons', 'ask', { note: '名簿にする' });
  expect((await step(town, town.clerk, 'persons', 'approve')).status).toBe(403);
  expect((await step(town, town.head, 'persons', 'approve')).status).toBe(403);
  expect(await page(town, '/drafts/persons/preview', town.head)).not.toContain('/persons/approve');
  await app.settle();
  const notices = await app.request('/imari/staff/notices', { headers: town.chief.headers });
  expect(pageText(await notices.text())).toContain('台帳「見守り名簿」の定義の承認を頼まれました');

  // Taking it back without a word is for those who asked.
  expect(await page(town, '/drafts/persons/preview', town.chief)).not.toContain('/persons/pull-back');
  expect((await step(town, town.chief, 'persons', 'pull-back')).status).toBe(409);
  const bare = await step(town, town.chief, 'persons', 'send-back');
  expect(bare.status).toBe(422);
  expect(pageText(await bare.text())).toContain('差し戻す理由を入力してください');
  await step(town, town.chief, 'persons', 'send-back', { reason: '根拠の条文がない' });
  const back = pageText(await page(town, '/drafts/persons', town.clerk));
  expect(back).toMatch(/係長 二郎さんから差し戻されました.*根拠の条文がない/s);

  await step(town, town.clerk, 'persons', 'ask', { note: '条文を足した' });
  const { revision } = (await open(town, 'persons')).draft;
  expect((await step(town, town.chief, 'persons', 'approve')).status).toBe(303);
  // Whoever comes second keeps the words that were typed.
  const late = await post(town, town.chief, 'persons/send-back', {
    seen: String(revision),
    reason: 'やはり直す',
  });
  expect(late.status).toBe(422);
  expect(pageText(await late.text())).toContain('やはり直す');
  expect((await step(town, town.clerk, 'persons', 'use')).status).toBe(303);
  expect(inUse(town, 'persons')?.version).toBe(1);
});

test('what was not public is looked at by somebody else before everybody sees it', async () => {
  const town = checking;
  const { defining } = registers();
  /** Begins the next version, with the reasons not to publish the register and its field. */
  const next = async (notPublic?: string, fieldNotPublic?: string) => {
    await defining.beginChange(town.clerk.context, 'opened');
    const { draft } = await open(town, 'opened');
    await defining.save(
      town.clerk.context,
      'opened',
      draft.revision,
      ({ notPublic: _, fields, ...rest }) => ({
        document: {
          ...rest,
          ...(notPublic && { notPublic }),
          fields: fields.map(({ notPublic: _was, ...field }, at) => ({
            ...field,
            ...(at === 1 && fieldNotPublic && { notPublic: fieldNotPublic }),
          })),
        },
      }),
    );
    return (await open(town, 'opened')).check;
  };
  await written(town, 'opened');
  await defining.save(town.clerk.context, 'opened', 2, (document) => ({
    document: {
      ...document,
      fields: [
        ...document.fields,
        ...document.fields.map((one) => ({ ...one, ask: { ...one.ask, id: 'note' } })),
      ],
    },
  }));
  expect((await step(town, town.clerk, 'opened', 'use')).status).toBe(303);
  // To hide something needs nobody.
  expect(await next('準備中', '内部')).toBeNull();
  expect((await step(town, town.clerk, 'opened', 'use')).status).toBe(303);
  expect(await next('準備中')).toBeNull();
  expect(await next(undefined, '内部')).toBe('colleague');
  expect(pageText(await page(town, '/drafts/opened/preview', town.clerk))).toContain(
    '公開していなかったものを公開するため',
  );
  expect((await step(town, town.clerk, 'opened', 'use')).status).toBe(409);
  await step(town, town.clerk, 'opened', 'ask', { note: '公開する' });
  expect((await step(town, town.chief, 'opened', 'approve')).status).toBe(303);
  expect((await step(town, town.clerk, 'opened', 'use')).status).toBe(303);
  expect(await next()).toBe('colleague');
});

test('where the table requires it, a decision and nobody here takes away what is past its retention', async () => {
  const town = deciding;
  const { disposals, rows, retention } = registers();
  const { actor, municipality } = town.clerk.context;
  const at = (time: string) => ({ ...town.clerk.context, actor, clock: pinnedClock(time) });
  expect(municipality.slug).toBe('nara-city');
  const made = async (code: string) => {
    const saved = await rows.create(at('2010-05-01T09:00:00+09:00'), 'decided', { values: { code } });
    if (!saved.ok) throw new Error(JSON.stringify(saved.faults));
    await rows.retire(at('2011-05-01T09:00:00+09:00'), 'decided', saved.id, { version: 1, why: '退いた' });
    const id = await disposals.propose(town.clerk.context, 'decided', { rows: [saved.id], reason: '期限' });
    return { id: id ?? '', row: saved.id };
  };
  const state = async (id: string) => disposals.open(town.head.context, 'decided', id);
  const { id, row } = await made('A1');
  const opened = await state(id);
  expect(opened).toMatchObject({ may: { decide: false, withdraw: false }, disposal: { state: 'proposed' } });
  await expect(
    disposals.answer(town.head.context, 'decided', id, { state: 'done', answer: null }),
  ).rejects.toMatchObject({ code: 'notAllowedNow' });
  expect(pageText(await page(town, `/decided/retention/${id}`, town.head))).toContain('電子決裁で決めます');
  await answer(opened.decision ?? '', town.chief);
  await answer(opened.decision ?? '', town.head);
  expect((await state(id)).disposal).toMatchObject({ state: 'done', disposed: 1, decidedBy: town.head.id });
  expect(await entriesOf(town, 'register.rowDisposed')).toEqual([`register/decided/${row}`]);

  const second = await made('A2');
  const { acting } = app.modules.decision.service;
  const draft = (await state(second.id)).decision ?? '';
  expect(await acting.withdraw(town.clerk.context, draft, '訴訟がある')).toBe('done');
  await app.settle();
  expect((await state(second.id)).disposal).toMatchObject({ state: 'refused', answer: '訴訟がある' });
  expect((await retention.past(town.clerk.context, 'decided')).rows.map((one) => one.row.id)).toEqual([
    second.row,
  ]);
});

test('a definition comes into use on its day, by the calendar of the town', async () => {
  const town = checking;
  await written(town, 'later');
  const past = await step(town, town.clerk, 'later', 'use', { from: '2020-01-01' });
  expect(past.status).toBe(422);
  expect(await past.text()).toContain('value="2020-01-01"');
  expect((await step(town, town.clerk, 'later', 'use', { from: '来年' })).status).toBe(422);
  expect((await step(town, town.clerk, 'later', 'use', { from: '2027-04-01' })).status).toBe(303);
  expect(inUse(town, 'later')).toBeUndefined();
  expect(pageText(await page(town, '/drafts/later/preview', town.clerk))).toMatch(
    /2027年4月1日.*から使います/,
  );
  expect(await entriesOf(town, 'register.draftScheduled')).toEqual(['register/later']);

  const { municipality } = town.clerk.context;
  const takeDueAt = (time: string) =>
    registers().approving.takeDue(systemContext(municipality, 'register.migrate', pinnedClock(time)));
  await takeDueAt('2027-03-31T23:59:59+09:00');
  expect(inUse(town, 'later')).toBeUndefined();
  // In Greenwich it is the day before still.
  await takeDueAt('2027-04-01T00:00:30+09:00');
  expect(inUse(town, 'later')?.version).toBe(1);
  await takeDueAt('2027-04-01T00:01:30+09:00');
  expect((await entriesOf(town, 'register.defined')).filter((one) => one === 'register/later')).toHaveLength(
    1,
  );
});

test('what does not fit any more on its day comes back with words, and the day can be taken back before', async () => {
  const town = checking;
  await written(town, 'moved');
  await step(town, town.clerk, 'moved', 'use');
  const { defining, rows, approving } = registers();
  await defining.beginChange(town.clerk.context, 'moved');
  // Without rows the key may change; then rows come in.
  await defining.save(town.clerk.context, 'moved', 1, (document) => ({
    document: {
      ...document,
      key: [],
      fields: document.fields.map((field) => ({ ...field, ask: { ...field.ask, label: '札の番号' } })),
    },
  }));
  await step(town, town.clerk, 'moved', 'use', { from: '2027-04-01' });
  expect((await step(town, town.clerk, 'moved', 'pull-back')).status).toBe(303);
  expect((await open(town, 'moved')).draft).toMatchObject({ state: 'draft', beginsOn: null });
  await step(town, town.clerk, 'moved', 'use', { from: '2027-04-01' });
  expect(await rows.create(town.clerk.context, 'moved', { values: { code: 'A1' } })).toMatchObject({
    ok: true,
  });
  const { municipality } = town.clerk.context;
  const due = systemContext(municipality, 'register.migrate', pinnedClock('2027-04-01T00:00:30+09:00'));
  await approving.takeDue(due);
  expect(inUse(town, 'moved')?.version).toBe(1);
  expect((await open(town, 'moved')).draft.state).toBe('draft');
  expect(pageText(await page(town, '/drafts/moved', town.clerk))).toContain(
    '使いはじめる日に、定義に直すところがありました',
  );
});
