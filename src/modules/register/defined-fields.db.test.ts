import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '#kernel/context.js';
import { csvText } from '#kernel/sheets/write-csv.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { contextAt } from '#modules/procedure/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { sentFile } from './fixtures.js';

/* What a field of a register can be when it is defined in the browser, and what the register then does with it. */

const CITY = 'nara-city';
const STAFF = `/${CITY}/staff/registers`;
let app: TestApp;
let clerk: SignedIn;

beforeAll(async () => {
  app = await testApp();
  clerk = await signInAs(app.kernel, CITY, 'clerk');
});
afterAll(() => app.stop());

const services = () => app.modules.register.services;
const context = (who = clerk): Context => {
  const municipality = app.kernel.municipalities.bySlug(CITY);
  if (!municipality) throw new Error(`no municipality ${CITY}`);
  return contextAt(municipality, who.actor, TEST_NOW);
};
const unit = () => services().defining.unitsFor(context())[0]?.id ?? '';
const get = async (path: string, who: SignedIn | null = clerk) =>
  app.request(path, { headers: who?.headers ?? {} });
const page = async (path: string, who?: SignedIn | null) => pageText(await (await get(path, who)).text());
const send = (path: string, values: Record<string, string | string[]>, who = clerk) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(values))
    for (const one of [value].flat()) form.append(name, one);
  return app.request(path, { method: 'POST', headers: who.headers, body: form });
};
const post = (path: string, values: Record<string, string | string[]>, who = clerk) =>
  app.request(path, {
    method: 'POST',
    headers: { ...who.headers, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(
      Object.entries(values).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
    ).toString(),
  });
const draftOf = (id: string) => `${STAFF}/drafts/${id}`;
const seen = async (id: string) => String((await services().defining.open(context(), id)).draft.revision);

const FIELD = { public: 'yes', sensitivity: 'ordinary' };
const CODE = { ...FIELD, label: '番号', id: 'code', kind: 'text', required: 'true', filter: 'true' };
/** Adds a field by its page. */
const field = async (id: string, values: Record<string, string | string[]>) =>
  post(`${draftOf(id)}/fields/new`, { ...FIELD, ...values, seen: await seen(id) });
const added = async (id: string, values: Record<string, string | string[]>) => {
  const response = await field(id, values);
  if (response.status !== 303) throw new Error(pageText(await response.text()));
};
const GENERAL = { public: 'yes', staff: 'everyone', basis: '文書取扱規程' };
async function begun(id: string, general: Record<string, string> = {}): Promise<void> {
  await send(`${STAFF}/new`, { title: `台帳${id}`, id, unit: unit() });
  const values = { ...GENERAL, title: `台帳${id}`, unit: unit(), ...general, seen: await seen(id) };
  expect((await post(`${draftOf(id)}/general`, values)).status).toBe(303);
}
async function used(id: string): Promise<void> {
  expect((await post(`${draftOf(id)}/use`, { seen: await seen(id) })).status).toBe(303);
}

test('addresses, photographs and files are fields: filled in by hand, found, read from files and taken out again', async () => {
  await begun('kinds');
  await added('kinds', { ...CODE, isKey: 'true', isLabel: 'true' });
  await added('kinds', { label: '所在', id: 'address', kind: 'postalAddress', search: 'true' });
  await added('kinds', { label: '写真', id: 'photos', kind: 'photo', maxFiles: '2' });
  await added('kinds', { label: '図面', id: 'drawing', kind: 'file', accept: ['pdf'], maxFiles: '1' });
  for (const [values, words] of [
    [{ kind: 'file', accept: [], maxFiles: '1' }, '受け取るファイルの種類を1つは'],
    [{ kind: 'photo', maxFiles: '21' }, '1から20までの数'],
    [{ kind: 'person', parts: ['phone'] }, 'いつも個人情報です'],
    [{ kind: 'postalAddress', isKey: 'true', required: 'true' }, '行を見分けられません'],
  ] as const) {
    const refused = await field('kinds', { label: '試し', ...(values as Record<string, string>) });
    expect(refused.status).toBe(422);
    expect(pageText(await refused.text())).toContain(words);
  }
  await used('kinds');
  const kept = services().reading.rights.keptAs(context(), 'kinds').register;
  expect(kept.fields.map(({ ask }) => ask)).toMatchObject([
    {},
    { kind: 'postalAddress' },
    { kind: 'photo', maxFiles: 2, camera: 'place' },
    { kind: 'file', accept: ['pdf'] },
  ]);

  const form = await (await get(`${STAFF}/kinds/new`)).text();
  // Enter saves the row; it does not look a postal code up.
  expect(form.indexOf('class="default-button"')).toBeLessThan(form.indexOf('value="address:find"'));
  const address = { 'address.postalCode': '630-8580', 'address.prefecture': '奈良県' };
  const asked = await send(`${STAFF}/kinds/new`, { code: 'A1', ...address, _do: 'address:find' });
  const again = await asked.text();
  expect(asked.status).toBe(200);
  expect(again).toContain('value="A1"');
  const street = { 'address.town': '奈良市二条大路南', 'address.street': '1-1-1' };
  const saved = await send(`${STAFF}/kinds/new`, { code: 'A1', ...address, ...street });
  expect(saved.status).toBe(303);
  expect(await page(`${STAFF}/kinds?q=${encodeURIComponent('二条大路')}`)).toContain('A1');
  const [row] = (await services().reading.list(context(), 'kinds', {})).items;
  expect(await page(`/${CITY}/registers/kinds/${row?.id}`, null)).toContain('奈良県奈良市二条大路南1-1-1');

  const csv = await (await get(`${STAFF}/kinds/export?format=csv`)).text();
  expect(csv).toContain('所在（郵便番号）');
  expect(csv).toContain('630-8580,奈良県,奈良市二条大路南,1-1-1');
  const file = csvText([
    ['番号', '所在（郵便番号）', '所在（都道府県）', '所在（市区町村・町名）', '所在（丁目・番地）'],
    ['A1', '630-8580', '奈良県', '奈良市二条大路南', '1-1-1'],
    ['A2', '6308501', '奈良県', '奈良市登大路町', '30'],
  ]);
  const received = await services().imports.receive(context(), 'kinds', sentFile('a.csv', file));
  if (received.kind !== 'checked') throw new Error(received.fault);
  const { one } = await services().imports.view(context(), received.id);
  expect(one).toMatchObject({ created: 1, same: 1, wrong: 0 });
});
