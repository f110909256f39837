import { sql } from 'kysely';
import * as mupdf from 'mupdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantOf } from '#kernel/context.js';
import { readEntries } from '#kernel/journal/journal.js';
import { type Colleague, sampleContent, sampleTerms, seatIn } from '#modules/decision/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';

const CITY = '/nara-city';
const PATH = '/staff/decisions';
let app: TestApp;
let people: Record<'clerk' | 'chief' | 'head' | 'books', Colleague>;

beforeAll(async () => {
  app = await testApp();
  const join = seatIn(app);
  people = {
    clerk: await join('起案 一郎', 'clerk', 'civic-affairs/clerk'),
    chief: await join('係長 二郎', 'clerk', 'civic-affairs/chief'),
    head: await join('課長 三郎', 'section-head', 'civic-affairs/head'),
    books: await join('図書 八子', 'section-head', 'library/head'),
  };
});
afterAll(() => app.stop());

const service = () => app.modules.decision.service;
const get = (path: string, who: Colleague) => app.request(`${CITY}${path}`, { headers: who.headers });
const post = (path: string, fields: Record<string, string>, who: Colleague) =>
  app.request(`${CITY}${path}`, { method: 'POST', body: new URLSearchParams(fields), headers: who.headers });

function twoPages(): Uint8Array {
  const document = new mupdf.PDFDocument();
  for (const text of ['First', 'Second']) {
    const font = document.addSimpleFont(new mupdf.Font('Helvetica'));
    const page = document.addPage(
      [0, 0, 595, 842],
      0,
      { Font: { F1: font } },
      `BT /F1 24 Tf 60 700 Td (${text}) Tj ET`,
    );
    document.insertPage(-1, page);
  }
  return new Uint8Array(document.saveToBuffer('').asUint8Array());
}

/** A draft with a PDF of two pages, on its way. */
async function sentWithPdf(): Promise<{ id: string; file: string; path: string }> {
  const { drafting, reading } = service();
  const { context } = people.clerk;
  const id = await drafting.begin(context, sampleTerms(), sampleContent('案内図の改訂'));
  expect(await drafting.attach(context, id, { name: '案内図.pdf', bytes: twoPages() })).toBeNull();
  expect(await drafting.send(context, id, 1)).toBe('done');
  const { draft } = await reading.open(context, id);
  const file = draft.files[0] ?? '';
  return { id, file, path: `${PATH}/${id}/files/${file}` };
}

const annotationsOf = (pdf: Uint8Array) => {
  const document = mupdf.Document.openDocument(pdf, 'application/pdf').asPDF();
  return Array.from({ length: document?.countPages() ?? 0 }, (_, index) => {
    const page = document?.loadPage(index);
    return page instanceof mupdf.PDFPage
      ? page.getAnnotations().map((one) => [one.getType(), one.getContents()])
      : [];
  });
};

describe('marks on an attached PDF', () => {
  test('are made by those whom the draft concerns, answered, and had as annotations of a copy', async () => {
    const { id, file, path } = await sentWithPdf();
    const draftPage = pageText(await (await get(`${PATH}/${id}`, people.chief)).text());
    expect(draftPage).toContain('「案内図.pdf」に書き込む（0件）');
    const empty = await get(`${path}/pages/2`, people.chief);
    expect(empty.status).toBe(200);
    const html = await empty.text();
    expect(html).toContain('data:image/png;base64,');
    expect(pageText(html)).toContain('2／2ページ');
    // Wrong in both fields: said beside each, and what was typed stays.
    const wrong = await post(`${path}/pages/2`, { place: 'どこか', words: '' }, people.chief);
    expect(wrong.status).toBe(422);
    const again = await wrong.text();
    expect(again).toContain('value="どこか"');
    expect(pageText(again)).toContain('書き込む内容を入力してください');
    const mark = { place: 'B3-D4', words: '駐輪場の位置が違います' };
    expect((await post(`${path}/pages/2`, mark, people.chief)).status).toBe(303);
    const point = { place: '12, 30', words: '縮尺を入れてください' };
    expect((await post(`${path}/pages/1`, point, people.head)).status).toBe(303);
    const reply = { answers: '1', words: '次の版で直します' };
    expect((await post(`${path}/pages/2`, reply, people.clerk)).status).toBe(303);
    expect((await post(`${path}/pages/2`, { answers: '3', words: 'x' }, people.clerk)).status).toBe(404);
    const seen = pageText(await (await get(`${path}/pages/2`, people.head)).text());
    expect(seen).toContain('市民課 係長 係長 二郎');
    expect(seen).toContain('駐輪場の位置が違います');
    expect(seen).toContain('市民課 係員 起案 一郎');
    expect(seen).toContain('次の版で直します');
    expect(seen).toContain('ほかのページの書き込み');
    const copy = await get(`${path}/marked`, people.head);
    expect(copy.headers.get('content-type')).toBe('application/pdf');
    const [first, second] = annotationsOf(new Uint8Array(await copy.arrayBuffer()));
    expect(first?.[0]).toEqual(['Text', '2. 縮尺を入れてください']);
    expect(second?.[0]?.[0]).toBe('Square');
    expect(second?.[0]?.[1]).toMatch(
      /^1\. 駐輪場の位置が違います\n返信：市民課 係員 起案 一郎（.+）次の版で直します$/,
    );
    // The attached file itself has none.
    const original = await get(path, people.head);
    expect(annotationsOf(new Uint8Array(await original.arrayBuffer())).flat()).toEqual([]);
    const entries = await app.kernel.database.transaction(tenantOf(people.clerk.context), (tx) =>
      readEntries(tx, { type: 'decision.marked', subject: `decision/${id}` }, { limit: 10 }),
    );
    expect(entries.entries.map(({ data }) => [data.mark, data.page, data.answers, data.file])).toEqual([
      [3, 2, 1, file],
      [2, 1, null, file],
      [1, 2, null, file],
    ]);
    expect(JSON.stringify(entries.entries)).not.toContain('駐輪場');
    for (const other of [`${path}/pages/1`, `${path}/marked`])
      expect((await get(other, people.books)).status).toBe(404);
    expect((await get(`${path}/pages/3`, people.head)).status).toBe(404);
  });

  test('keep the title of the day, and end with the decision', async () => {
    const { id, path } = await sentWithPdf();
    await post(`${path}/pages/1`, { place: 'A1', words: '一つ目' }, people.head);
    for (const who of [people.chief, people.head]) {
      const { draft, steps } = await service().reading.open(who.context, id);
      const no = steps.find(({ state }) => state === 'open')?.no ?? -1;
      await service().acting.answer(who.context, id, {
        seen: { round: draft.round, no },
        kind: 'approved',
        comment: '',
      });
    }
    const late = await post(`${path}/pages/1`, { place: 'A1', words: '遅い一言' }, people.head);
    expect(late.status).toBe(422);
    const html = await late.text();
    expect(pageText(html)).toContain('一つ目');
    const page = pageText(await (await get(`${path}/pages/1`, people.head)).text());
    expect(page).toContain('市民課 課長 課長 三郎');
    expect(page).not.toContain('遅い一言');
  });
});

describe('an attachment that is not what was attached', () => {
  const spoil = (file: string) =>
    sql`UPDATE file SET content = content || '\\x00'::bytea WHERE id = ${file}`.execute(
      app.kernel.database.owner,
    );

  test('is not opened, not marked, not agreed to, and named by verify; what was typed stays, and a new file heals it', async () => {
    const { id, file, path } = await sentWithPdf();
    const verify = () => app.modules.decision.verify?.(tenantOf(people.clerk.context));
    expect((await verify())?.faults).toEqual([]);
    await spoil(file);
    expect((await verify())?.faults).toEqual([
      `decision/${id}: the attachment ${file} is not what was attached`,
    ]);
    for (const address of [path, `${path}/pages/1`, `${path}/marked`]) {
      const answer = await get(address, people.chief);
      expect(answer.headers.get('location')).toBe(`${CITY}${PATH}/${id}`);
    }
    const marked = await post(`${path}/pages/1`, { place: 'A1', words: 'x' }, people.chief);
    expect(marked.headers.get('location')).toBe(`${CITY}${PATH}/${id}`);
    const page = pageText(await (await get(`${PATH}/${id}`, people.chief)).text());
    expect(page).toContain('添付ファイルが、添付したときの内容と一致しません');
    const refused = await post(
      `${PATH}/${id}/approve`,
      { round: '1', no: '0', comment: 'よいと思います' },
      people.chief,
    );
    expect(refused.status).toBe(422);
    const html = await refused.text();
    expect(html).toContain('よいと思います');
    expect(pageText(html)).toContain('承認・決裁していません');
    expect(
      await service().acting.approveMany(people.chief.context, [{ draft: id, round: 1, no: 0 }]),
    ).toEqual({
      done: 0,
      moved: 0,
      spoiled: 1,
    });
    const back = { round: '1', no: '0', to: '', reason: '添付が壊れています' };
    expect((await post(`${PATH}/${id}/send-back`, back, people.chief)).status).toBe(303);
    const { drafting, reading } = service();
    expect(await drafting.send(people.clerk.context, id, 1)).toBe('spoiled');
    await drafting.detach(people.clerk.context, id, file);
    await drafting.attach(people.clerk.context, id, { name: '案内図.pdf', bytes: twoPages() });
    expect(await drafting.send(people.clerk.context, id, 1)).toBe('done');
    expect((await reading.open(people.chief.context, id)).may.has('approve')).toBe(true);
    const entries = await app.kernel.database.transaction(tenantOf(people.clerk.context), (tx) =>
      readEntries(tx, { type: 'decision.approved', subject: `decision/${id}` }, { limit: 10 }),
    );
    expect(entries.entries).toEqual([]);
  });

  test('is said to be lost when nothing of it is left, or its digest was replaced with it', async () => {
    const lost = await sentWithPdf();
    await sql`DELETE FROM file WHERE id = ${lost.file}`.execute(app.kernel.database.owner);
    const page = pageText(await (await get(`${PATH}/${lost.id}`, people.chief)).text());
    expect(page).toContain('名前の分からないファイル（失われています）');
    const swapped = await sentWithPdf();
    await spoil(swapped.file);
    await sql`UPDATE file SET content_hash = sha256(content) WHERE id = ${swapped.file}`.execute(
      app.kernel.database.owner,
    );
    const faults = (await app.modules.decision.verify?.(tenantOf(people.clerk.context)))?.faults;
    expect(faults).toContain(`decision/${lost.id}: the attachment ${lost.file} is missing`);
    expect(faults).toContain(
      `decision/${swapped.id}: the attachment ${swapped.file}: its digest is not what was journalled`,
    );
  });
});
