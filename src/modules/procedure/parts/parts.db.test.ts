import { appendFile, cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Clock, pinnedClock } from '#kernel/clock.js';
import type { Context } from '#kernel/context.js';
import { SHIPPED_CATALOG } from '#kernel/create-kernel.js';
import { readEntries } from '#kernel/journal/journal.js';
import { signInAs, type Who } from '#modules/identity/fixtures.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { applyFor, contextAt } from '../fixtures.js';
import { AID, AID_ANSWERS } from './test-aid.fixture.js';

const CITY = '/nara-city';
const ORIGIN = 'http://localhost:3000';
let now = Temporal.Instant.from(TEST_NOW);
const clock: Clock = { now: () => now };
let root: string;
let app: TestApp;
const services = () => app.modules.procedure.services;

interface Somebody {
  context: Context;
  headers: { cookie: string; origin: string };
}
const as = async (who: Who): Promise<Somebody> => {
  const municipality = app.kernel.municipalities.bySlug('nara-city');
  if (!municipality) throw new Error('no municipality');
  const { actor, headers } = await signInAs(app.kernel, 'nara-city', who);
  return { context: { ...contextAt(municipality, actor, TEST_NOW), clock }, headers };
};
const post = (path: string, body: FormData | URLSearchParams, headers: Record<string, string> = {}) =>
  app.request(path, { method: 'POST', body, headers: { origin: ORIGIN, ...headers } });
const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });
const at = (response: Response): string => response.headers.get('location') ?? '';

let resident: Somebody;
let doctor: Somebody;
let clerk: Somebody;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'yakuba-parts-'));
  await cp(SHIPPED_CATALOG, root, { recursive: true });
  await writeFile(join(root, 'common/procedures/test-aid.yaml'), AID);
  await appendFile(
    join(root, 'nara-city/procedures/adopted.yaml'),
    '- procedure: test-aid\n  unit: civic-affairs\n',
  );
  app = await testApp({ clock, settings: { CATALOG_DIR: root } });
  resident = await as('resident');
  doctor = await as('business');
  clerk = await as({ name: '審査 一', grants: [{ role: 'clerk', unit: 'civic-affairs' }] });
});
afterAll(async () => {
  await app.stop();
  await rm(root, { recursive: true });
});

const submitted = (answers: object = {}) =>
  applyFor(services(), resident.context, 'test-aid', { ...AID_ANSWERS, ...answers });
const opened = async (id: string) => {
  await services().work.statePurpose(clerk.context, id, 'review');
  const found = await services().work.open(clerk.context, id);
  if (found.kind !== 'open') throw new Error('closed');
  return found.data;
};
const linkIn = (html: string): string => {
  const link = /\/nara-city\/parts\/link\/[A-Za-z0-9_-]{43}/.exec(html)?.[0];
  if (!link) throw new Error('no link on the page');
  return link;
};
const invited = async (id: string): Promise<string> => {
  const page = await post(
    `${CITY}/my/cases/${id}/parts/opinion/invite`,
    new URLSearchParams(),
    resident.headers,
  );
  return linkIn(await (await shownLink(page, resident.headers)).text());
};
/** The page that shows a link that was just made. */
const shownLink = (made: Response, headers: { cookie: string }): Promise<Response> => {
  const [cookie = ''] = made.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  return get(at(made), { ...headers, cookie: `${headers.cookie}; ${cookie}` });
};
/** Fills the part in over the pages; gives its address. */
async function filled(link: string, who: Somebody, name = '角膜ヘルペス'): Promise<string> {
  const first = at(await post(link, new URLSearchParams(), who.headers));
  const page = new FormData();
  page.append('diagnosis', name);
  page.append('severity', 'severe');
  const picture = await sharp({ create: { width: 20, height: 20, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  page.append('scan.upload', new File([new Uint8Array(picture)], '検査.png'));
  const next = await post(first, page, who.headers);
  expect(at(next)).toMatch(/\/check$/);
  return at(next);
}

describe('a part that a third party completes', () => {
  test('is asked for, opened by one identity, sent sealed, and shown to staff only; the clock stands meanwhile', async () => {
    const id = await submitted();
    // The case waits from the first moment on, for its doctor is needed.
    const before = await opened(id);
    expect(before.case).toMatchObject({ phase: 'waiting', awaitedParts: 1 });
    expect(before.case.stoppedOn?.toString()).toBe('2026-11-20');

    const link = await invited(id);
    const landing = pageText(await (await get(link)).text());
    expect(landing).toContain('医師の意見書');
    expect(landing).not.toContain('奈良 花子');
    const signIn = await post(`${link}/sign-in`, new URLSearchParams());
    expect(at(signIn)).toBe('/nara-city/sign-in?back=%2Fnara-city%2Fparts%2Fcontinue');
    expect(signIn.headers.getSetCookie().join()).toContain('HttpOnly');

    // The applicant cannot be the doctor, nor staff.
    expect((await post(link, new URLSearchParams(), resident.headers)).status).toBe(403);
    expect((await post(link, new URLSearchParams(), clerk.headers)).status).toBe(403);

    const check = await filled(link, doctor);
    const shown = pageText(await (await get(check, doctor.headers)).text());
    expect(shown).toContain('角膜ヘルペス');
    expect(shown).toContain('奈良 花子');
    expect(shown).not.toContain('090-1111-2222');
    // Another identity finds nothing, with the link and with the address.
    const other = await as('resident');
    expect((await get(check, other.headers)).status).toBe(404);
    expect((await get(link, other.headers)).status).toBe(404);
    expect((await get(link, doctor.headers)).status).toBe(200);

    expect((await post(check, new URLSearchParams(), doctor.headers)).status).toBe(422);
    const sent = await post(check, new URLSearchParams({ _declaration: 'true' }), doctor.headers);
    expect(at(sent)).toBe('/nara-city/parts/done');
    // The link is used up, also for whoever opened it.
    expect((await get(link, doctor.headers)).status).toBe(404);
    expect((await get(check, doctor.headers)).status).toBe(404);

    const after = await opened(id);
    expect(after.case).toMatchObject({ phase: 'working', awaitedParts: 0, stoppedOn: null });
    const page = await (await get(`${CITY}/staff/cases/${id}`, clerk.headers)).text();
    expect(pageText(page)).toContain('角膜ヘルペス');
    const file = /\/nara-city\/staff\/cases\/[0-9a-f-]+\/part-requests\/[0-9a-f-]+\/files\/[0-9a-f-]+/.exec(
      page,
    )?.[0];
    expect((await get(file ?? '', clerk.headers)).headers.get('content-disposition')).toContain('attachment');
    const mine = pageText(await (await get(`${CITY}/my/cases/${id}`, resident.headers)).text());
    expect(mine).toContain('届きました');
    expect(mine).not.toContain('角膜ヘルペス');

    const { rows } = await sql<{ content: Uint8Array; token: string | null }>`
      SELECT content, encode(token_hash, 'escape') AS token FROM procedure_part WHERE case_id = ${id}::uuid`.execute(
      app.kernel.database.owner,
    );
    expect(rows.map(({ content }) => Buffer.from(content).includes('角膜'))).toEqual([false]);
    expect(link).not.toContain(rows[0]?.token ?? 'none');
    const types = await app.kernel.database.transaction(clerk.context.municipality.code, async (tx) =>
      (await readEntries(tx, { subject: `case/${id}` }, { limit: 50 })).entries.map(({ type }) => type),
    );
    expect(types).toEqual(expect.arrayContaining(['case.partInvited', 'case.partOpened', 'case.partSent']));
  });

  test('keeps the case from approval until it is there or waived with a reason', async () => {
    const { work } = services();
    const id = await submitted();
    const revision = async () => (await opened(id)).case.revision;
    await work.take(clerk.context, id, await revision());
    expect((await opened(id)).actions).not.toContain('approve');
    await expect(work.approve(clerk.context, id, await revision())).rejects.toMatchObject({
      code: 'notAllowedNow',
    });
    const path = `${CITY}/staff/cases/${id}/parts/opinion/waive`;
    const blank = await post(path, new URLSearchParams({ reason: ' ' }), clerk.headers);
    expect(blank.status).toBe(422);
    expect(pageText(await blank.text())).toContain('理由を入力してください');
    const done = await post(path, new URLSearchParams({ reason: '紙で受け取った。' }), clerk.headers);
    expect(done.status).toBe(303);
    const ready = await opened(id);
    expect(ready.actions).toContain('approve');
    await work.approve(clerk.context, id, ready.case.revision);
    expect((await opened(id)).case.state).toBe('completed');
  });

  test('is not needed where its condition is not met', async () => {
    const id = await submitted({ severe: false });
    const found = await opened(id);
    expect(found.case).toMatchObject({ phase: 'working', awaitedParts: 0, stoppedOn: null });
    expect(found.parts.map(({ isMissing }) => isMissing)).toEqual([false]);
  });

  test('is asked for once, however often the form is sent; the link is shown once', async () => {
    const id = await submitted();
    const ask = () =>
      post(
        `${CITY}/my/cases/${id}/parts/opinion/invite`,
        new URLSearchParams({ after: '' }),
        resident.headers,
      );
    const made = await ask();
    const page = await shownLink(made, resident.headers);
    expect(page.headers.getSetCookie().join()).toMatch(/yakuba_new_link=;.*Max-Age=0/i);
    const link = linkIn(await page.text());
    const reloaded = await get(at(made), resident.headers);
    expect(reloaded.headers.get('location')).toBe(`${CITY}/my/cases/${id}`);
    const repeated = await ask();
    expect(repeated.headers.getSetCookie()).toEqual([]);
    expect((await get(link)).status).toBe(200);
    const { parts } = await services().my.caseOf(resident.context, id);
    expect(parts[0]?.requests).toHaveLength(1);
  });

  test('can be asked for again: the old link dies at once; and be taken back', async () => {
    const id = await submitted();
    const first = await invited(id);
    const second = await invited(id);
    expect((await get(first)).status).toBe(404);
    expect((await get(second)).status).toBe(200);
    const { parts } = await services().my.caseOf(resident.context, id);
    const request = parts[0]?.requests[0]?.id;
    const cancelled = await post(
      `${CITY}/my/cases/${id}/part-requests/${request}/cancel`,
      new URLSearchParams(),
      resident.headers,
    );
    expect(cancelled.status).toBe(303);
    expect((await get(second)).status).toBe(404);
    const stranger = await post(
      `${CITY}/my/cases/${id}/parts/opinion/invite`,
      new URLSearchParams(),
      doctor.headers,
    );
    expect(stranger.status).toBe(404);
  });

  test('two who open the link at the same moment: one gets it', async () => {
    const link = await invited(await submitted());
    const another = await as({ name: '別の職員', grants: [{ role: 'clerk', unit: 'civic-affairs' }] });
    const answers = await Promise.all(
      Array.from({ length: 4 }, (_, index) =>
        post(link, new URLSearchParams(), index % 2 === 0 ? doctor.headers : another.headers),
      ),
    );
    // Staff are refused before it is opened; once it is, there is no link for anybody else.
    const refused = expect.toBeOneOf([403, 404]);
    expect(answers.map(({ status }) => status)).toEqual([303, refused, 303, refused]);
  });

  test('is over after its days, and what was begun goes; the case is told', async () => {
    const id = await submitted();
    const link = await invited(id);
    await filled(link, doctor);
    now = now.add({ hours: 24 * 8 });
    try {
      expect((await get(link)).status).toBe(404);
      const municipality = clerk.context.municipality;
      const job = app.jobs.find(({ name }) => name === 'procedure.expire-parts');
      await job?.run({
        municipality,
        actor: { kind: 'system', id: 'procedure.expire-parts' },
        purpose: null,
        clock: pinnedClock(now),
        mayJournal: null,
      });
      const { parts } = await services().my.caseOf(resident.context, id);
      expect(parts[0]?.requests[0]).toMatchObject({ state: 'expired', content: { answers: {} } });
      const { rows } = await sql<{ count: number }>`
        SELECT count(*)::int AS count FROM file WHERE holder = ${`part/${parts[0]?.requests[0]?.id}`}`.execute(
        app.kernel.database.owner,
      );
      expect(rows).toEqual([{ count: 0 }]);
    } finally {
      now = Temporal.Instant.from(TEST_NOW);
    }
  });
});
