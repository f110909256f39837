import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemContext } from '#kernel/context.js';
import { append } from '#kernel/journal/journal.js';
import { signInAs } from '#modules/identity/fixtures.js';
import { statementsOf } from '#testing/count-statements.js';
import { type TestApp, testApp } from '#testing/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.stop());

const CITY = 'nara-city';
const get = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await app.request(`/${CITY}${path}`, { headers });
  expect(answer.status).toBe(200);
  await answer.arrayBuffer();
};
const count = async (path: string, headers?: Record<string, string>): Promise<number> => {
  const statements = await statementsOf(() => get(path, headers));
  return statements.length;
};

describe('statements to the database', () => {
  test.each(['/', '/plan', '/theme.css', '/api/v1/plan/measures'])('of %s, kept: none', async (path) => {
    await get(path);
    expect(await count(path)).toBe(0);
  });

  test.each([
    ['/theme.css', 0],
    ['/accessibility', 0],
    ['/procedures', 0],
    ['/', 6],
    ['/plan', 6],
    ['/api/v1/plan/measures', 6],
  ])('of %s, made anew: at most %i, however many rows there are', async (path, most) => {
    expect(await count(`${path}?anew=1`)).toBeLessThanOrEqual(most);
  });

  test('for who is signed in: one look at the session, in a transaction of its own, and none soon after', async () => {
    const { headers } = await signInAs(app.kernel, CITY, 'resident');
    expect(await count('/accessibility', headers)).toBe(3);
    expect(await count('/accessibility', headers)).toBe(0);
  });

  test('for a forged session: the same look', async () => {
    expect(await count('/accessibility', { cookie: 'yakuba_session=forged' })).toBe(3);
  });

  test('for a journal entry: one', async () => {
    const { clock, database, municipalities } = app.kernel;
    const municipality = municipalities.bySlug(CITY);
    if (!municipality) throw new Error(`no ${CITY}`);
    const context = systemContext(municipality, 'test', clock);
    const statements = await statementsOf(() =>
      database.transaction(municipality.code, (tx) =>
        append(tx, context, { type: 'test.done', subject: 'thing/1' }),
      ),
    );
    // Opening, entry, COMMIT.
    expect(statements).toHaveLength(3);
  });
});
