import { describe, expect, test } from 'vitest';
import { organizationOn } from '#modules/organization/api.js';
import type { AuthorityRule } from '../definition.js';
import { NO_EXTRA, routeFor } from './route.js';

const START = Temporal.PlainDate.from('2026-04-01');
const POSTS = [
  ['mayor', false],
  ['vice-mayor', true],
  ['director', true],
  ['head', true],
  ['chief', true],
  ['clerk', false],
] as const;
const organization = (staff: readonly [who: string, unit: string, post: string][]) =>
  organizationOn(
    {
      units: [
        ['executive', null],
        ['civic', 'executive'],
        ['affairs', 'civic'],
        ['money', 'executive'],
        ['library', 'executive'],
      ].map(([id, parent]) => ({
        id: id ?? '',
        name: id ?? '',
        parent: parent ?? null,
        from: START,
        to: null,
        successor: null,
      })),
      posts: POSTS.map(([id, standsIn], index) => ({
        id,
        standsIn,
        atTop: index < 2,
        rank: index + 1,
        title: id,
      })),
      postings: staff.map(([who, unit, post]) => ({
        staff: who,
        unit,
        post,
        kind: 'regular',
        from: START,
        to: null,
      })),
      absences: [],
    },
    START,
  );
const rule = (more: Partial<AuthorityRule>): AuthorityRule => ({
  decidedBy: 'head',
  circulate: [],
  article: 'a',
  ...more,
});
const TOWN: [string, string, string][] = [
  ['mayor', 'executive', 'mayor'],
  ['vice', 'executive', 'vice-mayor'],
  ['director', 'civic', 'director'],
  ['head', 'affairs', 'head'],
  ['chief', 'affairs', 'chief'],
  ['clerk', 'affairs', 'clerk'],
  ['money', 'money', 'head'],
];
const route = (more: Partial<AuthorityRule>, drafter = 'clerk', extra = NO_EXTRA, town = TOWN) =>
  routeFor(rule(more), organization(town), { unit: 'affairs', drafter, extra }).map(
    ({ stage, kind, seat }) => `${stage} ${kind} ${seat.unit}/${seat.post}`,
  );

describe('the route of a draft', () => {
  test('goes up the line to who decides', () => {
    expect(route({})).toEqual(['0 review affairs/chief', '1 decision affairs/head']);
    expect(route({ decidedBy: 'mayor' })).toEqual([
      '0 review affairs/chief',
      '1 review affairs/head',
      '2 review civic/director',
      '3 review executive/vice-mayor',
      '4 decision executive/mayor',
    ]);
  });

  test('begins above the drafter, who never decides on the own draft', () => {
    expect(route({}, 'chief')).toEqual(['0 decision affairs/head']);
    expect(route({}, 'head')).toEqual(['0 decision civic/director']);
    expect(route({ decidedBy: 'mayor' }, 'mayor')).toEqual(['0 decision executive/mayor']);
  });

  test('asks those whom the table and the drafter name, each once, and tells the others afterwards', () => {
    const consult = { mode: 'all' as const, objection: 'noted' as const, seats: [{ unit: 'money' }] };
    const extra = {
      review: [],
      consult: ['money', 'library'],
      mode: 'any' as const,
      circulate: ['library', 'money'],
    };
    expect(route({ consult, circulate: [{ unit: 'library' }] }, 'chief', extra)).toEqual([
      '0 consultation money/*',
      '1 consultation library/*',
      '2 decision affairs/head',
      '3 circulation library/*',
      '3 circulation money/*',
    ]);
  });

  test('asks the head of a unit by no post, and once where the post that heads it today is asked too', () => {
    const consult = {
      mode: 'all' as const,
      objection: 'noted' as const,
      seats: [{ unit: 'money', post: 'head' }],
    };
    const extra = { ...NO_EXTRA, consult: ['money', 'affairs', 'civic'] };
    expect(route({ consult }, 'chief', extra)).toEqual([
      '0 consultation money/head',
      '1 consultation civic/*',
      '2 decision affairs/head',
    ]);
  });

  test('asks reviewers whom the drafter adds one after the other, from below; the seats of the table stay', () => {
    const consult = {
      mode: 'all' as const,
      objection: 'noted' as const,
      seats: [{ unit: 'money', post: 'head' }],
    };
    const review = [
      { unit: 'civic', post: 'director' },
      { unit: 'library', post: 'chief' },
      { unit: 'affairs', post: 'clerk' },
      // Seats of the line, of the table and of who decides are asked once, where the table has them.
      { unit: 'affairs', post: 'chief' },
      { unit: 'money', post: 'head' },
      { unit: 'affairs', post: 'head' },
    ];
    const steps = routeFor(rule({ consult }), organization(TOWN), {
      unit: 'affairs',
      drafter: 'nobody',
      extra: { ...NO_EXTRA, review },
    });
    expect(steps.map(({ kind, seat, byTable }) => `${kind} ${seat.unit}/${seat.post} ${byTable}`)).toEqual([
      'review affairs/clerk false',
      'review affairs/chief true',
      'review library/chief false',
      'review civic/director false',
      'consultation money/head true',
      'decision affairs/head true',
    ]);
    expect(new Set(steps.map(({ stage }) => stage)).size).toBe(steps.length);
  });

  test('names no seat that the town does not have: a post above every department has its place at the top', () => {
    const empty = TOWN.filter(([who]) => who !== 'vice' && who !== 'mayor');
    expect(route({ decidedBy: 'vice-mayor' }, 'clerk', NO_EXTRA, empty).at(-1)).toBe(
      '3 decision executive/vice-mayor',
    );
    // The vice-mayor is a director too, and nobody is above: the mayor's post is asked, never a vice-mayor of a department.
    const both: typeof TOWN = [
      ['vice', 'executive', 'vice-mayor'],
      ['vice', 'civic', 'director'],
    ];
    expect(route({ decidedBy: 'vice-mayor' }, 'vice', NO_EXTRA, both)).toEqual([
      '0 decision executive/mayor',
    ]);
  });

  test('finds a place for a post that nobody of the line holds: the last unit below a superior', () => {
    const without = TOWN.filter(([who]) => who !== 'director');
    expect(route({ decidedBy: 'director' }, 'clerk', NO_EXTRA, without).at(-1)).toBe(
      '2 decision civic/director',
    );
    expect(route({}, 'nobody', NO_EXTRA, [])).toEqual(['0 decision affairs/head']);
  });
});
