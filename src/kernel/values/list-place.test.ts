import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeText, readDayPlace, readTimePlace } from './list-place.js';

const ID = '0194f000-0000-7000-8000-000000000000';
const MOMENT = Temporal.Instant.from('2026-11-25T01:02:03.456Z');
const DAY = Temporal.PlainDate.from('2026-11-25');

describe('a place', () => {
  test('is read as its link states it', () => {
    expect(placeText(MOMENT, ID)).toBe(`2026-11-25T01:02:03.456Z_${ID}`);
    expect(placeText(DAY, ID)).toBe(`2026-11-25_${ID}`);
    const time = readTimePlace(placeText(MOMENT, ID));
    expect([time?.at.toString(), time?.id]).toEqual([MOMENT.toString(), ID]);
    const day = readDayPlace(placeText(DAY, ID));
    expect([day?.day.toString(), day?.id]).toEqual([DAY.toString(), ID]);
  });

  test('behind all days is one', () => {
    expect(readDayPlace(`9999-12-31_${ID}`)?.day.year).toBe(9999);
  });

  test('of the other order is none', () => {
    expect(readTimePlace(placeText(DAY, ID))).toBeUndefined();
    expect(readDayPlace(placeText(MOMENT, ID))).toBeUndefined();
  });

  test.each([
    undefined,
    '',
    'x',
    `2026-02-30_${ID}`,
    `2026-13-01T00:00:00Z_${ID}`,
    `2026-11-25T25:00:00Z_${ID}`,
    `0000-01-01_${ID}`,
    `-000001-01-01_${ID}`,
    '2026-11-25_x',
    '2026-11-25T01:02:03Z_x',
    `2026-11-25_${ID}x`,
  ])('is not %s', (text) => {
    expect([readTimePlace(text), readDayPlace(text)]).toEqual([undefined, undefined]);
  });

  test('is read from no other text, and none breaks it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect([readTimePlace(text), readDayPlace(text)]).toEqual([undefined, undefined]);
      }),
    );
  });

  test('comes back from its link, whatever the day', () => {
    const days = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.uuid(), (date, id) => {
        const at = Temporal.Instant.fromEpochMilliseconds(date.getTime());
        const day = at.toZonedDateTimeISO('UTC').toPlainDate();
        expect(readTimePlace(placeText(at, id))?.at.equals(at)).toBe(true);
        expect(readDayPlace(placeText(day, id))?.day.equals(day)).toBe(true);
      }),
    );
  });
});
