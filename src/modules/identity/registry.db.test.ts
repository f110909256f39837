import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Clock, today } from '#kernel/clock.js';
import { type Context, systemContext, tenantOf } from '#kernel/context.js';
import { AppError } from '#kernel/errors.js';
import { pageText } from '#testing/page-text.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { staffCommand } from '../../staff-command.js';
import { type SignedIn, signInAs, type Who } from './fixtures.js';
import { grant, listStaff, readStaffMember, registerStaff, revoke } from './service/registry.js';

const ISSUER = 'https://accounts.example.jp';
let app: TestApp;
let now = Temporal.Instant.from(TEST_NOW);
const clock: Clock = { now: () => now };

beforeAll(async () => {
  app = await testApp({ clock });
});
afterAll(() => app.stop());

const municipality = (slug: string) => {
  const found = app.kernel.municipalities.bySlug(slug);
  if (!found) throw new Error(`no municipality ${slug}`);
  return found;
};
const cli = (slug = 'nara-city'): Context => systemContext(municipality(slug), 'cli', clock);
const as = ({ actor }: SignedIn, slug = 'nara-city'): Context => ({ ...cli(slug), actor });
const entries = async (slug: string) => {
  const { rows } = await sql<{ type: string; subject: string; actor: string; data: object }>`
    SELECT type, subject, actor, data FROM journal_entry WHERE tenant = ${municipality(slug).code} AND type LIKE 'identity.%'
    ORDER BY position`.execute(app.kernel.database.owner);
  return rows;
};
const from = () => today(clock);
const terms = (role: string, unit: string | null = null) => ({ role, unit, from: from(), to: null });
const code = (error: unknown) => (error instanceof AppError ? error.code : error);
const refused = (work: Promise<unknown>) => work.then(() => 'allowed', code);

describe('the staff registry', () => {
  test('registers and grants once, however often it is asked', async () => {
    const staff = { issuer: ISSUER, subject: 'a-1', name: '登録 一郎' };
    const first = await registerStaff(app.kernel, cli('imari'), staff);
    const granted = await grant(app.kernel, cli('imari'), first.id, terms('clerk', 'citizens'));
    expect([first.isNew, granted.isNew]).toEqual([true, true]);
    now = now.add({ hours: 24 });
    expect(await registerStaff(app.kernel, cli('imari'), staff)).toEqual({ id: first.id, isNew: false });
    expect(await grant(app.kernel, cli('imari'), first.id, terms('clerk', 'citizens'))).toEqual({
      id: granted.id,
      isNew: false,
    });
    expect(await entries('imari')).toEqual([
      { type: 'identity.staffRegistered', subject: `staff/${first.id}`, actor: 'system/cli', data: {} },
      {
        type: 'identity.granted',
        subject: `staff/${first.id}`,
        actor: 'system/cli',
        data: { grant: granted.id, role: 'clerk', unit: 'citizens' },
      },
    ]);
  });

  test('grants once when two administrators do it at the same moment', async () => {
    const { id } = await registerStaff(app.kernel, cli(), { issuer: ISSUER, subject: 'twice', name: '同時' });
    const both = await Promise.all(
      Array.from({ length: 5 }, () => grant(app.kernel, cli(), id, terms('clerk'))),
    );
    expect(both.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(both.map((granted) => granted.id)).size).toBe(1);
  });

  test('lets the same account be somebody else in another town', async () => {
    const staff = { issuer: ISSUER, subject: 'both', name: '兼務' };
    const here = await registerStaff(app.kernel, cli('imari'), staff);
    const there = await registerStaff(app.kernel, cli('kashihara'), staff);
    expect(there.isNew).toBe(true);
    expect(await refused(readStaffMember(app.kernel, cli('kashihara'), here.id))).toBe('notFound');
    expect(await refused(grant(app.kernel, cli('kashihara'), here.id, terms('clerk')))).toBe('notFound');
  });

  test('says by field what cannot be, and writes nothing', async () => {
    const before = await entries('nara-city');
    await expect(
      registerStaff(app.kernel, cli(), { issuer: 'accounts', subject: ' ', name: 'x'.repeat(201) }),
    ).rejects.toMatchObject({
      code: 'invalidInput',
      fields: {
        issuer: 'staff.people.error.issuer',
        subject: 'staff.people.error.subject',
        name: 'staff.people.error.name',
      },
    });
    const { id } = await registerStaff(app.kernel, cli(), {
      issuer: ISSUER,
      subject: 'faults',
      name: '誤り',
    });
    await expect(
      grant(app.kernel, cli(), id, {
        role: 'resident',
        unit: 'moon',
        from: from(),
        to: from().subtract({ days: 1 }),
      }),
    ).rejects.toMatchObject({
      fields: {
        role: 'staff.people.error.role',
        unit: 'staff.people.error.unit',
        to: 'staff.people.error.toBeforeFrom',
      },
    });
    expect((await entries('nara-city')).slice(before.length).map(({ type }) => type)).toEqual([
      'identity.staffRegistered',
    ]);
  });

  test('ends a session with the grant that it stood on', async () => {
    const session = await signInAs(app.kernel, 'nara-city', {
      name: '解任',
      grants: [{ role: 'clerk', unit: null }],
    });
    const { grants } = await readStaffMember(app.kernel, cli(), session.actor.id);
    for (const held of grants) {
      await revoke(app.kernel, cli(), session.actor.id, held.id);
      await revoke(app.kernel, cli(), session.actor.id, held.id);
    }
    const token = session.cookie.split('=')[1] ?? '';
    expect(await app.modules.identity.actorOf(municipality('nara-city'), token)).toEqual({
      kind: 'anonymous',
    });
    const revoked = (await entries('nara-city')).filter(
      ({ subject }) => subject === `staff/${session.actor.id}`,
    );
    expect(revoked.map(({ type }) => type)).toEqual(['identity.revoked']);
  });

  test('is read by pages of names without losing or repeating anybody', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `課員 ${index % 4}`);
    for (const [index, name] of names.entries()) {
      await registerStaff(app.kernel, cli('katsuragi'), { issuer: ISSUER, subject: `page-${index}`, name });
    }
    const seen: string[] = [];
    let after = null;
    do {
      const page: Awaited<ReturnType<typeof listStaff>> = await listStaff(app.kernel, cli('katsuragi'), {
        after,
        limit: 5,
      });
      expect(page.total).toBe(12);
      seen.push(...page.members.map(({ member }) => `${member.name} ${member.id}`));
      after = page.next;
    } while (after);
    expect(seen).toHaveLength(12);
    expect(seen).toEqual([...new Set(seen)].sort());
  });
});

describe('who may change it', () => {
  const others: Who[] = ['resident', 'business', 'clerk', 'section-head', 'headquarters'];

  test.each(others)('a %s may not, by service or by page', async (who) => {
    const session = await signInAs(app.kernel, 'nara-city', who);
    const context = as(session);
    expect(
      await refused(registerStaff(app.kernel, context, { issuer: ISSUER, subject: 'x', name: 'x' })),
    ).toBe('forbidden');
    expect(await refused(listStaff(app.kernel, context, { after: null, limit: 5 }))).toBe('forbidden');
    const response = await app.request('/nara-city/staff/people', { headers: session.headers });
    expect(response.status).toBe(403);
  });

  test('nobody may without signing in: they are sent to do so and come back', async () => {
    const response = await app.request('/nara-city/staff/people?afterName=x');
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe(
      `/nara-city/sign-in?back=${encodeURIComponent('/nara-city/staff/people?afterName=x')}`,
    );
  });

  test('an administrator of one unit grants there and below, not elsewhere', async () => {
    const session = await signInAs(app.kernel, 'nara-city', {
      name: '部の管理者',
      grants: [{ role: 'administrator', unit: 'civic' }],
    });
    const { id } = await registerStaff(app.kernel, cli(), { issuer: ISSUER, subject: 'unit', name: '部員' });
    const may = (unit: string | null) => refused(grant(app.kernel, as(session), id, terms('clerk', unit)));
    expect(await may('civic-affairs')).toBe('allowed');
    expect(await may('civic')).toBe('allowed');
    expect(await may('policy')).toBe('forbidden');
    expect(await may(null)).toBe('forbidden');
  });
});

describe('the pages', () => {
  const open = (path: string, { headers }: SignedIn) => app.request(`/nara-city${path}`, { headers });
  const send = (path: string, { headers }: SignedIn, fields: Record<string, string>) =>
    app.request(`/nara-city${path}`, { method: 'POST', headers, body: new URLSearchParams(fields) });

  test('register, grant, suspend, resume, revoke', async () => {
    const admin = await signInAs(app.kernel, 'nara-city', 'administrator');
    expect(pageText(await (await open('/staff/people', admin)).text())).toContain('職員を登録する');

    const wrong = await send('/staff/people', admin, { name: '新任 花', issuer: 'x', subject: '' });
    expect(wrong.status).toBe(422);
    const form = await wrong.text();
    expect(form).toContain('value="新任 花"');
    expect(form).toContain('href="#subject"');
    expect(pageText(form)).toContain('発行者を https:// から始まるアドレスで入力してください');

    const registered = await send('/staff/people', admin, {
      name: '新任 花',
      issuer: ISSUER,
      subject: 'new-1',
    });
    expect(registered.status).toBe(303);
    const person = (registered.headers.get('location') ?? '').replace('/nara-city', '');

    const badDate = await send(`${person}/grants`, admin, {
      role: 'clerk',
      unit: 'civic-affairs',
      from: '2026-13-01',
    });
    expect(badDate.status).toBe(422);
    expect(pageText(await badDate.text())).toContain('開始日を、ある日付で入力してください');

    expect(
      (await send(`${person}/grants`, admin, { role: 'clerk', unit: 'civic-affairs', from: '', to: '' }))
        .status,
    ).toBe(303);
    const page = await (await open(person, admin)).text();
    expect(pageText(page)).toContain('担当者（市民課）を外す');

    expect((await send(`${person}/active`, admin, { active: 'no' })).status).toBe(303);
    expect(pageText(await (await open(person, admin)).text())).toContain('停止中');
    expect((await send(`${person}/active`, admin, { active: 'yes' })).status).toBe(303);

    const [, revokePath = ''] =
      /action="\/nara-city(\/staff\/people\/[\w-]+\/grants\/[\w-]+\/revoke)"/.exec(page) ?? [];
    expect((await send(revokePath, admin, {})).status).toBe(303);
    expect(pageText(await (await open(person, admin)).text())).toContain('外した');

    const id = person.split('/').at(-1);
    const written = (await entries('nara-city')).filter(({ subject }) => subject === `staff/${id}`);
    expect(written.map(({ type }) => type)).toEqual([
      'identity.staffRegistered',
      'identity.granted',
      'identity.staffSuspended',
      'identity.staffResumed',
      'identity.revoked',
    ]);
    expect(new Set(written.map(({ actor }) => actor))).toEqual(new Set([`staff/${admin.actor.id}`]));
  });

  test.each(['/staff/people/x', '/staff/people/00000000-0000-7000-8000-000000000000'])(
    '%s is not there',
    async (path) => {
      const admin = await signInAs(app.kernel, 'nara-city', 'administrator');
      expect((await open(path, admin)).status).toBe(404);
    },
  );

  test('a form of another site changes nothing', async () => {
    const admin = await signInAs(app.kernel, 'nara-city', 'administrator');
    const forged = { ...admin, headers: { ...admin.headers, origin: 'https://elsewhere.example' } };
    const response = await send('/staff/people', forged, { name: '偽', issuer: ISSUER, subject: 'forged' });
    expect(response.status).toBe(403);
    const { rows } = await sql`SELECT 1 FROM identity_staff WHERE subject = 'forged'`.execute(
      app.kernel.database.owner,
    );
    expect(rows).toEqual([]);
  });
});

describe('the command', () => {
  const words = (more: Record<string, string>) => [
    'add',
    ...Object.entries({
      city: 'nara-pref',
      issuer: ISSUER,
      subject: 'first',
      name: '最初 の人',
      role: 'administrator',
      ...more,
    }).flatMap(([name, value]) => [`--${name}`, value]),
  ];

  test('makes the first administrator of a town that starts empty', async () => {
    expect(await staffCommand(app.kernel, words({}))).toBe('最初 の人: registered; administrator granted.');
    expect(await staffCommand(app.kernel, words({}))).toBe(
      '最初 の人: was registered before; administrator was granted before.',
    );
    const { members } = await listStaff(app.kernel, cli('nara-pref'), { after: null, limit: 5 });
    expect(members).toMatchObject([
      { member: { subject: 'first' }, grants: [{ role: 'administrator', unit: null }] },
    ]);
  });

  test.each<[Record<string, string>, RegExp]>([
    [{ city: 'atlantis' }, /no municipality "atlantis"/],
    [{ role: 'king' }, /--role/],
    [{ unit: 'moon' }, /--unit/],
    [{ colour: 'red' }, /Usage/],
  ])('says what is wrong with %j and registers nobody', async (more, message) => {
    await expect(staffCommand(app.kernel, words({ subject: 'nobody', ...more }))).rejects.toThrow(message);
    const { rows } = await sql`SELECT 1 FROM identity_staff WHERE subject = 'nobody'`.execute(
      app.kernel.database.owner,
    );
    expect(rows).toEqual([]);
  });
});

describe('for other modules', () => {
  test('tells who is signed in, to fill in forms, and the names of staff', async () => {
    const resident = await signInAs(app.kernel, 'nara-city', 'resident');
    const clerk = await signInAs(app.kernel, 'nara-city', 'clerk');
    const { api } = app.modules.identity;
    await app.kernel.database.transaction(tenantOf(cli()), async (tx) => {
      expect(await api.personOf(tx, as(resident))).toEqual({
        name: '奈良 花子',
        reading: 'ナラ ハナコ',
        birthDate: Temporal.PlainDate.from('1988-05-14'),
        address: '奈良県奈良市二条大路南一丁目2番3号',
        email: 'hanako@example.jp',
      });
      expect(await api.personOf(tx, as(clerk))).toBeNull();
      expect(await api.personOf(tx, cli())).toBeNull();
      expect(await api.staffNames(tx, [clerk.actor.id, resident.actor.id])).toEqual(
        new Map([[clerk.actor.id, '佐藤 健']]),
      );
      expect(await api.staffNames(tx, [])).toEqual(new Map());
    });
  });
});
