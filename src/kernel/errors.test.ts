import { describe, expect, it } from 'vitest';
import { AppError, type ErrorCode, invariant, notFound } from './errors.js';

describe('AppError', () => {
  it.each([
    ['invalidInput', 422],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['notFound', 404],
    ['conflict', 409],
    ['notAllowedNow', 409],
    ['tooLarge', 413],
    ['tooManyRequests', 429],
    ['unavailable', 503],
    ['spoiled', 500],
    ['internal', 500],
  ] satisfies [ErrorCode, number][])('%s answers %i', (code, status) => {
    expect(new AppError(code, 'for the log').status).toBe(status);
  });

  it('keeps the words for the log, those for the person, and what happened below apart', () => {
    const cause = new Error('duplicate key');
    const error = new AppError('conflict', 'slot 7 taken', {
      userMessage: 'その時間は埋まりました',
      fields: { slot: 'booking.taken' },
      cause,
    });
    expect(error).toMatchObject({
      name: 'AppError',
      message: 'slot 7 taken',
      userMessage: 'その時間は埋まりました',
      fields: { slot: 'booking.taken' },
      cause,
    });
    expect(error).toBeInstanceOf(Error);
  });

  it('has no fields and no words for the person unless given', () => {
    expect(new AppError('internal', 'x')).toMatchObject({
      fields: {},
      userMessage: undefined,
      cause: undefined,
    });
  });
});

it('answers missing and hidden alike', () => {
  expect(notFound('case/1')).toMatchObject({ code: 'notFound', status: 404 });
});

it('stops at a broken promise only', () => {
  expect(() => invariant(0, 'a unit has a name')).toThrow('a unit has a name');
  expect(() => invariant(0, 'a unit has a name')).toThrow(AppError);
  expect(() => invariant('kept', 'a unit has a name')).not.toThrow();
});
