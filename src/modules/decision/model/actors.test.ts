import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type OrganizationRecords, organizationOn, titleOn, unitNow } from '#modules/organization/api.js';
import {
  dayOf as day,
  RANDOM_POSTS as POSTS,
  randomOrganization as records,
  FIRST_DAY as START,
  RANDOM_UNITS as UNITS,
} from '#testing/random-organizations.js';
import { actorsOf } from './actors.js';

const town = (over: Partial<OrganizationRecords> = {}) => {
  const unit = (id: string, parent: string | null) => ({
    id,
    name: id,
    parent,
    from: START,
    to: null,
    successor: null,
  });
  const posted = (staff: string, unitId: string, post: string) => ({
    staff,
    unit: unitId,
    post,
    kind: 'regular' as const,
    from: START,
    to: null,
  });
  const all: OrganizationRecords = {
    units: [unit('city', null), unit('civic', 'city'), unit('affairs', 'civic')],
    posts: POSTS,
    postings: [
      posted('d', 'civic', 'director'),
      posted('h', 'affairs', 'head'),
      posted('k', 'affairs', 'chief'),
    ],
    absences: [],
    ...over,
  };
  return all;
};
const away = (...staff: string[]) => staff.map((one) => ({ staff: one, from: START, to: day(5) }));
const head = { unit: 'affairs', post: 'head' };

describe('who may act at a step', () => {
  test('the holder, and the stand-in while the holder is away', () => {
    expect(actorsOf(organizationOn(town(), START), head)).toMatchObject({ by: 'holder', staff: ['h'] });
    const absent = town({ absences: away('h') });
    expect(actorsOf(organizationOn(absent, START), head)).toMatchObject({
      by: 'standIn',
      staff: ['k'],
      laterConfirmation: true,
    });
    expect(actorsOf(organizationOn(absent, day(6)), head)).toMatchObject({ by: 'holder', staff: ['h'] });
  });

  test('the superior when the stand-in is away too, and the administrator when nobody is left', () => {
    const two = organizationOn(town({ absences: away('h', 'k') }), START);
    expect(actorsOf(two, head)).toMatchObject({ by: 'superior', staff: ['d'], seat: { unit: 'civic' } });
    const all = organizationOn(town({ absences: away('h', 'k', 'd') }), START);
    expect(actorsOf(all, head)).toEqual({ by: 'administrator' });
  });

  test('a vacant post that somebody acts for is held', () => {
    const acting = { staff: 'd', ...head, kind: 'acting' as const, from: START, to: null };
    const vacant = town({ postings: [...town().postings.filter(({ staff }) => staff !== 'h'), acting] });
    expect(actorsOf(organizationOn(vacant, START), head)).toMatchObject({ by: 'acting', staff: ['d'] });
  });

  test('after a transfer yesterday still shows the title of yesterday', () => {
    const moved = town({
      postings: town().postings.flatMap((posting) =>
        posting.staff === 'k'
          ? [
              { ...posting, to: day(1) },
              { ...posting, post: 'head', from: day(2) },
            ]
          : [posting],
      ),
    });
    expect(titleOn(organizationOn(moved, day(1)), 'k')?.title).toBe('chief');
    expect(titleOn(organizationOn(moved, day(2)), 'k')?.title).toBe('head');
  });

  test('in 10,000 organisations there is always somebody, who is in office and there that day', () => {
    fc.assert(
      fc.property(
        records,
        fc.integer({ min: 0, max: 30 }),
        fc.constantFrom(...UNITS),
        fc.constantFrom(...POSTS.map(({ id }) => id)),
        (all, days, unit, post) => {
          const organization = organizationOn(all, day(days));
          const actors = actorsOf(organization, { unit, post });
          const now = unitNow(organization, unit);
          if (actors.by === 'administrator') {
            const line = new Set<string>();
            for (let at = now; at !== null && !line.has(at); ) {
              line.add(at);
              const parent: string | null = organization.units.get(at)?.parent ?? null;
              at = parent === null ? null : unitNow(organization, parent);
            }
            const rankOf = (id: string) => POSTS.findIndex((one) => one.id === id);
            const there = [...organization.postings.values()]
              .flat()
              .filter((posting) => line.has(posting.unit) && !organization.absent.has(posting.staff))
              .filter(
                (posting) =>
                  rankOf(posting.post) < rankOf(post) || (posting.unit === now && posting.post === post),
              );
            expect(there).toEqual([]);
            return;
          }
          expect(actors.staff.length).toBeGreaterThan(0);
          for (const staff of actors.staff) {
            expect(organization.absent.has(staff)).toBe(false);
            expect(titleOn(organization, staff)).not.toBeNull();
          }
          expect(actors.laterConfirmation).toBe(actors.by === 'standIn');
        },
      ),
      { numRuns: 10_000 },
    );
  });
});
