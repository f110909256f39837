// A process of its own that measures saving a definition of 200 questions in the editor: one question is changed, and
// the page that comes after it has every cross-check of the whole. Beside it stands a bare handler that gives the same
// bytes. Settings come from the environment; prints the results as JSON.
import { Hono } from 'hono';
import { signInAs } from '#modules/identity/fixtures.js';
import { largeProcedure } from './large-procedure.ts';
import { oneByOne, openWhole } from './whole.ts';

const CITY = 'nara-city';
const PAGES = 10;
const FIELDS = 20;
const ROUNDS = 30;

const pages = Array.from({ length: PAGES }, (_, page) => ({
  id: `p${page}`,
  title: `${page + 1}枚目`,
  fields: Array.from({ length: FIELDS }, (_, place) => ({
    id: `f${page}x${place}`,
    kind: place % 4 === 0 ? 'choice' : place % 4 === 1 ? 'number' : place % 4 === 2 ? 'date' : 'text',
    label: { ja: `質問${page + 1}-${place + 1}`, en: `Question ${page + 1}-${place + 1}` },
    ...(place % 4 === 0 && {
      options: [
        { value: 'a', label: 'はじめの答え' },
        { value: 'b', label: '次の答え' },
      ],
    }),
    sensitivity: 'ordinary',
    // Every other question hangs on an earlier one.
    ...(page > 0 && place % 2 === 0 ? { show: `f${page - 1}x0 = "a" and f${page - 1}x1 > ${place}` } : {}),
  })),
  checks: [{ require: `f${page}x1 < 1000`, message: '999までの数を入力してください', field: `f${page}x1` }],
}));

const { app, kernel, municipality, close } = await openWhole(CITY);
const { actor, headers } = await signInAs(kernel, CITY, {
  name: '担当者',
  grants: [{ role: 'clerk', unit: 'civic-affairs' }],
});
const { service } = app.modules.authoring;
const context = { municipality, actor, purpose: null, clock: kernel.clock, mayJournal: null };
await service.begin(context, {
  kind: 'file',
  unit: 'civic-affairs',
  document: largeProcedure('質問が200ある手続', pages) as Extract<
    Parameters<typeof service.begin>[1],
    { kind: 'file' }
  >['document'],
});

const home = `/${CITY}/staff/authoring/large`;
let seen = 1;
async function save(): Promise<string> {
  const body = new URLSearchParams({
    seen: String(seen),
    label: `質問の文を変える ${seen}`,
    help: '',
    sensitivity: 'ordinary',
    maxLength: '100',
    width: 'full',
    id: 'f9x19',
    page: 'p9',
  });
  const saved = await app.request(`${home}/edit/field?of=f9x19`, { method: 'POST', headers, body });
  if (saved.status !== 303) throw new Error(`answered ${saved.status}: ${await saved.text()}`);
  seen += 1;
  const shown = await app.request(home, { headers });
  const page = await shown.text();
  if (shown.status !== 200 || !page.includes(`質問の文を変える ${seen - 1}`))
    throw new Error(`the change is not shown (${shown.status})`);
  return page;
}

const page = await save();
const bare = new Hono().get('/', (c) => c.html(page));
console.log(
  JSON.stringify([
    {
      name: 'saving a definition of 200 questions with all cross-checks',
      ours: await oneByOne(ROUNDS, async () => (await save()).length),
      bare: await oneByOne(ROUNDS, async () => (await (await bare.request('/')).arrayBuffer()).byteLength),
    },
  ]),
);
await close();
