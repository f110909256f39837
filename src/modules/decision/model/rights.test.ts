import { describe, expect, test } from 'vitest';
import { organizationOn } from '#modules/organization/api.js';
import { dayOf, FIRST_DAY, RANDOM_POSTS } from '#testing/random-organizations.js';
import { HEAD, postNow } from './actors.js';
import { entitledTo, reachOf } from './rights.js';

type Posted = [staff: string, unit: string, post: string, firstDay: number];
const townOn = (days: number, posted: readonly Posted[], away: readonly string[] = []) =>
  organizationOn(
    {
      units: [
        { id: 'city', name: 'city', parent: null, from: FIRST_DAY, to: null, successor: null },
        { id: 'tax', name: 'tax', parent: 'city', from: FIRST_DAY, to: null, successor: null },
      ],
      posts: RANDOM_POSTS,
      postings: posted.map(([staff, unit, post, first]) => ({
        staff,
        unit,
        post,
        kind: 'regular',
        from: dayOf(first),
        to: null,
      })),
      absences: away.map((staff) => ({ staff, from: FIRST_DAY, to: dayOf(30) })),
    },
    dayOf(days),
  );
const seat = { unit: 'tax', post: HEAD };
const asked = { seat, named: null };
const POSTED: Posted[] = [
  ['mayor', 'city', 'mayor', 0],
  ['clerk', 'tax', 'clerk', 1],
  ['chief', 'tax', 'chief', 2],
  ['head', 'tax', 'head', 3],
];
const whoOn = (days: number, { away = [] as string[], not = null as string | null, posted = POSTED } = {}) =>
  entitledTo(townOn(days, posted, away), asked, { delegations: [], not }).map(
    ({ staff, right, seat: { post } }) => `${right} ${staff} ${post}`,
  );

describe('the head of a unit', () => {
  test('is whoever holds its highest post on the day; above it is asked while nobody is there', () => {
    expect([0, 1, 2, 3].map((day) => postNow(townOn(day, POSTED), seat))).toEqual([
      HEAD,
      'clerk',
      'chief',
      'head',
    ]);
    expect(whoOn(0)).toEqual(['superior mayor mayor']);
    expect(whoOn(1)).toEqual(['holder clerk clerk']);
    expect(whoOn(2)).toEqual(['holder chief chief']);
    expect(whoOn(3)).toEqual(['holder head head']);
    expect(whoOn(0, { posted: [] })).toEqual([]);
  });

  test('is stood in for while away, and never judges the own draft', () => {
    expect(whoOn(3, { away: ['head'] })).toEqual(['standIn chief chief']);
    expect(whoOn(3, { not: 'head' })).toEqual(['superior mayor mayor']);
  });

  test('is not answered for by the lowest post of the unit above', () => {
    const posted: Posted[] = [
      ['messenger', 'city', 'clerk', 0],
      ['mayor', 'city', 'mayor', 0],
    ];
    expect(whoOn(0, { posted })).toEqual(['superior mayor mayor']);
  });

  test('has it in the own list, and has delegates', () => {
    const town = townOn(3, POSTED);
    const delegations = [{ from: 'head', to: 'mayor' }];
    const lists = ['clerk', 'chief', 'head', 'mayor'].filter(
      (me) => reachOf(town, [asked], { me, delegations }).length > 0,
    );
    expect(lists).toEqual(['head', 'mayor']);
  });
});
