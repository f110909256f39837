import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Clock } from '#kernel/clock.js';
import { readEntries } from '#kernel/journal/journal.js';
import { sealNext } from '#kernel/journal/seal.js';
import { openZip } from '#kernel/sheets/zip.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { contextAt } from '#modules/procedure/fixtures.js';
import { type OwnCatalog, ownCatalog } from '#testing/own-catalog.js';
import { pageText } from '#testing/page-text.js';
import { pdfText, popplerMissing } from '#testing/read-pdf.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { registerAs, waitingOf } from './fixtures.js';

const CITY = 'nara-city';
const RECORDS = `/${CITY}/staff/records`;
let now = Temporal.Instant.from(TEST_NOW);
const clock: Clock = { now: () => now };
let app: TestApp;
let clerk: SignedIn;
let head: SignedIn;

// A town in which a second person confirms a disposal, without a draft; with one: disposal-decided.db.test.ts.
const TABLE = `kinds:
  - id: disposal
    title: 文書の廃棄
    rules: [{ decidedBy: head, article: 決裁規程 別表 }]
`;
let catalog: OwnCatalog;
let keys: string;

beforeAll(async () => {
  catalog = await ownCatalog({ 'nara-city/decision/authority.yaml': TABLE });
  keys = join(catalog.folder, 'keys');
  app = await testApp({ clock, settings: { CATALOG_DIR: catalog.folder, KEYS_DIR: keys } });
  await signIn();
});
afterAll(async () => {
  await app.stop();
  await catalog.remove();
});

async function signIn(): Promise<void> {
  clerk = await signInAs(app.kernel, CITY, 'clerk');
  head = await signInAs(app.kernel, CITY, 'section-head');
}
/** Sessions are over after some hours. */
async function itIs(instant: string): Promise<void> {
  now = Temporal.Instant.from(instant);
  await signIn();
}
const municipality = () => {
  const found = app.kernel.municipalities.bySlug(CITY);
  if (!found) throw new Error(`no municipality ${CITY}`);
  return found;
};
const as = (who: SignedIn) => contextAt(municipality(), who.actor, now);
const services = () => app.modules.records.services;
const get = (path: string, who = clerk) => app.request(path, { headers: who.headers });
const post = (path: string, body: Record<string, string> | URLSearchParams, who = clerk) =>
  app.request(path, { method: 'POST', headers: who.headers, body: new URLSearchParams(body) });
const textOf = async (response: Response, status = 200): Promise<string> => {
  expect(response.status).toBe(status);
  return pageText(await response.text());
};
const placeOf = (response: Response): string => {
  expect(response.status).toBe(303);
  return new URL(response.headers.get('location') ?? '', 'http://localhost').pathname;
};
const entriesOf = (subject: string) =>
  app.kernel.database.transaction(municipality().code, (tx) => readEntries(tx, { subject }, { limit: 100 }));
const documentOf = async (id: string, who = clerk) => (await services().desk.open(as(who), id)).document;
const path = (id: string) => `${RECORDS}/documents/${id}`;
const revision = async (id: string) => ({ revision: String((await documentOf(id)).revision) });

/** A document with a text file, finished and in its binder. */
async function bound(
  changes: Parameters<typeof registerAs>[3] = {},
  text = '本文',
): Promise<{ id: string; binder: string }> {
  const context = as(clerk);
  const holder = waitingOf(context);
  const bytes = new TextEncoder().encode(text);
  const rules = { contents: ['text' as const], maxBytes: 10_000 };
  const received = await app.kernel.files.receive(context, { name: '本文.txt', bytes }, rules, holder);
  if (!received.ok) throw new Error(received.problem);
  const files = { from: holder, ids: [received.stored.file] };
  const { id } = await registerAs(app.modules.records.api, app.kernel, context, { files, ...changes });
  await services().indexing.read(context, id);
  await post(`${path(id)}/complete`, await revision(id));
  await post(`${path(id)}/bind`, { ...(await revision(id)), binder: '' });
  const { binderId } = await documentOf(id);
  if (binderId === null) throw new Error('it is in its binder');
  return { id, binder: binderId };
}
const propose = (kind: string, binders: readonly string[], reason = '保存期間の満了', who = clerk) =>
  post(
    `${RECORDS}/disposals`,
    new URLSearchParams([['kind', kind], ['reason', reason], ...binders.map((id) => ['binders', id])]),
    who,
  );

describe('the life of a document', () => {
  test('is finished, bound by year and class, and cannot be changed any more', async () => {
    const { id, binder } = await bound({ subject: '終わった照会' });
    const page = await textOf(await get(path(id)));
    for (const words of ['編てつ済み', '軽易な照会・回答・通知', '第1版']) expect(page).toContain(words);
    const inside = await textOf(await get(`${RECORDS}/binders/${binder}`));
    for (const words of ['終わった照会', '2026年度', '1年', '2028年3月31日']) expect(inside).toContain(words);
    const { revision: now_ } = await revision(id);
    await post(`${path(id)}/complete`, { revision: now_ });
    const form = new FormData();
    form.append('revision', now_);
    form.append('files.upload', new File(['別の本文'], 'b.txt', { type: 'text/plain' }));
    await app.request(`${path(id)}/versions`, { method: 'POST', headers: clerk.headers, body: form });
    const { versions } = await services().desk.open(as(clerk), id);
    expect(versions).toHaveLength(1);
    expect((await documentOf(id)).state).toBe('bound');
  });

  test('a second document of the same class and year goes into the same binder when it is chosen, one of another class cannot', async () => {
    const { binder } = await bound();
    const { id } = await registerAs(app.modules.records.api, app.kernel, as(clerk));
    await post(`${path(id)}/complete`, await revision(id));
    await post(`${path(id)}/bind`, { ...(await revision(id)), binder });
    expect((await documentOf(id)).binderId).toBe(binder);
    const other = await registerAs(app.modules.records.api, app.kernel, as(clerk), {
      classification: 'c1-01',
    });
    await post(`${path(other.id)}/complete`, await revision(other.id));
    await post(`${path(other.id)}/bind`, { ...(await revision(other.id)), binder });
    expect((await documentOf(other.id)).binderId).toBeNull();
  });

  test('versions are added until it is finished; who comes second is told', async () => {
    const { id } = await registerAs(app.modules.records.api, app.kernel, as(clerk), {
      subject: '版の重なる文書',
    });
    const add = (text: string, shown: string) => {
      const form = new FormData();
      form.append('revision', shown);
      if (text !== '') form.append('files.upload', new File([text], 'a.txt', { type: 'text/plain' }));
      return app.request(`${path(id)}/versions`, { method: 'POST', headers: clerk.headers, body: form });
    };
    expect(await textOf(await add('', '1'), 422)).toContain('文書のファイル');
    await add('初めの案', '1');
    await add('遅れた案', '1');
    await add('次の案', '2');
    const { versions } = await services().desk.open(as(clerk), id);
    expect(versions.map(({ version }) => version)).toEqual([2, 1]);
    const list = (text: string) => services().desk.list(as(clerk), { text });
    expect((await list('次の案')).items).toHaveLength(1);
    expect((await list('遅れた案')).items).toHaveLength(0);
  });

  test('is handed over to another section: the one that gave it away does not find it any more', async () => {
    const { id } = await registerAs(app.modules.records.api, app.kernel, as(clerk), {
      subject: '所管替えの文書',
    });
    const hand = async (input: Record<string, string>) =>
      post(`${path(id)}/hand-over`, { ...(await revision(id)), handOverReason: '所管替え', ...input });
    expect(await textOf(await hand({ unit: 'nowhere' }), 422)).toContain('課を選んで');
    expect(await textOf(await hand({ unit: 'library', handOverReason: '' }), 422)).toContain('理由を入力');
    // Nobody works there: that is told before it is done, and what was typed stays.
    const warned = await textOf(await hand({ unit: 'library' }), 422);
    expect(warned).toContain('見られる職員がまだいません');
    expect(warned).toContain('所管替え');
    expect(await textOf(await hand({ unit: 'library', sure: 'crime' }), 422)).toContain('まだいません');
    expect((await get(path(id))).status).toBe(200);
    expect(placeOf(await hand({ unit: 'library', sure: 'library' }))).toBe(`${RECORDS}/hand-overs`);
    expect((await get(path(id))).status).toBe(404);
    // The giver keeps the receipt; another section has none.
    const receipts = await textOf(await get(`${RECORDS}/hand-overs`));
    for (const words of ['所管替えの文書', '所管替え', '図書館']) expect(receipts).toContain(words);
    const librarian = await signInAs(app.kernel, CITY, {
      name: '図書 一郎',
      grants: [{ role: 'clerk', unit: 'library' }],
    });
    expect(await textOf(await get(path(id), librarian))).toContain('所管替えの文書');
    expect(await textOf(await get(`${RECORDS}/hand-overs`, librarian))).not.toContain('所管替えの文書');
  });

  test('a secret document goes to no section in which nobody may see it, and its receipt shows no more than it did', async () => {
    const { id } = await registerAs(app.modules.records.api, app.kernel, as(head), {
      subject: '極秘の所管替え',
      grade: 'topSecret',
    });
    const { document } = await services().desk.open(as(head), id);
    const hand = () =>
      post(
        `${path(id)}/hand-over`,
        { revision: String(document.revision), unit: 'library', handOverReason: '移す', sure: 'library' },
        head,
      );
    expect(await textOf(await hand(), 422)).toContain('だれも見られなくなるため');
    expect((await get(path(id), head)).status).toBe(200);
    await signInAs(app.kernel, CITY, {
      name: '図書 館長',
      grants: [{ role: 'section-head', unit: 'library' }],
    });
    expect(placeOf(await hand())).toBe(`${RECORDS}/hand-overs`);
    expect(await textOf(await get(`${RECORDS}/hand-overs`, head))).toContain('極秘の所管替え');
    expect(await textOf(await get(`${RECORDS}/hand-overs`))).not.toContain('極秘の所管替え');
  });
});

describe('the end of retention', () => {
  test('comes on the last day of the fiscal year that the rule says, not before, and later when it is extended', async () => {
    await itIs('2027-03-31T12:00:00+09:00');
    const { binder } = await bound({ subject: '年度末の文書' });
    const over = async () => (await services().disposals.overview(as(clerk))).over.map(({ id }) => id);
    await itIs('2028-03-31T23:59:00+09:00');
    expect(await over()).not.toContain(binder);
    await itIs('2028-04-01T00:00:00+09:00');
    expect(await over()).toContain(binder);
    const { binder: opened } = await services().binders.open(as(clerk), binder);
    const extend = (until: string, extendReason: string) =>
      post(`${RECORDS}/binders/${binder}/extend`, { revision: String(opened.revision), until, extendReason });
    expect(await textOf(await extend('2028-03-31', '係争中'), 422)).toContain('後の日を入力');
    expect(await textOf(await extend('2029-03-31', ' '), 422)).toContain('理由を入力');
    await extend('2029-03-31', '係争中のため');
    expect(await over()).not.toContain(binder);
    expect(await textOf(await get(`${RECORDS}/binders/${binder}`))).toContain('係争中のため');
    await itIs('2029-04-01T00:00:00+09:00');
    expect(await over()).toContain(binder);
  });

  test.skipIf(popplerMissing)(
    'is destruction, proposed by one and confirmed by another: the contents are gone, register and certificate stay',
    async () => {
      await itIs('2026-11-20T10:00:00+09:00');
      const secret = await signInAs(app.kernel, CITY, 'section-head');
      const { id, binder } = await bound({ subject: '廃棄される文書' }, '消えるはずの本文');
      const hidden = await registerAs(app.modules.records.api, app.kernel, as(secret), {
        subject: '隠れた件名',
        grade: 'secret',
      });
      await services().desk.complete(as(secret), hidden.id, 1);
      await services().binders.bind(as(secret), hidden.id, 2, binder);
      expect(await textOf(await propose('destroy', [binder]), 422)).toContain('満了していない');
      await itIs('2028-05-01T10:00:00+09:00');
      expect(await textOf(await propose('', [binder], ''), 422)).toContain('理由を入力');
      const place = placeOf(await propose('destroy', [binder], '保存期間が満了したため', head));
      const decide = (who: SignedIn, decision = 'approve') => post(place, { decision }, who);
      expect((await decide(clerk)).status).toBe(403);
      await decide(head);
      expect((await documentOf(id)).state).toBe('bound');
      const second = await signInAs(app.kernel, CITY, {
        name: '部長 三郎',
        grants: [{ role: 'section-head', unit: 'civic' }],
      });
      await decide(second);
      const page = await textOf(await get(path(id)));
      for (const words of ['廃棄される文書', '廃棄済み', '内容は残っていません'])
        expect(page).toContain(words);
      const { owner } = app.kernel.database;
      const { rows } = await sql<{ files: number; contents: number; texts: number }>`SELECT
        (SELECT count(*)::int FROM file WHERE holder = ${`document/${id}`}) AS files,
        (SELECT count(*)::int FROM records_version WHERE document_id = ${id} AND content IS NOT NULL) AS contents,
        (SELECT count(*)::int FROM records_search WHERE document_id = ${id} AND body IS NOT NULL) AS texts`.execute(
        owner,
      );
      expect(rows[0]).toEqual({ files: 0, contents: 0, texts: 0 });
      const list = async (text: string) =>
        (await services().desk.list(as(clerk), { text })).items.map((one) => one.id);
      expect(await list('廃棄される文書')).toEqual([id]);
      expect(await list('消えるはずの本文')).toEqual([]);
      const response = await get(`${place}/certificate.pdf`);
      const certificate = (await pdfText(new Uint8Array(await response.arrayBuffer()))).replace(/\s/g, '');
      for (const words of [
        '廃棄証明書',
        '廃棄される文書',
        '保存期間が満了したため',
        '鈴木美咲',
        '部長三郎',
        '奈良市長',
        '2件',
      ])
        expect(certificate).toContain(words);
      expect(certificate).not.toContain('隠れた件名');
      expect((await entriesOf(`document/${id}`)).entries.map(({ type }) => type)).toContain(
        'document.destroyed',
      );
      const verified = await app.modules.records.verify?.(municipality().code);
      expect(verified?.faults).toEqual([]);
      expect(await list('廃棄される文書')).toEqual([id]);
    },
  );

  test('a list that is refused leaves the binders as they were; they can be proposed again', async () => {
    await itIs('2026-11-20T10:00:00+09:00');
    const { id, binder } = await bound({ subject: '残される文書' });
    await itIs('2028-05-02T10:00:00+09:00');
    const place = placeOf(await propose('destroy', [binder]));
    expect(await textOf(await propose('destroy', [binder]), 422)).toContain('先に提案');
    await post(place, { decision: 'refuse' }, head);
    expect(await textOf(await get(place))).toContain('認めない');
    expect((await documentOf(id)).state).toBe('bound');
    placeOf(await propose('destroy', [binder]));
  });

  test('of a historic class is the archive: it cannot be destroyed, and what is given away stays readable', async () => {
    await itIs('2026-11-20T10:00:00+09:00');
    const { id, binder } = await bound({ subject: '歴史に残る文書', classification: 'c2-01' }, '残る本文');
    await itIs('2032-04-01T10:00:00+09:00');
    // The certificate of the seal is over by then, and replaced.
    for (const file of await readdir(keys)) if (file.includes('.seal.')) await rm(join(keys, file));
    expect(await textOf(await propose('destroy', [binder]), 422)).toContain('移管する分類');
    const place = placeOf(await propose('archive', [binder]));
    await Promise.all([
      post(place, { decision: 'approve' }, head),
      post(place, { decision: 'approve' }, head),
    ]);
    expect(
      (await entriesOf(`document/${id}`)).entries.filter(({ type }) => type === 'document.archived'),
    ).toHaveLength(1);
    const { document, versions } = await services().desk.open(as(clerk), id);
    expect(document.state).toBe('archived');
    expect(versions[0]?.content?.files).toHaveLength(1);
    expect((await get(`${place}/certificate.pdf`)).status).toBe(200);
  });

  test('a binder goes to another section with all that is in it', async () => {
    await itIs('2026-11-20T10:00:00+09:00');
    const { id, binder } = await bound({ subject: '簿冊ごと移る文書' });
    const librarian = await signInAs(app.kernel, CITY, {
      name: '図書 二郎',
      grants: [{ role: 'clerk', unit: 'library' }],
    });
    const { binder: opened } = await services().binders.open(as(clerk), binder);
    const hand = (unit: string, handOverReason: string) =>
      post(`${RECORDS}/binders/${binder}/hand-over`, {
        revision: String(opened.revision),
        unit,
        handOverReason,
      });
    expect(await textOf(await hand('library', ''), 422)).toContain('理由を入力');
    await hand('library', '組織改編');
    const receipts = await textOf(await get(`${RECORDS}/hand-overs`));
    for (const words of ['第1冊', '組織改編']) expect(receipts).toContain(words);
    expect((await get(path(id))).status).toBe(404);
    expect((await get(`${RECORDS}/binders/${binder}`)).status).toBe(404);
    expect(await textOf(await get(`${RECORDS}/binders/${binder}`, librarian))).toContain('簿冊ごと移る文書');
  });
});

describe('a binder that is given out', () => {
  const unpacked = async (zip: Uint8Array): Promise<string> => {
    const opened = openZip(zip, { entries: 1_000, bytes: 10_000_000 });
    if (!opened.ok) throw new Error(opened.fault);
    const folder = await mkdtemp(join(tmpdir(), 'yakuba-package-'));
    for (const [name, content] of opened.files) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
    }
    return folder;
  };
  const check = (folder: string) => {
    const { status, stdout } = spawnSync(process.execPath, [join(folder, 'check.mjs')], { encoding: 'utf8' });
    return { status, stdout };
  };

  test('is a package that stands alone and proves itself; what was changed in it is named', async () => {
    await itIs('2026-11-20T10:00:00+09:00');
    const { id, binder } = await bound(
      { subject: '書き出す文書 <1>&', classification: 'd2-01' },
      '設計の本文',
    );
    const hidden = await registerAs(app.modules.records.api, app.kernel, as(head), {
      subject: '包みに入らない件名',
      classification: 'd2-01',
      grade: 'secret',
    });
    await services().desk.complete(as(head), hidden.id, 1);
    await services().binders.bind(as(head), hidden.id, 2, binder);
    await app.kernel.database.transaction(municipality().code, (tx) => sealNext(tx, clock));
    expect(await textOf(await get(`${RECORDS}/binders/${binder}`))).toContain('簿冊を書き出す');
    const response = await post(`${RECORDS}/binders/${binder}/package`, {});
    expect(response.headers.get('content-type')).toContain('application/zip');
    const folder = await unpacked(new Uint8Array(await response.arrayBuffer()));
    expect(check(folder)).toEqual({
      status: 0,
      stdout: expect.stringMatching(
        /^OK {2}1 documents, 1 versions, \d+ journal entries \(0 not sealed yet\)/,
      ),
    });
    const metadata = JSON.parse(await readFile(join(folder, 'metadata.json'), 'utf8'));
    expect(metadata.documents).toMatchObject([{ id, subject: '書き出す文書 <1>&', state: 'bound' }]);
    const xml = await readFile(join(folder, 'metadata.xml'), 'utf8');
    expect(xml).toContain('<subject>書き出す文書 &lt;1&gt;&amp;</subject>');
    expect(xml).not.toContain('包みに入らない件名');
    const list = await readFile(join(folder, '簿冊目録.pdf'));
    expect(list.toString('latin1')).toContain('pdfaid:part');
    if (!popplerMissing) expect(await pdfText(list)).toContain('文字だけを写しました');
    const file = join(folder, metadata.documents[0].versions[0].files[0].path);
    expect(await readFile(file, 'utf8')).toBe('設計の本文');
    const { form, archival } = metadata.documents[0].versions[0].files[0];
    expect(form).toBe('text');
    const copy = await readFile(join(folder, archival));
    expect(copy.toString('latin1')).toContain('pdfaid:part');
    if (!popplerMissing) expect(await pdfText(copy)).toContain('設計の本文');
    await writeFile(file, '設計の偽の本文');
    expect(check(folder)).toEqual({ status: 1, stdout: expect.stringContaining('its files were changed') });
    await writeFile(file, '設計の本文');
    const journal = join(folder, 'journal.json');
    const entries = await readFile(journal, 'utf8');
    await writeFile(journal, entries.replace('"classification": "d2-01"', '"classification": "a1-01"'));
    expect(check(folder)).toEqual({ status: 1, stdout: expect.stringContaining('was changed') });
    // Also what no version holds: the metadata, an entry that is taken out, a file more or less.
    const spoilt = async (name: string, content: string | null, fault: string) => {
      const at = join(folder, name);
      const before = await readFile(at, 'utf8').catch(() => null);
      await (content === null ? rm(at) : writeFile(at, content));
      expect(check(folder)).toEqual({ status: 1, stdout: expect.stringContaining(fault) });
      await (before === null ? rm(at) : writeFile(at, before));
    };
    await writeFile(journal, entries);
    expect(check(folder).status).toBe(0);
    const said = await readFile(join(folder, 'metadata.json'), 'utf8');
    await spoilt('metadata.json', said.replace('書き出す文書', '別の件名'), 'metadata.json was changed');
    await spoilt('metadata.xml', xml.replace('書き出す文書', '別の件名'), 'metadata.xml was changed');
    const [, ...fewer] = JSON.parse(entries);
    const { position } = JSON.parse(entries)[0].entry;
    await spoilt('journal.json', JSON.stringify(fewer), `journal entry ${position} is missing`);
    await spoilt('おまけ.txt', '足したもの', 'おまけ.txt does not belong to the package');
    await spoilt('metadata.xml', null, 'metadata.xml is missing');
    await spoilt('manifest.json', null, 'manifest.json is missing');
    await spoilt('export.json', null, 'the journal does not have the export');
    // A manifest that was made to fit is not the one that the sealed entry names.
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
    await writeFile(join(folder, 'おまけ.txt'), '足したもの');
    const fitting = {
      ...manifest.files,
      'おまけ.txt': createHash('sha256').update('足したもの').digest('hex'),
    };
    const forged = JSON.stringify({ ...manifest, files: fitting });
    await spoilt('manifest.json', forged, 'manifest.json was changed');
    const { entries: kept } = await entriesOf(`binder/${binder}`);
    expect(kept[0]?.type).toBe('binder.exported');
    expect(kept[0]?.data.digest).toMatch(/^[0-9a-f]{64}$/);
    await rm(folder, { recursive: true });
  });
});

test.skipIf(popplerMissing)('the list of a package names what has no copy, and says why', async () => {
  await itIs('2026-11-20T10:00:00+09:00');
  const { binder } = await bound({ subject: '白紙の文書' }, '  ');
  const { zip } = await services().packages.binder(as(clerk), binder);
  const opened = openZip(zip, { entries: 100, bytes: 10_000_000 });
  if (!opened.ok) throw new Error(opened.fault);
  const list = await pdfText(opened.files.get('簿冊目録.pdf') ?? Buffer.of());
  expect(list).toContain('写しがありません');
  expect(list).toContain('読み取れない');
  const metadata = JSON.parse(opened.files.get('metadata.json')?.toString('utf8') ?? '');
  expect(metadata.documents[0].versions[0].files).toMatchObject([{ form: 'none', noCopy: 'unreadable' }]);
});
