import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Clock } from '#kernel/clock.js';
import { systemContext } from '#kernel/context.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import { TEST_NOW } from '#testing/test-kernel.js';
import { type SignedIn, signInAs, type Who } from './fixtures.js';
import { createActorOf } from './service/sessions.js';

let app: TestApp;
let now = Temporal.Instant.from(TEST_NOW);
const clock: Clock = { now: () => now };
const later = (duration: Temporal.DurationLike) => {
  now = now.add(duration);
};
const municipality = (slug = 'nara-city') => {
  const found = app.kernel.municipalities.bySlug(slug);
  if (!found) throw new Error(`no municipality ${slug}`);
  return found;
};
const token = ({ cookie }: SignedIn) => cookie.slice(cookie.indexOf('=') + 1);
const actorOf = (session: SignedIn, slug?: string) =>
  app.modules.identity.actorOf(municipality(slug), token(session));
const owner = (text: string) => sql.raw<Record<string, unknown>>(text).execute(app.kernel.database.owner);

beforeAll(async () => {
  app = await testApp({ clock });
});
afterAll(() => app.stop());

describe('a session', () => {
  test.each<[Who, object]>([
    ['resident', { kind: 'resident', name: '奈良 花子', assurance: 'high' }],
    ['resident-little-japanese', { kind: 'resident', name: 'グエン・ティ・ラン' }],
    ['business', { kind: 'business', name: '株式会社奈良工務店', assurance: 'substantial' }],
    [
      'clerk',
      {
        kind: 'staff',
        name: '佐藤 健',
        grants: [
          { role: 'clerk', unit: 'civic-affairs' },
          ...[
            'building-guidance',
            'environment',
            'medical-policy',
            'nursery',
            'parks',
            'road-maintenance',
          ].map((unit) => ({ role: 'register-keeper', unit })),
          ...['construction', 'environment', 'parks'].map((unit) => ({ role: 'report-worker', unit })),
        ],
      },
    ],
    [
      'section-head',
      {
        kind: 'staff',
        grants: [
          { role: 'register-keeper', unit: 'information-policy' },
          { role: 'section-head', unit: 'civic-affairs' },
        ],
      },
    ],
    [
      'plan-office',
      {
        grants: [
          { role: 'administrator', unit: null },
          { role: 'plan-office', unit: null },
          { role: 'register-keeper', unit: 'information-policy' },
        ],
      },
    ],
    ['headquarters', { grants: [{ role: 'headquarters', unit: null }] }],
    ['administrator', { grants: [{ role: 'administrator', unit: null }] }],
    [
      { name: '試験 太郎', grants: [{ role: 'clerk', unit: 'civic' }] },
      { name: '試験 太郎', grants: [{ role: 'clerk', unit: 'civic' }] },
    ],
  ])('of %j has its actor', async (who, expected) => {
    const session = await signInAs(app.kernel, 'nara-city', who);
    expect(session.actor).toMatchObject(expected);
    expect(await actorOf(session)).toEqual(session.actor);
  });

  test('of the same person twice is the same actor', async () => {
    const [first, second] = [
      await signInAs(app.kernel, 'imari', 'clerk'),
      await signInAs(app.kernel, 'imari', 'clerk'),
    ];
    expect(second.actor).toEqual(first.actor);
    expect(second.cookie).not.toBe(first.cookie);
  });

  test('opens nothing in another municipality', async () => {
    const session = await signInAs(app.kernel, 'nara-city', 'administrator');
    expect(await actorOf(session, 'imari')).toEqual({ kind: 'anonymous' });
  });

  test('is unknown for a token that was never given out, whatever it holds', async () => {
    for (const wrong of ['', 'x', "' OR 1=1 --", '\u0000', 'a'.repeat(5000)]) {
      expect(await app.modules.identity.actorOf(municipality(), wrong)).toEqual({ kind: 'anonymous' });
    }
  });

  test('is not stored in a form that could be used', async () => {
    const session = await signInAs(app.kernel, 'nara-city', 'resident');
    const { rows } = await owner(
      `SELECT * FROM identity_session WHERE encode(token_hash, 'escape') LIKE '%${token(session)}%'`,
    );
    expect(rows).toEqual([]);
  });

  test.each<[Who, number]>([
    ['clerk', 30],
    ['resident', 60],
  ])('of a %s is over after %i minutes without a request', async (who, minutes) => {
    const session = await signInAs(app.kernel, 'nara-city', who);
    later({ minutes: minutes - 1 });
    expect(await actorOf(session)).toEqual(session.actor);
    later({ minutes: minutes - 1 });
    expect(await actorOf(session)).toEqual(session.actor);
    later({ minutes });
    expect(await actorOf(session)).toEqual({ kind: 'anonymous' });
  });

  test('is over after twelve hours however busy it is', async () => {
    const session = await signInAs(app.kernel, 'nara-city', 'clerk');
    for (let hour = 0; hour < 47; hour += 1) {
      later({ minutes: 15 });
      expect(await actorOf(session)).toEqual(session.actor);
    }
    later({ minutes: 15 });
    expect(await actorOf(session)).toEqual({ kind: 'anonymous' });
  });

  test('writes when it was last seen at most once a minute', async () => {
    const session = await signInAs(app.kernel, 'nara-city', {
      name: '頻繁',
      grants: [{ role: 'clerk', unit: null }],
    });
    const seen = async () => {
      const { rows } = await owner(
        "SELECT s.xmin::text, s.last_seen_at::text FROM identity_session s JOIN identity_staff t ON t.id = s.staff WHERE t.name = '頻繁'",
      );
      return rows[0];
    };
    const first = await seen();
    later({ seconds: 59 });
    await actorOf(session);
    expect(await seen()).toEqual(first);
    later({ seconds: 1 });
    await actorOf(session);
    expect(await seen()).not.toEqual(first);
  });

  test('of staff ends with the last grant and with a suspension', async () => {
    // Another process, which remembers nothing: what the test writes is not journalled.
    const actorOf = ({ cookie }: SignedIn) =>
      createActorOf(app.kernel)(municipality(), cookie.split('=')[1] ?? '');
    const session = await signInAs(app.kernel, 'nara-city', {
      name: '異動',
      grants: [{ role: 'clerk', unit: null }],
    });
    await owner("UPDATE identity_staff SET active = false WHERE name = '異動'");
    expect(await actorOf(session)).toEqual({ kind: 'anonymous' });
    await owner("UPDATE identity_staff SET active = true WHERE name = '異動'");
    expect(await actorOf(session)).toEqual(session.actor);
    await owner(
      "UPDATE identity_grant SET to_date = from_date FROM identity_staff s WHERE s.id = identity_grant.staff AND s.name = '異動'",
    );
    expect(await actorOf(session)).toEqual(session.actor);
    later({ hours: 24 });
    await owner(
      "UPDATE identity_session SET last_seen_at = now() + interval '10 years', expires_at = now() + interval '20 years'",
    );
    expect(await actorOf(session)).toEqual({ kind: 'anonymous' });
  });

  test('that has been over for a day is swept away; one that is not stays', async () => {
    const old = await signInAs(app.kernel, 'kashihara', 'clerk');
    // A form that comes with it is still known to be this person's.
    later({ hours: 24 });
    const citizen = await signInAs(app.kernel, 'kashihara', 'resident');
    later({ minutes: 45 });
    const fresh = await signInAs(app.kernel, 'kashihara', 'clerk');
    const job = app.jobs.find(({ name }) => name === 'identity.sweep');
    await job?.run(systemContext(municipality('kashihara'), 'identity.sweep', clock));
    const { rows } = await owner(
      `SELECT 1 FROM identity_session WHERE tenant = '${municipality('kashihara').code}'`,
    );
    expect(rows).toHaveLength(2);
    expect(await actorOf(old, 'kashihara')).toEqual({ kind: 'anonymous' });
    expect(await actorOf(citizen, 'kashihara')).toEqual(citizen.actor);
    expect(await actorOf(fresh, 'kashihara')).toEqual(fresh.actor);
  });
});
