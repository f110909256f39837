import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { organizationOn } from '#modules/organization/api.js';
import {
  dayOf,
  RANDOM_POSTS,
  RANDOM_STAFF,
  RANDOM_UNITS,
  randomOrganization,
} from '#testing/random-organizations.js';
import { MODES, OBJECTIONS } from '../definition.js';
import { answer, begin, earlierStages, goBack, isUntouched, type Progress, reroute } from './progress.js';
import { entitledTo, isInOffice, reachOf } from './rights.js';
import { type Extra, NO_EXTRA, type PlannedStep, routeFor } from './route.js';

const step = (no: number, stage: number, kind: Progress['kind'], more: Partial<Progress> = {}): Progress => ({
  no,
  stage,
  kind,
  seat: { unit: `unit-${no}`, post: 'head' },
  mode: 'all',
  objection: 'noted',
  byTable: true,
  state: 'waiting',
  ...more,
});
const ROUTE = [
  step(0, 0, 'review'),
  step(1, 1, 'consultation'),
  step(2, 1, 'consultation'),
  step(3, 2, 'decision'),
  step(4, 3, 'circulation'),
];
const states = (steps: readonly Progress[]) => steps.map(({ state }) => state).join(' ');

describe('the course of a draft', () => {
  test('asks one stage after the other, those consulted at the same time, and tells the others at the end', () => {
    let now = begin(ROUTE, false);
    expect(states(now)).toBe('open waiting waiting waiting waiting');
    now = answer(now, 0, 'approved').steps;
    expect(states(now)).toBe('approved open open waiting waiting');
    now = answer(now, 1, 'objected').steps;
    expect(states(now)).toBe('approved objected open waiting waiting');
    now = answer(now, 2, 'approved').steps;
    expect(states(now)).toBe('approved objected approved open waiting');
    const end = answer(now, 3, 'approved');
    expect([states(end.steps), end.outcome]).toEqual(['approved objected approved approved open', 'decided']);
    expect(states(answer(end.steps, 4, 'noted').steps)).toBe('approved objected approved approved noted');
  });

  test.each([
    ['all', 'noted', ['objected', 'objected', 'approved'], 3, 'underWay'],
    ['all', 'returns', ['objected', 'approved', 'approved'], 3, 'returned'],
    ['any', 'returns', ['objected', 'approved'], 2, 'underWay'],
    ['any', 'returns', ['objected', 'objected', 'objected'], 3, 'returned'],
    ['any', 'noted', ['approved'], 1, 'underWay'],
    ['majority', 'returns', ['approved', 'approved'], 2, 'underWay'],
    ['majority', 'returns', ['objected', 'approved', 'objected'], 3, 'returned'],
    ['majority', 'noted', ['objected', 'objected', 'objected'], 3, 'underWay'],
  ] as const)('consultation of three, %s, %s: %j', (mode, objection, answers, over, outcome) => {
    const consulted = [0, 1, 2].map((no) => step(no, 0, 'consultation', { mode, objection }));
    let now = { steps: begin([...consulted, step(3, 1, 'decision')], false), outcome: 'underWay' };
    for (const [no, state] of answers.entries()) {
      expect(now.steps[3]?.state).toBe('waiting');
      now = answer(now.steps, no, state);
    }
    expect(answers).toHaveLength(over);
    expect(now.outcome).toBe(outcome);
    expect(now.steps[3]?.state).toBe(outcome === 'returned' ? 'waiting' : 'open');
    expect(now.steps.some(({ state }) => state === 'open')).toBe(outcome !== 'returned');
  });

  test('goes straight to who decides when it is urgent', () => {
    expect(states(begin(ROUTE, true))).toBe('skipped skipped skipped open waiting');
  });

  test('goes back to an earlier stage or to the drafter, and is pulled back only while nobody has acted', () => {
    const sent = begin(ROUTE, false);
    expect(isUntouched(sent)).toBe(true);
    const once = answer(sent, 0, 'approved').steps;
    expect([isUntouched(once), earlierStages(once)]).toEqual([false, [0]]);
    const later = answer(answer(once, 1, 'approved').steps, 2, 'approved').steps;
    expect(earlierStages(later)).toEqual([0, 1]);
    expect(states(goBack(later, 1))).toBe('approved open open waiting waiting');
    expect(states(goBack(later, null))).toBe('waiting waiting waiting waiting waiting');
  });

  test('keeps what was answered when it is routed anew', () => {
    const once = answer(begin(ROUTE, false), 0, 'approved').steps;
    const planned: PlannedStep[] = [
      ...ROUTE.slice(0, 1),
      step(1, 1, 'decision', { seat: { unit: 'other', post: 'head' } }),
    ];
    const anew = reroute(once, planned, (one, no) => ({ ...one, no, state: 'waiting' }));
    expect(anew.map(({ no, stage, kind, state }) => [no, stage, kind, state])).toEqual([
      [0, 0, 'review', 'approved'],
      [5, 2, 'decision', 'open'],
    ]);
  });
});

/** Some weeks of one draft, in a town in which everything changes meanwhile. */
const days = fc.array(
  fc.record({
    act: fc.constantFrom(
      'approve',
      'approve',
      'approve',
      'object',
      'back',
      'drafter',
      'reroute',
      'add',
      'name',
    ),
    pick: fc.nat({ max: 20 }),
  }),
  { minLength: 8, maxLength: 20 },
);
const unit = fc.constantFrom(...RANDOM_UNITS);
const seat = fc.record({ unit, post: fc.constantFrom(...RANDOM_POSTS.map(({ id }) => id)) });
const rule = fc.record({
  decidedBy: fc.constantFrom('mayor', 'director', 'head', 'chief'),
  consult: fc.option(
    fc.record({
      mode: fc.constantFrom(...MODES),
      objection: fc.constantFrom(...OBJECTIONS),
      seats: fc.array(fc.record({ unit }), { minLength: 1, maxLength: 3 }),
    }),
    { nil: undefined },
  ),
  circulate: fc.array(fc.record({ unit }), { maxLength: 2 }),
  article: fc.constant('a'),
});

describe('a draft in a town in which everything changes', () => {
  test('can always go on, in 10,000 random towns: somebody may act, or the administrator names somebody', () => {
    fc.assert(
      fc.property(
        fc.record({
          town: randomOrganization,
          rule,
          unit,
          drafter: fc.constantFrom(...RANDOM_STAFF),
          isUrgent: fc.boolean(),
          added: fc.array(seat, { maxLength: 4 }),
          delegations: fc.array(
            fc.record({ from: fc.constantFrom(...RANDOM_STAFF), to: fc.constantFrom(...RANDOM_STAFF) }),
            { maxLength: 3 },
          ),
          days,
        }),
        ({ town, rule: table, unit: at, drafter, isUrgent, delegations, added, days: course }) => {
          let extra: Extra = {
            ...NO_EXTRA,
            review: added.slice(0, 1),
            consult: [RANDOM_UNITS[1] ?? ''],
            mode: 'any',
          };
          const plan = (date: number) => {
            const on = organizationOn(town, dayOf(date));
            const planned = routeFor(table, on, { unit: at, drafter, extra });
            // Whatever is added, the table's seats stay, and nobody is asked after the decision.
            const key = ({ kind, seat: { unit, post } }: PlannedStep) => `${kind} ${unit} ${post}`;
            const asked = new Set(planned.map(key));
            const demanded = routeFor(table, on, { unit: at, drafter, extra: NO_EXTRA });
            const end = planned.findIndex(({ kind }) => kind === 'decision');
            const isSound =
              demanded.every((step) => asked.has(key(step))) &&
              planned.slice(end + 1).every(({ kind }) => kind === 'circulation');
            expect(isSound).toBe(true);
            return planned;
          };
          const make = (planned: PlannedStep, no: number): Progress => ({ ...planned, no, state: 'waiting' });
          const send = (date: number) => begin(plan(date).map(make), isUrgent);
          const named = new Map<number, string>();
          let steps = send(0);
          let isOver = false;
          for (const [date, { act, pick }] of course.entries()) {
            const organization = organizationOn(town, dayOf(date));
            const open = steps.filter(({ state, kind }) => state === 'open' && kind !== 'circulation');
            // While it is under way somebody is asked.
            expect(open.length).toBeGreaterThan(0);
            const chosen = open[pick % open.length];
            if (!chosen) return;
            const asked = { seat: chosen.seat, named: named.get(chosen.no) ?? null };
            const entitled = entitledTo(organization, asked, { delegations, not: drafter });
            for (const { staff } of entitled) {
              expect(staff).not.toBe(drafter);
              expect(isInOffice(organization, staff)).toBe(true);
            }
            // The lists of work show the step to those who may act on it, and to nobody else.
            for (const me of RANDOM_STAFF) {
              const isListed = reachOf(organization, [asked], { me, delegations }).some(
                ({ only, except }) => (only === null || only === drafter) && !except.includes(drafter),
              );
              expect(isListed).toBe(entitled.some(({ staff }) => staff === me));
            }
            const somebody = RANDOM_STAFF.find((one) => one !== drafter && isInOffice(organization, one));
            if (entitled.length === 0) {
              // Nobody of the line is there: whoever is named can act at once.
              if (somebody === undefined) continue;
              named.set(chosen.no, somebody);
              const now = entitledTo(
                organization,
                { ...asked, named: somebody },
                { delegations, not: drafter },
              );
              expect(now.map(({ staff, right }) => [staff, right])).toEqual([[somebody, 'named']]);
              continue;
            }
            if (act === 'add') {
              extra = { ...extra, review: added.slice(0, extra.review.length + 1) };
              steps = reroute(steps, plan(date), make);
            } else if (act === 'reroute') steps = reroute(steps, plan(date), make);
            else if (act === 'back') {
              const [stage] = earlierStages(steps);
              if (stage !== undefined) steps = goBack(steps, stage);
            } else if (act === 'drafter') steps = send(date);
            else {
              const state = act === 'object' && chosen.kind === 'consultation' ? 'objected' : 'approved';
              const after = answer(steps, chosen.no, state);
              steps = after.outcome === 'returned' ? send(date) : after.steps;
              if (after.outcome === 'decided') {
                isOver = true;
                break;
              }
            }
          }
          // Whatever happened: agreement alone brings it to its end, in as many answers as there are steps.
          for (let left = steps.length; !isOver && left > 0; left -= 1) {
            const next = steps.find(({ state, kind }) => state === 'open' && kind !== 'circulation');
            expect(next).toBeDefined();
            const after = answer(steps, next?.no ?? -1, 'approved');
            steps = after.outcome === 'returned' ? send(30) : after.steps;
            isOver = after.outcome === 'decided';
            if (after.outcome === 'returned') left = steps.length + 1;
          }
          expect(isOver).toBe(true);
        },
      ),
      { numRuns: 10_000 },
    );
  });
});
