import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantOf } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { BrokenDefinitions } from '#kernel/definitions/read.js';
import { catchUp } from '#kernel/journal/subscriptions.js';
import { ownCatalog } from '#testing/own-catalog.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { PUT_UP_ENTRIES } from './api.js';
import { readAuthority } from './definition.js';
import { type Colleague, sampleContent, seatIn } from './fixtures.js';

// What other modules put up, and how they get to know what became of it.
const KINDS = [
  ['case-result', null],
  ['definition', null],
  ['notice', null],
  ['payment', 480_000],
  ['contract', 480_000],
] as const;

let app: TestApp;
let clerk: Colleague;
let chief: Colleague;
let head: Colleague;

beforeAll(async () => {
  app = await testApp();
  const join = seatIn(app);
  clerk = await join('起案 一郎', 'clerk', 'civic-affairs/clerk');
  chief = await join('係長 二郎', 'clerk', 'civic-affairs/chief');
  head = await join('課長 三郎', 'section-head', 'civic-affairs/head');
});
afterAll(() => app.stop());

const inTx = <Result>(work: (tx: Tx) => Promise<Result>) =>
  app.kernel.database.transaction(tenantOf(clerk.context), work);
const service = () => app.modules.decision.service;
const putUp = (kind: string, id: string, amount: number | null) => {
  const context = { ...clerk.context, mayJournal: new Set<string>(PUT_UP_ENTRIES) };
  return inTx((tx) =>
    app.modules.decision.api.putUp(tx, context, {
      kind,
      subject: { module: `test-${kind}`, id },
      unit: 'civic-affairs',
      drafter: clerk.id,
      amount,
      content: { ...sampleContent(`${kind}の伺い`), budget: amount === null ? '' : '2款1項7目' },
    }),
  );
};
const openStep = async (id: string) => {
  const { draft, steps } = await service().reading.open(clerk.context, id);
  return { round: draft.round, no: steps.find(({ state }) => state === 'open')?.no ?? -1 };
};

describe.each(KINDS)('what is put up as %s', (kind, amount) => {
  /** What the module that put it up is told, by following the journal as every module does. */
  const toldOf = async (): Promise<unknown[]> => {
    const told: unknown[] = [];
    const municipality = app.kernel.municipalities.bySlug('nara-city');
    if (!municipality) throw new Error('no municipality');
    await catchUp(app.kernel, municipality, {
      name: `test.${kind}`,
      types: ['decision.decided', 'decision.withdrawn'],
      handle: async (_tx, _context, { type, data }) => {
        if (data.module === `test-${kind}`) told.push([type, data.subject, data.kind]);
      },
    });
    return told;
  };

  test('goes the route of the table; its module is told when it is decided and when it is refused', async () => {
    const [yes, no] = [await putUp(kind, 'yes', amount), await putUp(kind, 'no', amount)];
    for (const who of [chief, head]) {
      const seen = await openStep(yes);
      expect(await service().acting.answer(who.context, yes, { seen, kind: 'approved', comment: '' })).toBe(
        'done',
      );
    }
    const back = { seen: await openStep(no), to: null, reason: '認められません' };
    expect(await service().acting.sendBack(chief.context, no, back)).toBe('done');
    expect(await service().acting.withdraw(clerk.context, no, '差し戻されたため')).toBe('done');
    expect(await toldOf()).toEqual([
      ['decision.decided', 'yes', kind],
      ['decision.withdrawn', 'no', kind],
    ]);
    const { draft } = await service().reading.open(clerk.context, yes);
    expect([draft.state, draft.amount]).toEqual(['decided', amount]);
    expect(draft.article).toContain('決裁規程');
  });
});

const putUpByModules = () => app.modules.all.flatMap(({ putsUp }) => putsUp ?? []);

test('a table that requires a decision which no module asks for is refused, with its line', async () => {
  const catalog = await ownCatalog({
    'nara-city/decision/authority.yaml': `kinds:
  - id: contract
    title: 契約
    required: true
    money: true
    rules: [{ amount: { from: 0 }, decidedBy: head, article: a }]
`,
  });
  const refused = await testApp({ settings: { CATALOG_DIR: catalog.folder } }).then(
    (started) => started.stop().then(() => 'started'),
    (error: unknown) => (error instanceof BrokenDefinitions ? error.message : String(error)),
  );
  await catalog.remove();
  expect(refused).toContain('nara-city/decision/authority.yaml:4');
  expect(refused).toContain('"contract" is required');
  expect(refused).toContain(
    'expected required: false, or one of case-result, dashboard, dataset, definition',
  );
});

test('a module that asks for decisions of a kind names it in its registration', () => {
  const { isRequired } = app.modules.decision.api;
  expect(isRequired(clerk.context, 'definition')).toBe(false);
  expect(() => isRequired(clerk.context, 'contract')).toThrow(/declares it/);
});

test('in every town money is decided by its amount: limits that follow each other from 0 up', async () => {
  for (const municipality of app.kernel.municipalities.all) {
    const posts = app.modules.organization.api.posts({ ...clerk.context, municipality }).map(({ id }) => id);
    const kinds = await readAuthority(app.kernel.catalogRoot, municipality, {
      posts,
      putUp: putUpByModules(),
    });
    for (const id of ['payment', 'contract', 'refund']) {
      const kind = kinds.get(id);
      expect([municipality.slug, id, kind?.money]).toEqual([municipality.slug, id, true]);
      expect(kind?.rules.length).toBeGreaterThan(1);
      expect(kind?.rules.every(({ amount }) => amount !== undefined)).toBe(true);
    }
  }
});

test.each([
  ['{ decidedBy: head, article: a }'],
  ['{ amount: { below: 10 }, decidedBy: head, article: a }'],
  [
    '{ amount: { below: 10 }, decidedBy: head, article: a }, { amount: { from: 20 }, decidedBy: head, article: a }',
  ],
  ['{ amount: { from: 1 }, decidedBy: head, article: a }'],
])('a table with money and these limits is refused: %s', async (rules) => {
  const catalog = await ownCatalog({
    'nara-city/decision/authority.yaml': `kinds: [{ id: payment, title: 支出, money: true, rules: [${rules}] }]\n`,
  });
  const municipality = app.kernel.municipalities.bySlug('nara-city');
  if (!municipality) throw new Error('no municipality');
  try {
    await expect(readAuthority(catalog.folder, municipality, { posts: ['head'], putUp: [] })).rejects.toThrow(
      BrokenDefinitions,
    );
    const faults = await readAuthority(catalog.folder, municipality, {
      posts: ['head', 'mayor'],
      putUp: [],
    }).catch(String);
    expect(faults).toMatch(/limits/);
  } finally {
    await catalog.remove();
  }
});
