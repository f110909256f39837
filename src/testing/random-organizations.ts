import fc from 'fast-check';
import type { OrganizationRecords } from '#modules/organization/api.js';

/** First of the thirty days in which units open and close, people come, go and are away. */
export const FIRST_DAY = Temporal.PlainDate.from('2026-04-01');
export const dayOf = (days: number): Temporal.PlainDate => FIRST_DAY.add({ days });

export const RANDOM_POSTS = ['mayor', 'director', 'head', 'chief', 'clerk'].map((id, index) => ({
  id,
  rank: index + 1,
  standsIn: id !== 'clerk',
  atTop: id === 'mayor',
  title: id,
}));
export const RANDOM_UNITS = ['city', 'civic', 'affairs', 'tax', 'new'];
export const RANDOM_STAFF = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const last = fc.option(fc.integer({ min: 0, max: 30 }).map(dayOf), { nil: null });
const first = fc.integer({ min: -10, max: 10 }).map(dayOf);
const unitOrNone = fc.option(fc.constantFrom(...RANDOM_UNITS), { nil: null });

/** Parents and successors point anywhere, in circles too: what a bad import could leave. */
export const randomOrganization: fc.Arbitrary<OrganizationRecords> = fc.record({
  units: fc
    .tuple(
      ...RANDOM_UNITS.map(() =>
        fc.record({ parent: unitOrNone, successor: unitOrNone, from: first, to: last }),
      ),
    )
    .map((dated) =>
      RANDOM_UNITS.map((id, index) => ({
        id,
        name: id,
        parent: null,
        successor: null,
        from: FIRST_DAY,
        to: null,
        ...dated[index],
      })),
    ),
  posts: fc.constant(RANDOM_POSTS),
  postings: fc.array(
    fc.record({
      staff: fc.constantFrom(...RANDOM_STAFF),
      unit: fc.constantFrom(...RANDOM_UNITS),
      post: fc.constantFrom(...RANDOM_POSTS.map(({ id }) => id)),
      kind: fc.constantFrom('regular' as const, 'concurrent' as const, 'acting' as const),
      from: first,
      to: last,
    }),
    { maxLength: 14 },
  ),
  absences: fc.array(
    fc.record({
      staff: fc.constantFrom(...RANDOM_STAFF),
      from: first,
      to: fc.integer({ min: 0, max: 30 }).map(dayOf),
    }),
    { maxLength: 6 },
  ),
});
