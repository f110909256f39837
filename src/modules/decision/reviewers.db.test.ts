import { afterAll, beforeAll, expect, test } from 'vitest';
import { tenantOf } from '#kernel/context.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { type Colleague, seatIn } from './fixtures.js';

const CITY = '/nara-city';
const PATH = `${CITY}/staff/decisions`;
let app: TestApp;
let clerk: Colleague;
let chief: Colleague;
let head: Colleague;
let books: Colleague;
let money: Colleague;

beforeAll(async () => {
  app = await testApp();
  const join = seatIn(app);
  clerk = await join('起案 一郎', 'clerk', 'civic-affairs/clerk');
  chief = await join('係長 二郎', 'clerk', 'civic-affairs/chief');
  head = await join('課長 三郎', 'section-head', 'civic-affairs/head');
  books = await join('図書 八子', 'section-head', 'library/head');
  money = await join('情報 六子', 'section-head', 'information-policy/chief');
});
afterAll(() => app.stop());

const page = async (path: string, who: Colleague, status = 200) => {
  const answer = await app.request(path, { headers: who.headers });
  expect(answer.status).toBe(status);
  return answer.text();
};
const post = (path: string, fields: [string, string][], who: Colleague = clerk) =>
  app.request(path, { method: 'POST', body: new URLSearchParams(fields), headers: who.headers });
const draft = (...reviewers: string[]): [string, string][] => [
  ['kind', 'general'],
  ['unit', 'civic-affairs'],
  ['title', '窓口の開庁時間の延長について'],
  ['body', '延長してよろしいか伺います。'],
  ['mode', 'all'],
  ...reviewers.map((seat): [string, string] => ['review', seat]),
];
const open = (id: string) => app.modules.decision.service.reading.open(clerk.context, id);
const routeOf = async (id: string) =>
  (await open(id)).steps.map(({ kind, words, state }) => `${kind} ${words.unit} ${words.title} ${state}`);
async function begun(...reviewers: string[]): Promise<string> {
  const answer = await post(`${PATH}/new`, draft(...reviewers));
  expect(answer.status).toBe(303);
  return /decisions\/([0-9a-f-]+)\/edit/.exec(answer.headers.get('location') ?? '')?.[1] ?? '';
}
async function sent(...reviewers: string[]): Promise<string> {
  const id = await begun(...reviewers);
  const fields: [string, string][] = [...draft(...reviewers), ['revision', '1'], ['next', 'send']];
  expect((await post(`${PATH}/${id}/edit`, fields)).status).toBe(303);
  return id;
}
const approve = async (id: string, who: Colleague) => {
  const { draft: at, steps } = await open(id);
  const no = steps.find(({ state }) => state === 'open')?.no ?? -1;
  return app.modules.decision.service.acting.answer(who.context, id, {
    seen: { round: at.round, no },
    kind: 'approved',
    comment: '',
  });
};
const add = async (id: string, seat: string, who: Colleague = clerk) =>
  post(
    `${PATH}/${id}/add-reviewer`,
    [
      ['round', String((await open(id)).draft.round)],
      ['seat', seat],
    ],
    who,
  );
const faults = async () => (await app.modules.decision.verify?.(tenantOf(clerk.context)))?.faults;

test('the form takes reviewers one after the other, up to what the table allows, and shows the route', async () => {
  const id = await begun('library/head', 'information-policy/chief', 'library/head', 'nowhere/head');
  const html = await page(`${PATH}/${id}/edit`, clerk);
  const shown = pageText(html);
  for (const words of ['順に審査する職（3人目）', '情報政策課 係長', '［起案者が追加］'])
    expect(shown).toContain(words);
  expect(shown).not.toContain('順に審査する職（4人目）');
  // The drafter does not review the own draft.
  expect(html).not.toContain('value="civic-affairs/clerk"');
  const many = ['library/head', 'information-policy/chief', 'civic-affairs/chief', 'civic-affairs/head'];
  const tooMany = await post(`${PATH}/new`, draft(...many));
  expect(tooMany.status).toBe(422);
  expect(pageText(await tooMany.text())).toContain('加えられる人数を超えています');
});

test('they are asked in their turn, and the seats of the table stay', async () => {
  const id = await sent('library/head', 'information-policy/chief', 'civic-affairs/chief');
  expect(await routeOf(id)).toEqual([
    'review 市民課 係長 open',
    'review 情報政策課 係長 waiting',
    'review 中央図書館 課長 waiting',
    'decision 市民課 課長 waiting',
  ]);
  expect(await approve(id, books)).toBe('moved');
  for (const who of [chief, money, books, head]) expect(await approve(id, who)).toBe('done');
  expect((await open(id)).draft.state).toBe('decided');
  // After the decision nobody is added any more.
  const late = await add(id, 'library/head');
  expect(late.status).toBe(422);
  expect(pageText(await late.text())).not.toContain('審査する職を加える');
});

test('one more is added on the way, before the decision; what was agreed to stays, and verify knows of it', async () => {
  const id = await sent();
  expect(await approve(id, chief)).toBe('done');
  expect(pageText(await page(`${PATH}/${id}`, clerk))).toContain('審査する職を加える');
  const wrong = await add(id, 'civic-affairs/head');
  expect(wrong.status).toBe(422);
  expect(pageText(await wrong.text())).toContain('経路にまだない職を選んでください');
  expect((await add(id, 'library/head')).status).toBe(303);
  expect(await routeOf(id)).toEqual([
    'review 市民課 係長 approved',
    'review 中央図書館 課長 open',
    'decision 市民課 課長 waiting',
  ]);
  // Only the drafter adds, and an old page is told that it is old.
  expect(pageText(await (await add(id, 'information-policy/chief', head)).text())).toContain(
    'ほかの人が先に処理しました',
  );
  const old = await post(`${PATH}/${id}/add-reviewer`, [
    ['round', '1'],
    ['seat', 'information-policy/chief'],
  ]);
  expect(pageText(await old.text())).toContain('ほかの人が先に処理しました');
  expect(await faults()).toEqual([]);
  for (const who of [books, head]) expect(await approve(id, who)).toBe('done');
  expect((await open(id)).draft.state).toBe('decided');
  expect(await faults()).toEqual([]);
});

test('who is away and opens a draft reads that it went to the stand-in, by name', async () => {
  const id = await sent();
  expect(await approve(id, chief)).toBe('done');
  expect(pageText(await page(`${PATH}/${id}`, head))).toContain('あなたの番です');
  const absence: [string, string][] = [
    ['staff', head.id],
    ['from', '2026-11-20'],
    ['to', '2026-11-21'],
    ['reason', 'trip'],
  ];
  expect((await post(`${CITY}/staff/absences`, absence, head)).status).toBe(303);
  const shown = pageText(await page(`${PATH}/${id}`, head));
  expect(shown).toContain('あなたは不在として登録されています：市民課 課長');
  expect(shown).toContain('不在期間のため、係長 二郎（代決）に回っています');
  expect(shown).not.toContain('あなたの番です');
  expect(pageText(await page(`${PATH}/${id}`, clerk))).not.toContain('不在として登録');
});
