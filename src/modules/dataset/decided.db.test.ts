import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Colleague, seatIn } from '#modules/decision/fixtures.js';
import { type OwnCatalog, ownCatalog } from '#testing/own-catalog.js';
import { type TestApp, testApp } from '#testing/test-app.js';

// A town whose table of authority asks for a decision on every dataset.
const TABLE = `kinds:
  - id: dataset
    title: データの公開
    required: true
    rules: [{ decidedBy: head, article: 決裁規程 別表第2 6の項 }]
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
