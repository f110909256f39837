import { expect, test } from 'vitest';
import { pinnedClock } from '#kernel/clock.js';
import type { Actor, Context, Grant } from '#kernel/context.js';
import { actingAs } from './acting-as.js';

const as = (actor: Actor): Context => ({
  municipality: {} as Context['municipality'],
  actor,
  purpose: null,
  clock: pinnedClock('2026-11-20T10:00:00+09:00'),
  mayJournal: null,
});
const staff = (...grants: Grant[]) => as({ kind: 'staff', id: 's1', name: '奈良 花子', grants });
const editors = ({ actor }: Context) =>
  actor.kind === 'staff' && actor.grants.some(({ role }) => role === 'plan-office');

const CLERK = { role: 'clerk', unit: 'civic-affairs' };
const OFFICE = { role: 'plan-office', unit: 'ict' };

test('of several roles it is the one that allows it', () => {
  expect(actingAs(staff(CLERK, OFFICE), editors)).toEqual(OFFICE);
});

test('of somebody whom no role allows it is nothing', () => {
  expect(actingAs(staff(CLERK), editors)).toBeNull();
  expect(actingAs(as({ kind: 'anonymous' }), () => true)).toBeNull();
});

test('of the system it is the name of its work', () => {
  expect(actingAs(as({ kind: 'system', id: 'plan.start' }), () => true)).toEqual({
    role: 'system/plan.start',
    unit: null,
  });
});
