import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pinnedClock } from '#kernel/clock.js';
import { systemContext, tenantOf } from '#kernel/context.js';
import { readEntries } from '#kernel/journal/journal.js';
import { type Colleague, colleague, sampleContent, sampleTerms, seatIn } from '#modules/decision/fixtures.js';
import { type TestApp, testApp } from '#testing/test-app.js';
import type { DraftTerms } from './model/draft.js';

/* People leave, posts fall vacant, and clocks jump while a draft is on its way. The test's today is 2026-11-20. */

let app: TestApp;
let people: Record<'clerk' | 'chief' | 'head' | 'director' | 'books' | 'admin', Colleague>;

beforeAll(async () => {
  app = await testApp();
  const join = seatIn(app);
  people = {
    clerk: await join('起案 一郎', 'clerk', 'civic-affairs/clerk'),
    chief: await join('係長 二郎', 'clerk', 'civic-affairs/chief'),
    head: await join('課長 三郎', 'section-head', 'civic-affairs/head'),
    director: await join('部長 四郎', 'section-head', 'civic/director'),
    books: await join('図書 八子', 'section-head', 'library/head'),
    admin: await colleague(app.kernel, app.modules.organization.service, 'nara-city', {
      who: 'administrator',
      seats: [],
    }),
  };
});
afterAll(() => app.stop());

const service = () => app.modules.decision.service;
const sent = async (more: Partial<DraftTerms> = {}, at = people.clerk.context): Promise<string> => {
  const id = await service().drafting.begin(at, sampleTerms(more), sampleContent('件名'));
  expect(await service().drafting.send(at, id, 1)).toBe('done');
  return id;
};
const whoAt = async (id: string, time: string) =>
  (await service().reading.open(people.admin.at(time), id)).steps.map(({ words, state }) =>
    state === 'open' ? words.who.map(({ name, right }) => `${name} ${right}`).join('、') : state,
  );
const answer = (who: Colleague, time: string, id: string, no: number) =>
  service().acting.answer(who.at(time), id, { seen: { round: 1, no }, kind: 'approved', comment: '' });
const entriesOf = (id: string) =>
  app.kernel.database.transaction(tenantOf(people.clerk.context), async (tx) => {
    const { entries } = await readEntries(tx, { subject: `decision/${id}` }, { limit: 100 });
    return entries.reverse();
  });

describe('a draft on its way', () => {
  test('waits for whoever holds the post that day: before a transfer, on it, and while the post is vacant', async () => {
    const system = systemContext(people.clerk.context.municipality, 'demo', app.kernel.clock);
    const id = await sent();
    await answer(people.chief, '2026-11-20T10:00:00+09:00', id, 0);
    // The head goes to the library on 1 December; nobody follows until the 10th.
    const from = Temporal.PlainDate.from('2026-12-01');
    const regular = { kind: 'regular' as const, post: 'head', to: null };
    const { service: organization } = app.modules.organization;
    await organization.postKnown(system, { ...regular, staff: people.head.id, unit: 'library', from });
    const next = Temporal.PlainDate.from('2026-12-10');
    await organization.postKnown(system, {
      ...regular,
      staff: people.books.id,
      unit: 'civic-affairs',
      from: next,
    });
    expect(await whoAt(id, '2026-11-30T12:00:00+09:00')).toEqual(['approved', '課長 三郎 holder']);
    expect(await whoAt(id, '2026-12-02T12:00:00+09:00')).toEqual(['approved', '係長 二郎 standIn']);
    expect(await answer(people.head, '2026-12-02T12:00:00+09:00', id, 1)).toBe('moved');
    expect(await whoAt(id, '2026-12-10T00:00:00+09:00')).toEqual(['approved', '図書 八子 holder']);
    expect(await answer(people.books, '2026-12-10T09:00:00+09:00', id, 1)).toBe('done');
    // Looked at years later, it still says who that was on the day.
    const { steps } = await service().reading.open(people.admin.at('2031-04-01T09:00:00+09:00'), id);
    expect(steps[1]?.acted).toMatchObject({ unit: '市民課', title: '課長', right: 'holder' });
  });

  test('keeps its course and its order where the clock goes back, and says no negative times', async () => {
    const id = await sent();
    expect(await answer(people.chief, '2026-11-20T15:00:00+09:00', id, 0)).toBe('done');
    // An hour before it was even drafted.
    expect(await answer(people.director, '2026-11-19T08:00:00+09:00', id, 1)).toBe('moved');
    expect(await answer(people.head, '2026-11-19T08:00:00+09:00', id, 1)).toBe('done');
    const { draft, acts, steps } = await service().reading.open(
      people.admin.at('2026-11-18T08:00:00+09:00'),
      id,
    );
    expect(draft.state).toBe('decided');
    expect(acts.map(({ act, step }) => `${act} ${step}`)).toEqual(['sent null', 'approved 0', 'approved 1']);
    expect(steps.every(({ days }) => days >= 0)).toBe(true);
    const entries = await entriesOf(id);
    expect(entries.map(({ type }) => type)).toEqual([
      'decision.drafted',
      'decision.sent',
      'decision.approved',
      'decision.approved',
      'decision.decided',
    ]);
    expect(entries.at(-1)?.data.hours).toBe(0);
  });

  test('follows delegations by the day that the clock shows', async () => {
    const { delegating } = service();
    const days = { firstDay: '2026-11-23', lastDay: '2026-11-27' };
    expect(await delegating.delegate(people.chief.context, { who: '図書 八子', ...days })).toBeNull();
    const id = await sent();
    const deciding = async (time: string) => (await whoAt(id, time))[0];
    expect(await deciding('2026-11-22T23:59:59+09:00')).toBe('係長 二郎 holder');
    expect(await deciding('2026-11-23T00:00:00+09:00')).toContain('図書 八子 delegate');
    expect(await deciding('2027-11-25T12:00:00+09:00')).not.toContain('図書');
    // Back again: nothing was ended by having been too far ahead.
    expect(await deciding('2026-11-25T12:00:00+09:00')).toContain('図書 八子 delegate');
  });

  test('is brought to mind again after a clock that was a year ahead', async () => {
    const due = Temporal.PlainDate.from('2026-11-24');
    const id = await sent({ dueOn: due });
    const remindAt = (time: string) =>
      service().reminding.remind(
        systemContext(people.clerk.context.municipality, 'decision.remind', pinnedClock(time)),
      );
    const reminded = async () =>
      (await entriesOf(id)).filter(({ type }) => type === 'decision.reminded').map(({ data }) => data.late);
    await remindAt('2027-11-24T08:30:00+09:00');
    await remindAt('2026-11-23T08:30:00+09:00');
    await remindAt('2026-11-24T08:30:00+09:00');
    expect(await reminded()).toEqual([true, false]);
    await remindAt('2026-11-27T08:30:00+09:00');
    expect(await reminded()).toEqual([true, false, true]);
  });

  test('is not circulated for ever: the table ends it, or the drafter does', async () => {
    const circulate = { review: [], consult: [], mode: 'all' as const, circulate: ['civic'] };
    const decided = async () => {
      const id = await sent({ extra: circulate });
      await answer(people.chief, '2026-11-20T10:00:00+09:00', id, 0);
      const deciding = (await service().reading.open(people.admin.context, id)).steps[1];
      const holder = deciding?.words.who[0]?.name === '課長 三郎' ? people.head : people.books;
      await answer(holder, '2026-11-20T11:00:00+09:00', id, 1);
      return id;
    };
    const stateAt = async (id: string) =>
      (await service().reading.open(people.admin.context, id)).steps.at(-1)?.state;
    const close = (time: string) =>
      service().circulation.closeOld(
        systemContext(people.clerk.context.municipality, 'decision.closeCirculation', pinnedClock(time)),
      );
    const [one, two] = [await decided(), await decided()];
    expect(await stateAt(one)).toBe('open');
    await close('2026-12-19T06:50:00+09:00');
    expect(await stateAt(one)).toBe('open');
    expect(await service().circulation.byDrafter(people.head.context, two, 1)).toBe('moved');
    expect(await service().circulation.byDrafter(people.clerk.context, two, 1)).toBe('done');
    expect(await service().circulation.byDrafter(people.clerk.context, two, 1)).toBe('moved');
    await close('2026-12-21T06:50:00+09:00');
    expect([await stateAt(one), await stateAt(two)]).toEqual(['passed', 'passed']);
    for (const id of [one, two])
      expect((await entriesOf(id)).at(-1)).toMatchObject({
        type: 'decision.circulationClosed',
        data: { unread: 1 },
      });
  });
});
