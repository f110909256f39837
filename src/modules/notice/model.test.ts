import { describe, expect, test } from 'vitest';
import { targetOf, toldOf } from './model.js';

describe('what is told of an entry', () => {
  test('depends on who wrote a message, and on whether a step took the case elsewhere', () => {
    expect(toldOf('case.messageSent', { from: 'applicant' })).toMatchObject({ to: ['worker'] });
    expect(toldOf('case.messageSent', { from: 'staff' })).toMatchObject({ to: ['applicant'] });
    expect(toldOf('case.stepSignedOff', { step: 'one', to: 'waterworks' })?.kind).toBe('toSection');
    expect(toldOf('case.stepSignedOff', { step: 'one' })).toBeUndefined();
    expect(toldOf('report.reopened', { by: 'reporter' })?.kind).toBe('reportReopened');
    expect(toldOf('report.reopened', { by: 'staff' })).toBeUndefined();
    expect(toldOf('register.disposalDone', { of: 'colleague' })?.to).toEqual(['proposer']);
    expect(toldOf('register.disposalDone', { of: 'decision' })).toBeUndefined();
    expect(toldOf('case.viewed', {})).toBeUndefined();
    expect(toldOf('constructor', {})).toBeUndefined();
  });

  test('leads each side to its own page', () => {
    const message = { kind: 'messageFromOffice', subject: 'case/1', data: {} } as const;
    expect(targetOf(message, 'citizen')).toBe('/my/cases/1/messages');
    expect(targetOf({ ...message, kind: 'partSent' }, 'staff')).toBe('/staff/cases/1');
    expect(targetOf({ kind: 'reportCame', subject: 'report/1', data: {} }, 'staff')).toBe('/staff/reports/1');
    expect(targetOf({ kind: 'planReminded', subject: 'measure/1-8', data: {} }, 'staff')).toBe(
      '/staff/plan/tasks',
    );
    const disposal = { kind: 'disposalAsked', subject: 'register/lamps', data: { disposal: 'd' } } as const;
    expect(targetOf(disposal, 'staff')).toBe('/staff/registers/lamps/retention/d');
  });
});
