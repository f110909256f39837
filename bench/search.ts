// A process of its own that measures searching a catalogue of a hundred list pages (3,000 procedures): by a word, by
// how it is read, by a sentence, within an occasion. Beside it stands a bare handler that gives the same bytes.
// Settings come from the environment; prints the result as JSON.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { signInAs } from '#modules/identity/fixtures.js';
import { readCommonProcedures } from '#modules/procedure/catalog.js';
import { oneByOne, openWhole } from './whole.ts';

const CITY = 'nara-city';
const PROCEDURES = 3_000;
const ROUNDS = 60;
const SEARCHES = [
  'q=住民票',
  'q=ひっこし',
  'q=引っ越したので水道を使いたい',
  'q=子ども&event=childcare',
  'q=存在しない手続',
  'unit=waterworks',
];

const shipped = fileURLToPath(new URL('../catalog', import.meta.url));
const catalog = mkdtempSync(join(tmpdir(), 'yakuba-bench-'));
cpSync(shipped, catalog, { recursive: true });
const common = [...(await readCommonProcedures(shipped)).values()].map(({ parsed }) => parsed.value);
const form = {
  purpose: '測定',
  pages: [{ id: 'one', fields: [{ id: 'what', kind: 'text', label: '用件', sensitivity: 'ordinary' }] }],
};
// As many as there are pages to fill, with the words of the shipped ones: a search has as much to read in each.
for (let index = 0; index < PROCEDURES; index += 1) {
  const like = common[index % common.length];
  if (!like) throw new Error('the catalogue has procedures');
  const { title, summary, keywords, lifeEvents, audience, eligibility, declaration, retention } = like;
  const copy = {
    ...{ id: `copy-${index}`, version: 1, title, summary, keywords, lifeEvents, audience, eligibility },
    ...{
      unit: 'civic-affairs',
      assuranceLevel: 'low',
      standardProcessingDays: 1,
      form,
      declaration,
      retention,
    },
    ways: [{ channel: 'online', text: 'このページから' }],
    output: { kind: 'none' },
  };
  // JSON is YAML.
  writeFileSync(join(catalog, CITY, 'procedures', `copy-${index}.yaml`), JSON.stringify(copy));
}
process.env.CATALOG_DIR = catalog;

const { app, kernel, close } = await openWhole(CITY);
// Whoever is signed in gets each page made anew.
const { headers } = await signInAs(kernel, CITY, 'resident');
const found = async (index: number): Promise<string> => {
  const query = SEARCHES[index % SEARCHES.length] ?? '';
  const answer = await app.request(`/${CITY}/procedures?${new URLSearchParams(query)}`, { headers });
  if (answer.status !== 200) throw new Error(`${query} answered ${answer.status}`);
  return answer.text();
};
const page = await found(0);
const bare = new Hono().get('/', (c) => c.html(page));

console.log(
  JSON.stringify([
    {
      name: `catalogue search, ${PROCEDURES.toLocaleString('en')} procedures`,
      ours: await oneByOne(ROUNDS, async (index) => (await found(index)).length),
      bare: await oneByOne(ROUNDS, async () => (await (await bare.request('/')).arrayBuffer()).byteLength),
    },
  ]),
);
await close();
rmSync(catalog, { recursive: true });
