import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Colleague, seatIn } from '#modules/decision/fixtures.js';
import { type OwnCatalog, ownCatalog } from '#testing/own-catalog.js';
import { type TestApp, testApp } from '#testing/test-app.js';

// A town whose table of authority asks for a decision on every dataset and every page of charts.
const TABLE = `kinds:
  - id: dataset
    title: データの公開
    required: true
    rules: [{ decidedBy: head, article: 決裁規程 別表第2 6の項 }]
  - id: dashboard
    title: 図で見るページの公開
    required: true
    rules: [{ decidedBy: head, article: 決裁規程 別表第2 7の項 }]
`;
const STAFF = '/nara-city/staff/datasets';

let app: TestApp;
let catalog: OwnCatalog;
let clerk: Colleague;
let head: Colleague;
let second: Colleague;

beforeAll(async () => {
  catalog = await ownCatalog({ 'nara-city/decision/authority.yaml': TABLE });
  app = await testApp({ settings: { CATALOG_DIR: catalog.folder } });
  const named = seatIn(app);
  clerk = await named('窓口 一郎', 'clerk', 'civic-affairs/clerk');
  head = await named('課長 三郎', 'section-head', 'civic-affairs/head');
  second = await named('係長 二郎', 'section-head', 'civic-affairs/chief');
});
afterAll(async () => {
  await app.stop();
  await catalog.remove();
});

const services = () => app.modules.dataset.services;
const stateOf = async (id: string) => (await services().editing.open(head.context, id)).dataset.state;
const step = async (id: string, what: string, who: Colleague) => {
  const { dataset } = await services().editing.open(head.context, id);
  const body = new URLSearchParams({ seen: String(dataset.revision) });
  return app.request(`${STAFF}/${id}/${what}`, { method: 'POST', headers: who.headers, body });
};
const answer = async (draft: string, who: Colleague) => {
  const { reading, acting } = app.modules.decision.service;
  const open = await reading.open(who.context, draft);
  const no = open.steps.find(({ state }) => state === 'open')?.no ?? -1;
  return acting.answer(who.context, draft, {
    seen: { round: open.draft.round, no },
    kind: 'approved',
    comment: '',
  });
};

test('a dataset is put up, and goes out by itself once it is decided', async () => {
  const made = await services().editing.create(clerk.context, {
    name: 'parks',
    unit: 'civic-affairs',
    source: { kind: 'upload' },
    about: {
      title: '公園',
      titleEn: '',
      notes: '公園の一覧',
      licence: 'CC-BY-4.0',
      frequency: 'yearly',
      contact: '',
      tags: [],
      groups: [],
      isAboutPeople: false,
      traits: [],
    },
  });
  const id = made?.id ?? '';
  const bytes = new TextEncoder().encode('名称,面積\r\n中央公園,100\r\n');
  await services().editing.receive(clerk.context, id, { name: 'parks.csv', bytes });
  expect((await step(id, 'check', clerk)).status).toBe(303);
  expect((await step(id, 'publish', head)).status).toBe(422);
  expect((await step(id, 'ask', clerk)).status).toBe(303);
  expect(await stateOf(id)).toBe('asked');
  const draft = await app.kernel.database.transaction(clerk.context.municipality.code, (tx) =>
    app.modules.decision.api.lastAbout(tx, { module: 'dataset', id }),
  );
  expect(await answer(draft?.id ?? '', second)).toBe('done');
  expect(await answer(draft?.id ?? '', head)).toBe('done');
  await app.settle();
  expect(await stateOf(id)).toBe('decided');
  expect((await app.request('/nara-city/data/parks')).status).toBe(404);
  await services().publishing.release(head.context);
  expect(await stateOf(id)).toBe('published');
  expect((await app.request('/nara-city/data/parks')).status).toBe(200);
});

test('a page of charts is put up, and goes out by its decision alone', async () => {
  const { dashboards } = services();
  const panel = {
    id: '019a9f00-0000-7000-8000-000000000009',
    kind: 'number' as const,
    title: '公園の数',
    titleEn: '',
    note: '',
    noteEn: '',
    from: { dataset: 'parks', table: 'csv' },
    where: [],
    measure: { of: 'count' as const },
    unit: 'か所',
  };
  const content = { title: 'まちの公園', titleEn: '', lead: '', leadEn: '', panels: [panel] };
  const made = await dashboards.create(clerk.context, { name: 'parks', unit: 'civic-affairs', content });
  const id = made?.id ?? '';
  const move = async (what: string, who: Colleague) => {
    const { revision } = await dashboards.read(head.context, id);
    const body = new URLSearchParams({ seen: String(revision) });
    const path = `/nara-city/staff/dashboards/${id}/${what}`;
    return (await app.request(path, { method: 'POST', headers: who.headers, body })).status;
  };
  const state = async () => (await dashboards.read(head.context, id)).state;
  const draftOf = async () => {
    const draft = await app.kernel.database.transaction(clerk.context.municipality.code, (tx) =>
      app.modules.decision.api.lastAbout(tx, { module: 'dataset', id }),
    );
    return draft?.id ?? '';
  };
  expect(await move('publish', head)).toBe(422);
  expect(await move('ask', clerk)).toBe(303);
  // Neither the head nor anybody else goes past the decision.
  expect(await move('publish', head)).toBe(422);
  expect(await move('sendBack', head)).toBe(422);
  const { draft } = await app.modules.decision.service.reading.open(head.context, await draftOf());
  expect(draft.content.body).toContain('公園の数');
  expect(await answer(await draftOf(), second)).toBe('done');
  expect(await state()).toBe('asked');
  expect((await app.request('/nara-city/data/dashboards/parks')).status).toBe(404);
  expect(await answer(await draftOf(), head)).toBe('done');
  await app.settle();
  expect(await state()).toBe('published');
  expect(await (await app.request('/nara-city/data/dashboards/parks')).text()).toContain('まちの公園');
  expect(await move('withdraw', head)).toBe(303);
  expect(await move('ask', head)).toBe(303);
  expect(await app.modules.decision.service.acting.withdraw(head.context, await draftOf(), '取りやめ')).toBe(
    'done',
  );
  await app.settle();
  expect(await state()).toBe('draft');
});
