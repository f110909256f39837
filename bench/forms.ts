// A process of its own that measures a page of a form with 2,000 fields, filled in up to its last page, and the making
// of a document (typeset and sealed). Beside them stands a bare handler that gives the same bytes. Settings come from
// the environment; prints the results as JSON.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { signInAs } from '#modules/identity/fixtures.js';
import { applyFor, contextAt, fillIn, SAMPLE_ANSWERS, typedPage } from '#modules/procedure/fixtures.js';
import { renderDocument } from '#modules/procedure/service/documents.js';
import { largeProcedure } from './large-procedure.ts';
import { oneByOne, openWhole } from './whole.ts';

const CITY = 'nara-city';
const CERTIFICATE = 'residence-certificate';
const PAGES = 20;
const FIELDS = 100;
const ROUNDS = 40;

const catalog = mkdtempSync(join(tmpdir(), 'yakuba-bench-'));
cpSync(fileURLToPath(new URL('../catalog', import.meta.url)), catalog, { recursive: true });
const pages = Array.from({ length: PAGES }, (_, page) => ({
  id: `p${page}`,
  title: `${page + 1}枚目`,
  fields: Array.from({ length: FIELDS }, (_, place) => ({
    id: `f${page}x${place}`,
    kind: 'text',
    label: `質問${page + 1}-${place + 1}`,
    sensitivity: 'ordinary',
    // Every tenth question hangs on an earlier page.
    ...(page > 0 && place % 10 === 0 ? { show: `f${page - 1}x${place + 1} = "答え"` } : {}),
  })),
}));
// JSON is YAML.
writeFileSync(
  join(catalog, CITY, 'procedures', 'large.yaml'),
  JSON.stringify({ ...largeProcedure('質問が2,000ある手続', pages), version: 1, unit: 'civic-affairs' }),
);
process.env.CATALOG_DIR = catalog;

const { app, kernel, municipality, close } = await openWhole(CITY);
const { services } = app.modules.procedure;
const { actor, headers } = await signInAs(kernel, CITY, 'resident');
const context = contextAt(municipality, actor, kernel.clock.now());
const answers = Object.fromEntries(pages.flatMap(({ fields }) => fields.map(({ id }) => [id, '答え'])));
const draft = await fillIn(services, context, 'large', answers);
const last = `/${CITY}/procedures/large/apply/${draft}/p${PAGES - 1}`;

async function bodyOf(answer: Response, status: number): Promise<string> {
  if (answer.status !== status) throw new Error(`answered ${answer.status} in place of ${status}`);
  return answer.text();
}
const shown = async () => bodyOf(await app.request(last, { headers }), 200);
const refused = async () => {
  const fields = services.catalogue.get(context, 'large').form.pages.at(-1)?.fields ?? [];
  const body = typedPage(fields, { ...answers, [`f${PAGES - 1}x1`]: null });
  return bodyOf(await app.request(last, { method: 'POST', headers, body }), 422);
};

const caseId = await applyFor(services, context, CERTIFICATE, SAMPLE_ANSWERS[CERTIFICATE] ?? {});
const { case: subject } = await services.my.caseOf(context, caseId);
const procedure = services.catalogue.get(context, CERTIFICATE);
const document = () =>
  renderDocument(kernel, context, subject, procedure, {
    number: { fiscalYear: 2026, number: 1 },
    template: undefined,
  });

const page = await shown();
const pdf = (await document()).pdf;
const bare = new Hono()
  .get('/page', (c) => c.html(page))
  .get('/document', () => new Response(Buffer.from(pdf)));
const bareRow = (path: string) =>
  oneByOne(ROUNDS, async () => (await (await bare.request(path)).arrayBuffer()).byteLength);

console.log(
  JSON.stringify([
    {
      name: 'page of a form with 2,000 fields',
      ours: await oneByOne(ROUNDS, async () => (await shown()).length),
      bare: await bareRow('/page'),
    },
    {
      name: 'such a page sent with a mistake',
      ours: await oneByOne(ROUNDS, async () => (await refused()).length),
      bare: await bareRow('/page'),
    },
    {
      name: 'certificate typeset and sealed',
      ours: await oneByOne(ROUNDS, async () => (await document()).pdf.length),
      bare: await bareRow('/document'),
    },
  ]),
);
await close();
rmSync(catalog, { recursive: true });
