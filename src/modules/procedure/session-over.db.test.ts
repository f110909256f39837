import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleAnswers } from '#forms/sample-answers.js';
import type { Clock } from '#kernel/clock.js';
import { MOST_HELD_LETTERS } from '#kernel/held-forms.js';
import { signInAs, type Who } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { applyFor, contextAt, fillIn, SAMPLE_ANSWERS } from './fixtures.js';

let app: TestApp;
let now = Temporal.Instant.from(TEST_NOW);
const clock: Clock = { now: () => now };
const later = (duration: Temporal.DurationLike) => {
  now = now.add(duration);
};
const CITY = 'nara-city';

beforeAll(async () => {
  app = await testApp({ clock });
});
afterAll(() => app.stop());

/** A browser: its cookies, and the page that it shows. */
function browser() {
  const jar = new Map<string, string>();
  let here = '';
  const headers = () => ({ cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') });
  const keep = (response: Response) => {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (/max-age=0/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  };
  return {
    signIn: async (who: Who) => {
      const { cookie } = await signInAs(app.kernel, CITY, who);
      jar.set('yakuba_session', cookie.slice(cookie.indexOf('=') + 1));
    },
    open: async (path: string) => {
      here = path;
      return keep(await app.request(path, { headers: headers() }));
    },
    send: async (path: string, body: FormData | URLSearchParams, more: Record<string, string> = {}) =>
      keep(
        await app.request(path, {
          method: 'POST',
          body,
          headers: {
            ...headers(),
            origin: new URL(app.kernel.config.publicUrl).origin,
            referer: new URL(here, app.kernel.config.publicUrl).href,
            ...more,
          },
        }),
      ),
  };
}

/** Where a form that came too late leads: to the sign-in, and from there to this address. */
const backOf = (response: Response): string => {
  expect(response.status).toBe(303);
  const { pathname, searchParams } = new URL(response.headers.get('location') ?? '', 'http://x.invalid');
  expect(pathname).toBe(`/${CITY}/sign-in`);
  return searchParams.get('back') ?? '';
};
const fields = (record: Record<string, string>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(record)) form.append(name, value);
  return form;
};
const rows = async () => {
  const { rows } = await sql<{ content: Buffer }>`SELECT content FROM identity_held_form`.execute(
    app.kernel.database.owner,
  );
  return rows;
};
const BACK = 'サインインの前に入力した内容を戻しました';

/** A resident on the first page of an application. */
async function applying(who: Who, procedure: string) {
  const hands = browser();
  await hands.signIn(who);
  const begun = await hands.send(`/${CITY}/procedures/${procedure}/apply`, new URLSearchParams());
  const page = begun.headers.get('location') ?? '';
  expect(page).toContain('/apply/');
  await hands.open(page);
  return { hands, page };
}

/** A clerk in front of the messages of a case. */
async function writing() {
  const municipality = app.kernel.municipalities.bySlug(CITY);
  if (!municipality) throw new Error('no town');
  const { actor } = await signInAs(app.kernel, CITY, 'resident');
  const id = await applyFor(
    app.modules.procedure.services,
    contextAt(municipality, actor, now),
    'residence-certificate',
    SAMPLE_ANSWERS['residence-certificate'] ?? {},
  );
  const clerk = await signInAs(app.kernel, CITY, 'clerk');
  await app.modules.procedure.services.work.statePurpose(
    contextAt(municipality, clerk.actor, now),
    id,
    'review',
  );
  const hands = browser();
  await hands.signIn('clerk');
  return { hands, page: `/${CITY}/staff/cases/${id}/messages` };
}

describe('a session that ends on a page of an application', () => {
  test('loses nothing: after the sign-in the page is there with what was typed, and nothing was sent', async () => {
    const { hands, page } = await applying('resident', 'residence-certificate');
    later({ minutes: 61 });
    const sent = await hands.send(page, fields({ _asked: 'kana', kana: 'カナ イチ' }));
    expect(backOf(sent)).toBe(page);
    expect(pageText(await (await hands.open(sent.headers.get('location') ?? '')).text())).toContain(
      '入力した内容は15分間とってあります',
    );
    expect(Buffer.concat((await rows()).map(({ content }) => content)).includes('カナ イチ')).toBe(false);

    await hands.signIn('resident');
    const again = await (await hands.open(page)).text();
    expect(pageText(again)).toContain(BACK);
    expect(/<input value="カナ イチ"[^>]*name="kana"/.test(again)).toBe(true);

    expect(await rows()).toHaveLength(0);
    const afterwards = await (await hands.open(page)).text();
    expect(afterwards).not.toContain('カナ イチ');
    expect(pageText(afterwards)).not.toContain(BACK);
  });

  test('gives it to nobody else at the same machine, in no other browser, and not after a quarter of an hour', async () => {
    const { hands, page } = await applying('resident', 'residence-certificate');
    later({ minutes: 61 });
    backOf(await hands.send(page, fields({ _asked: 'kana', kana: 'カナ ニ' })));
    await hands.signIn('resident-little-japanese');
    expect(await (await hands.open(page)).text()).not.toContain('カナ ニ');
    const other = browser();
    await other.signIn('resident');
    expect(await (await other.open(page)).text()).not.toContain('カナ ニ');
    await hands.signIn('resident');
    later({ minutes: 15 });
    await hands.signIn('resident');
    expect(await (await hands.open(page)).text()).not.toContain('カナ ニ');
  });

  test('brings back rows that were added, and says that files are to be chosen again', async () => {
    const municipality = app.kernel.municipalities.bySlug(CITY);
    if (!municipality) throw new Error('no town');
    const hands = browser();
    await hands.signIn('resident');
    const context = contextAt(municipality, (await signInAs(app.kernel, CITY, 'resident')).actor, now);
    const services = app.modules.procedure.services;
    const { form } = services.catalogue.get(context, 'bulky-waste');
    const answers = sampleAnswers(form, 0, Temporal.PlainDate.from('2026-11-20'));
    const draft = await fillIn(services, context, 'bulky-waste', answers);
    const page = `/${CITY}/procedures/bulky-waste/apply/${draft}/items`;
    expect((await hands.open(page)).status).toBe(200);
    const body = fields({
      _asked: 'items',
      'items.count': '3',
      'items.0.what': 'いす',
      'items.1.what': '机',
      'items.2.what': '本棚',
      'items.2.count': '2',
    });
    body.append('picture.upload', new File(['x'], 'x.png'));
    later({ minutes: 61 });
    backOf(await hands.send(page, body));
    await hands.signIn('resident');
    const again = await (await hands.open(page)).text();
    expect(pageText(again)).toContain('ファイルは、もう一度選んでください');
    expect(/次の内容は入れる欄がありません：[^/]*/.exec(pageText(again))?.[0]).toBeUndefined();
    for (const [name, value] of [
      ['items.0.what', 'いす'],
      ['items.2.what', '本棚'],
      ['items.2.count', '2'],
    ])
      expect(new RegExp(`<input (?=[^>]*name="${name}")[^>]*value="${value}"`).test(again), name).toBe(true);
  });
});

describe('a session that ends on a page of staff', () => {
  test('leads back to the page of the form, filled in', async () => {
    const { hands, page } = await writing();
    expect((await hands.open(page)).status).toBe(200);
    later({ minutes: 31 });
    const sent = await hands.send(page, fields({ message: '書類を\nお送りください' }));
    expect(backOf(sent)).toBe(page);
    await hands.signIn('clerk');
    const again = await (await hands.open(page)).text();
    expect(pageText(again)).toContain(BACK);
    expect(/書類を\r?\nお送りください<\/textarea>/.test(again)).toBe(true);
  });

  test('shows what has no place on the page any more, and keeps it until its time is over', async () => {
    const { hands, page } = await writing();
    await hands.open(page);
    later({ minutes: 31 });
    const sent = await hands.send(
      page.replace('/messages', '/approve'),
      fields({ note: '承認の理由', version: '1' }),
    );
    expect(backOf(sent)).toBe(page);
    await hands.signIn('clerk');
    for (let visit = 0; visit < 2; visit += 1)
      expect(pageText(await (await hands.open(page)).text())).toContain('「承認の理由」');
  });

  test('keeps neither what a script sends, nor what is too long, nor more than five forms', async () => {
    const { hands, page } = await writing();
    await hands.open(page);
    const before = (await rows()).length;
    later({ minutes: 31 });
    const text = (length: number) => fields({ message: 'あ'.repeat(length) });
    backOf(await hands.send(page, text(5), { 'sec-fetch-mode': 'cors' }));
    backOf(await hands.send(page, text(MOST_HELD_LETTERS)));
    expect(await rows()).toHaveLength(before);
    for (let sent = 0; sent < 7; sent += 1) backOf(await hands.send(page, text(sent + 1)));
    await hands.signIn('clerk');
    await hands.open(page);
    const { rows: kept } = await sql<{ holder: string; count: number }>`
      SELECT holder, count(*)::int AS count FROM identity_held_form GROUP BY holder`.execute(
      app.kernel.database.owner,
    );
    expect(Math.max(...kept.map(({ count }) => count))).toBeLessThanOrEqual(5);
  });

  test('keeps nothing for a cookie that never was a session', async () => {
    const before = (await rows()).length;
    const response = await app.request(`/${CITY}/staff/entries/new`, {
      method: 'POST',
      body: fields({ procedure: 'x' }),
      headers: {
        cookie: `yakuba_session=${'a'.repeat(43)}`,
        origin: new URL(app.kernel.config.publicUrl).origin,
      },
    });
    expect(backOf(response)).toBe(`/${CITY}/staff/entries/new`);
    expect(await rows()).toHaveLength(before);
  });
});
