import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantOf } from '#kernel/context.js';
import { readEntries } from '#kernel/journal/journal.js';
import { writeZip } from '#kernel/sheets/zip.js';
import { type SignedIn, signInAs } from '#modules/identity/fixtures.js';
import { contextAt } from '#modules/procedure/fixtures.js';
import { statementsOf } from '#testing/count-statements.js';
import { pageText } from '#testing/page-text.js';
import { pdfText, popplerMissing } from '#testing/read-pdf.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { registerAs } from './fixtures.js';

const CITY = 'nara-city';
const LIST = `/${CITY}/staff/records`;
let app: TestApp;
let clerk: SignedIn;
let head: SignedIn;

beforeAll(async () => {
  app = await testApp();
  clerk = await signInAs(app.kernel, CITY, 'clerk');
  head = await signInAs(app.kernel, CITY, 'section-head');
});
afterAll(() => app.stop());

const municipality = () => {
  const found = app.kernel.municipalities.bySlug(CITY);
  if (!found) throw new Error(`no municipality ${CITY}`);
  return found;
};
const as = (who: SignedIn, at = TEST_NOW) => contextAt(municipality(), who.actor, at);
const services = () => app.modules.records.services;
const get = (path: string, who = clerk) => app.request(path, { headers: who.headers });
const textOf = async (response: Response, status = 200): Promise<string> => {
  expect(response.status).toBe(status);
  return pageText(await response.text());
};

/** The receipt form as a browser sends it. */
function receipt(changes: Record<string, string> = {}, files: readonly File[] = []): FormData {
  const form = new FormData();
  const values = {
    key: crypto.randomUUID(),
    direction: 'received',
    subject: '道路占用許可の照会',
    correspondent: '奈良県知事',
    theirNumber: '道管第45号',
    documentDate: '2026-11-18',
    receivedOn: '2026-11-20',
    kind: 'inquiry',
    unit: 'civic-affairs',
    inCharge: '',
    classification: 'a3-03',
    grade: 'open',
    ...changes,
  };
  for (const [name, value] of Object.entries(values)) form.append(name, value);
  for (const file of files) form.append('files.upload', file);
  return form;
}
const send = (form: FormData, who = clerk) =>
  app.request(`${LIST}/new`, { method: 'POST', headers: who.headers, body: form });
async function sent(form: FormData, who = clerk): Promise<string> {
  const response = await send(form, who);
  expect(response.status).toBe(303);
  return /documents\/([0-9a-f-]{36})/.exec(response.headers.get('location') ?? '')?.[1] ?? '';
}
const found = async (text: string, who = clerk) =>
  (await services().desk.list(as(who), { text })).items.map(({ id }) => id);

describe('numbers', () => {
  test('have neither gaps nor doubles when 200 want one at the same moment, and some fail', async () => {
    const context = as(clerk);
    const { api } = app.modules.records;
    const results = await Promise.allSettled(
      Array.from({ length: 200 }, (_, index) =>
        app.kernel.database.transaction(tenantOf(context), async (tx) => {
          const { number } = await api.issueNumber(tx, context, { symbol: '試験', fiscalYear: 2026 });
          if (index % 10 === 0) throw new Error('something else goes wrong');
          return number;
        }),
      ),
    );
    const numbers = results.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 180 }, (_, index) => index + 1));
  });

  test('begin anew with the fiscal year and with each symbol', async () => {
    const register = async (at: string, unit: string) =>
      (await registerAs(app.modules.records.api, app.kernel, as(clerk, at), { unit })).number;
    expect(await register('2030-03-31T23:59:00+09:00', 'library')).toEqual({
      symbol: '奈図',
      fiscalYear: 2029,
      number: 1,
    });
    expect(await register('2030-04-01T00:00:00+09:00', 'library')).toEqual({
      symbol: '奈図',
      fiscalYear: 2030,
      number: 1,
    });
    expect(await register('2030-04-01T00:01:00+09:00', 'library')).toMatchObject({ number: 2 });
    expect(await register('2030-04-01T00:02:00+09:00', 'housing')).toMatchObject({
      symbol: '奈住',
      number: 1,
    });
  });
});

describe('receipt', () => {
  test('registers with number, files and text; what is wrong is said beside its field and nothing is lost', async () => {
    const wrong = await textOf(
      await send(receipt({ subject: ' ', correspondent: '', documentDate: '昨日', kind: '' })),
      422,
    );
    for (const words of ['件名を入力', 'だれから届いたか', '2026-11-20 のように', '種別を選んで'])
      expect(wrong).toContain(words);
    expect(await textOf(await send(receipt({ receivedOn: '2099-01-01' })), 422)).toContain(
      '届いた日は、今日より後の日にはできません',
    );
    // What is demanded only of what came in is said in words where no script can.
    expect((await (await get(`${LIST}/new`)).text()).match(/<noscript>.*?収受のときは必ず/g)).toHaveLength(2);
    const again = await (await send(receipt({ subject: '', theirNumber: '消えない番号' }))).text();
    expect(again).toContain('value="消えない番号"');
    const note = new File(['占用の期間は令和9年3月までとする。'], '別紙.txt', { type: 'text/plain' });
    const id = await sent(receipt({}, [note]));
    const page = await textOf(await get(`${LIST}/documents/${id}`));
    for (const words of [
      '道路占用許可の照会',
      '奈市第',
      '2026年度',
      '別紙.txt',
      '第1版',
      '奈良県知事',
      '市民課',
    ])
      expect(page).toContain(words);
    expect(await found('占用の期間')).toEqual([id]);
    expect(await found('占用の季節')).toEqual([]);
  });

  test('is idempotent: the same form sent twice is one document with one number', async () => {
    const key = crypto.randomUUID();
    const ids = await Promise.all([1, 2, 3].map(() => sent(receipt({ key, subject: '二度押し' }))));
    expect(new Set(ids).size).toBe(1);
    expect(await found('二度押し')).toHaveLength(1);
  });

  test('a file that is refused is named, and those that were taken stay with the form', async () => {
    const good = new File(['良い'], 'good.txt', { type: 'text/plain' });
    const bad = new File([new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0])], 'bad.exe');
    const page = await textOf(await send(receipt({}, [good, bad])), 422);
    expect(page).toContain('good.txt');
    expect(page).toContain('bad.exe');
  });

  test('takes a mail apart: its words and its attachments become files of their own, in whatever encoding', async () => {
    const jis = Buffer.from('GyRCRThKPDM1GyhC', 'base64').toString('latin1');
    const mail = [
      'From: "Nara" <nara@example.jp>',
      'To: city@example.jp',
      'Subject: =?ISO-2022-JP?B?GyRCRThKPDM1GyhC?=',
      'Date: Fri, 20 Nov 2026 09:00:00 +0900',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain; charset=ISO-2022-JP',
      'Content-Transfer-Encoding: 7bit',
      '',
      `${jis} sent by mail`,
      '--b',
      'Content-Type: text/plain; charset=UTF-8; name="list.txt"',
      'Content-Disposition: attachment; filename="list.txt"',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from('添付の一覧表').toString('base64'),
      '--b--',
      '',
    ].join('\r\n');
    const file = new File([Buffer.from(mail, 'latin1')], '届いたメール.eml', { type: 'message/rfc822' });
    const id = await sent(receipt({ subject: 'メールによる照会' }, [file]));
    const { versions } = await services().desk.open(as(clerk), id);
    expect(versions[0]?.content?.files.map(({ name }) => name)).toEqual(['届いたメール.txt', 'list.txt']);
    expect(await found('sent by mail 添付の一覧')).toEqual([id]);
  });

  test('finds what Word and PDF files say', async () => {
    const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
    const word = writeZip({
      '[Content_Types].xml': `<Types><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`,
      'word/document.xml':
        '<w:document><w:p><w:t>議事</w:t><w:t>要旨の写し</w:t></w:p><w:p><w:t>A&amp;B</w:t></w:p></w:document>',
    });
    const docx = new File([word as BlobPart], '議事.docx');
    const pdf = await app.kernel.typesetter.renderPdf({
      template: '#import "/base.typ": *\n#data.text',
      data: { text: '埋蔵文化財の発掘調査について協議する。' },
      meta: { title: '協議', author: '奈良市', date: Temporal.PlainDate.from('2026-11-20') },
    });
    const id = await sent(
      receipt({ subject: '各種の形式' }, [docx, new File([pdf as BlobPart], '協議.pdf')]),
    );
    for (const words of ['議事要旨の写し', 'A&B', '発掘調査']) expect(await found(words)).toEqual([id]);
  });
});

describe('a copy with parts blacked out', () => {
  test.skipIf(popplerMissing)(
    'has nothing under the black; what stands nowhere or is no area is said beside its field',
    async () => {
      const pdf = await app.kernel.typesetter.renderPdf({
        template: '#import "/base.typ": *\n#data.text',
        data: { text: '通報者は秘田守さん。職員の対応が遅いという意見。' },
        meta: { title: '意見', author: '奈良市', date: Temporal.PlainDate.from('2026-11-20') },
      });
      const id = await sent(receipt({ subject: '市民の意見' }, [new File([pdf as BlobPart], '意見.pdf')]));
      const { versions } = await services().desk.open(as(clerk), id);
      const at = `${LIST}/documents/${id}/versions/1/files/${versions[0]?.content?.files[0]?.file}`;
      const make = (words: string, areas = '', more: Record<string, string> = {}) =>
        app.request(`${at}/redact`, {
          method: 'POST',
          headers: clerk.headers,
          body: new URLSearchParams({ words, areas, ...more }),
        });
      expect(await textOf(await get(`${at}/redact`))).toContain('意見.pdf');
      // The page stands there under a grid in millimetres; another is shown with all that was typed.
      const shown = await (await make('秘田守', '1: 20, 30, 40, 5', { show: 'typed', page: '2' })).text();
      expect(shown).toContain('data-page="1" data-width="210');
      expect(shown).toContain('<rect x="20" y="30" width="40" height="5">');
      expect(shown).toMatch(/<textarea[^>]*id="words"[^>]*>秘田守</);
      expect(pageText(shown)).toContain('1ページ（目盛りはミリメートル）');
      expect(await textOf(await make(''), 422)).toContain('ことばか範囲を入力');
      expect(await textOf(await make('秘田守\n居ない人'), 422)).toContain(
        '見つからないことばがあります：居ない人',
      );
      expect(await textOf(await make('', '1: 20, 30, 40, 5\nここ'), 422)).toContain('2行目を');
      expect(await textOf(await make('', '1: 20, 30, 40, 5\n\n99: 0,0,10,10'), 422)).toContain(
        '3行目は99ページを指していますが、このPDFは1ページまで',
      );
      expect(await textOf(await make('秘田守', '1: 211,0,10,10'), 422)).toContain(
        '1行目の範囲は、1ページの紙（幅210mm、高さ297mm）の上では黒くなりません',
      );
      expect(await textOf(await make('', '1: 0,0,0,10'), 422)).toContain('1行目を');
      const copy = await make('秘田守');
      expect(copy.status).toBe(200);
      const text = (await pdfText(new Uint8Array(await copy.arrayBuffer()))).replace(/\s/g, '');
      expect(text).not.toContain('秘田');
      expect(text).toContain('意見');
      const kept = await get(at);
      expect((await pdfText(new Uint8Array(await kept.arrayBuffer()))).replace(/\s/g, '')).toContain(
        '秘田守',
      );
    },
  );
});

describe('what one may not see is not found', () => {
  test('of other sections, and of a secret grade, in every list, search, look and file', async () => {
    const stranger = await signInAs(app.kernel, CITY, {
      name: '水道 次郎',
      grants: [{ role: 'section-head', unit: 'waterworks' }],
    });
    const note = new File(['内密の相談記録'], '相談.txt', { type: 'text/plain' });
    const id = await sent(receipt({ subject: '内部通報の受付', grade: 'secret' }, [note]), head);
    const { versions } = await services().desk.open(as(head), id);
    const file = versions[0]?.content?.files[0]?.file;
    for (const who of [clerk, stranger]) {
      expect(await found('内部通報', who)).toEqual([]);
      expect(await found('相談記録', who)).toEqual([]);
      expect((await get(`${LIST}/documents/${id}`, who)).status).toBe(404);
      expect((await get(`${LIST}/documents/${id}/versions/1/files/${file}`, who)).status).toBe(404);
      expect(await textOf(await get(LIST, who))).not.toContain('内部通報');
    }
    expect(await found('相談記録', head)).toEqual([id]);
    expect((await get(`${LIST}/documents/${id}/versions/1/files/${file}`, head)).status).toBe(200);
  });

  test('who is in charge sees a secret document; a colleague of the same section does not', async () => {
    const { id } = await registerAs(app.modules.records.api, app.kernel, as(clerk), {
      subject: '担当者だけの文書',
      grade: 'topSecret',
      inCharge: clerk.actor.kind === 'staff' ? clerk.actor.id : null,
    });
    const colleague = await signInAs(app.kernel, CITY, {
      name: '市民 三郎',
      grants: [{ role: 'clerk', unit: 'civic-affairs' }],
    });
    expect(await found('担当者だけ')).toEqual([id]);
    expect(await found('担当者だけ', colleague)).toEqual([]);
  });
});

describe('the register', () => {
  test('pages by place and stops nowhere silently; the number of statements does not grow', async () => {
    const context = as(clerk);
    const register = (index: number) =>
      registerAs(
        app.modules.records.api,
        app.kernel,
        contextAt(municipality(), clerk.actor, context.clock.now().add({ seconds: index })),
        {
          unit: 'civic-affairs',
          subject: `大量の通知 ${index}`,
        },
      );
    const few = await statementsOf(() => services().desk.list(context, { text: '大量の通知' }));
    for (let index = 0; index < 120; index += 1) await register(index);
    const many = await statementsOf(() => services().desk.list(context, { text: '大量の通知' }));
    expect(many.length).toBe(few.length + 0);
    const plain = await statementsOf(() => services().desk.list(context, {}));
    expect(plain.length).toBeLessThanOrEqual(many.length);
    const seen = new Set<string>();
    let after: Awaited<ReturnType<ReturnType<typeof services>['desk']['list']>>['next'] | undefined;
    do {
      const page = await services().desk.list(context, { text: '大量 通知', ...(after && { after }) });
      for (const { id } of page.items) seen.add(id);
      after = page.next ?? undefined;
    } while (after);
    expect(seen.size).toBe(120);
  });

  test('is found by number, year, state and person; a number that cannot be is said beside the field', async () => {
    const { id, number } = await registerAs(app.modules.records.api, app.kernel, as(clerk), {
      subject: '番号で探す文書',
      inCharge: clerk.actor.kind === 'staff' ? clerk.actor.id : null,
    });
    const page = (query: string) => get(`${LIST}?${query}`).then((response) => response.text());
    expect(await page(`number=${encodeURIComponent(`奈市第${number?.number}号`)}&year=2026`)).toContain(id);
    expect(await page(`person=${clerk.actor.id}&state=open&direction=received`)).toContain(id);
    expect(await page('year=2025')).not.toContain(id);
    expect(await textOf(await get(`${LIST}?number=abc`), 422)).toContain('奈市第12号');
    expect(await textOf(await get(`${LIST}?q=${encodeURIComponent('あ')}`), 422)).toContain('2文字以上');
    const long = 'ながいことば'.repeat(20);
    const tooLong = await textOf(await get(`${LIST}?q=${encodeURIComponent(long)}`), 422);
    expect(tooLong).toContain('全部で100文字以内');
    expect(tooLong).toContain('あてはまる文書はありません');
    const html = await (await get(`${LIST}?q=${encodeURIComponent(long)}`)).text();
    expect(html).toContain(`value="${long}"`);
    expect(await textOf(await get(`${LIST}?number=${'9'.repeat(60)}`), 422)).toContain('文書番号は');
  });

  test("the index gives candidates of the transaction's municipality only, whoever asks with whose terms", async () => {
    const { id } = await registerAs(app.modules.records.api, app.kernel, as(clerk), {
      subject: '壁の向こうの文書',
    });
    const { rows } = await sql<{
      terms: number[];
    }>`SELECT terms FROM records_search WHERE document_id = ${id}`.execute(app.kernel.database.owner);
    const candidates = (tenant: string) =>
      app.kernel.database.transaction(tenant, async (tx) => {
        const found = await sql<{
          id: string;
        }>`SELECT id FROM records_candidates(${rows[0]?.terms ?? []}::int4[],
          NULL, NULL, NULL, NULL, NULL, NULL, NULL, 10)`.execute(tx.tables());
        return found.rows.map((row) => row.id);
      });
    for (const { code } of app.kernel.municipalities.all)
      expect(await candidates(code)).toEqual(code === municipality().code ? [id] : []);
    const outside = sql`SELECT id FROM records_candidates(${rows[0]?.terms ?? []}::int4[], NULL, NULL, NULL, NULL, NULL, NULL, NULL, 10)`;
    expect((await outside.execute(app.kernel.database.owner)).rows).toEqual([]);
  });

  test('subjects, other sides and contents stand nowhere in clear, and looks are journalled', async () => {
    const note = new File(['秘匿すべき本文その一'], '秘匿の名.txt', { type: 'text/plain' });
    const id = await sent(receipt({ subject: '秘匿すべき件名', correspondent: '秘匿 花子' }, [note]));
    await get(`${LIST}/documents/${id}`);
    const { rows: tables } = await sql<{ name: string }>`
      SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'
        AND (table_name LIKE 'records%' OR table_name LIKE 'journal%' OR table_name = 'file')`.execute(
      app.kernel.database.owner,
    );
    for (const { name } of tables) {
      const { rows } = await sql<{
        row: string;
      }>`SELECT to_jsonb(t)::text AS row FROM ${sql.table(name)} t`.execute(app.kernel.database.owner);
      const hex = (text: string) => Buffer.from(text).toString('hex');
      for (const { row } of rows)
        for (const planted of ['秘匿'])
          expect(row.includes(planted) || row.includes(hex(planted))).toBe(false);
    }
    const { entries } = await app.kernel.database.transaction(municipality().code, (tx) =>
      readEntries(tx, { subject: `document/${id}` }, { limit: 10 }),
    );
    expect(entries.map(({ type }) => type)).toEqual([
      'document.viewed',
      'document.registered',
      'document.versionAdded',
    ]);
  });
});

describe('yakuba verify', () => {
  const verify = async () =>
    (await app.modules.records.verify?.(municipality().code)) ?? { checked: 0, faults: ['none'] };

  test('finds a file that was put in place of another, also with its own hash, and a version that is gone', async () => {
    const file = (text: string) => new File([text], 'a.txt', { type: 'text/plain' });
    const [first, second] = [await sent(receipt({}, [file('甲')])), await sent(receipt({}, [file('乙')]))];
    expect((await verify()).faults).toEqual([]);
    const { owner } = app.kernel.database;
    const swap = sql`UPDATE file a SET content = b.content, content_hash = b.content_hash FROM file b
      WHERE a.holder = ${`document/${first}`} AND b.holder = ${`document/${second}`}`;
    await sql`CREATE TABLE kept AS SELECT * FROM file WHERE holder = ${`document/${first}`}`.execute(owner);
    await swap.execute(owner);
    expect((await verify()).faults).toEqual([expect.stringContaining(first)]);
    await sql`UPDATE file SET content = kept.content, content_hash = kept.content_hash FROM kept WHERE file.id = kept.id`.execute(
      owner,
    );
    expect((await verify()).faults).toEqual([]);
    await sql`DROP TABLE kept`.execute(owner);
    await expect(
      sql`UPDATE records_version SET digest = ${Buffer.alloc(32)} WHERE document_id = ${first}`.execute(
        owner,
      ),
    ).rejects.toThrow('append-only');
    await sql`UPDATE records_version SET content = NULL WHERE document_id = ${first}`.execute(owner);
    expect((await verify()).faults).toEqual([expect.stringContaining('nobody has decided that')]);
  });
});
