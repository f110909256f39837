import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certificateForm, completeAnswers, FACTS } from './fixtures.js';
import { ASKED, rawAnswers, readPage } from './page-reading.js';

const sent = (entries: Record<string, string | string[]>) => {
  const form = new URLSearchParams();
  for (const [name, values] of Object.entries(entries))
    for (const value of [values].flat()) form.append(name, value);
  return form;
};
const read = (
  page: string,
  entries: Record<string, string | string[]>,
  before: Record<string, unknown> = { applicantIs: 'self' },
) => readPage(certificateForm, page, sent(entries), before, FACTS);

describe('a page that was sent', () => {
  it('gives the answers as they are stored', () => {
    const reading = read('person', {
      personName: '　辻󠄀 花子',
      'birthDate.era': 'heisei',
      'birthDate.year': '２',
      'birthDate.month': '5',
      'birthDate.day': '1',
      'homeAddress.postalCode': '6308580',
      'homeAddress.prefecture': '奈良県',
      'homeAddress.town': '奈良市二条大路南',
      'homeAddress.street': '一丁目1-1',
    });
    expect(reading).toMatchObject({ errors: {}, revealed: [], isComplete: true });
    const { personName, birthDate, homeAddress } = completeAnswers;
    expect(reading.answers).toEqual({ applicantIs: 'self', personName, birthDate, homeAddress });
  });

  it('names every error and keeps what was typed, exactly', () => {
    const typed = {
      personName: ' ',
      'birthDate.era': 'heisei',
      'birthDate.year': '三一',
      'birthDate.month': ' 5',
      'birthDate.day': '1',
    };
    const reading = read('person', typed, { ...completeAnswers });
    expect(Object.keys(reading.errors)).toEqual(['personName', 'birthDate', 'homeAddress']);
    expect(reading.errors).toMatchObject({
      personName: [{ code: 'forms.error.required.enter' }],
      birthDate: [{ code: 'forms.error.date.afterEra' }],
    });
    expect(reading.raw.personName).toEqual({ '': [' '] });
    expect(reading.raw.birthDate).toEqual({ era: ['heisei'], year: ['三一'], month: [' 5'], day: ['1'] });
    expect(reading.isComplete).toBe(false);
    // What was answered before is not answered any more; other pages are untouched.
    expect(reading.answers).not.toHaveProperty('personName');
    expect(reading.answers).toMatchObject({ copies: 2, applicantIs: 'self' });
  });

  it('leaves optional fields blank', () => {
    expect(
      read('agent', { agentName: '葛󠄀城 太郎', agentPhone: ' ' }, { applicantIs: 'agent' }).answers,
    ).toEqual({
      applicantIs: 'agent',
      agentName: '葛󠄀城 太郎',
      agentPhone: null,
    });
  });

  it('comes again with the fields that its own answers brought up, without blaming anybody', () => {
    const first = read('wish', { [ASKED]: ['note', 'copies', 'items'], copies: '5' });
    expect(first).toMatchObject({ revealed: ['reason'], errors: {}, isComplete: false });
    expect(first.fields.map(({ id }) => id)).toEqual(['note', 'copies', 'reason', 'items']);
    expect(first.answers).toMatchObject({ copies: 5, items: null });
    const second = read('wish', { [ASKED]: ['note', 'copies', 'reason', 'items'], copies: '5', reason: ' ' });
    expect(second.errors).toEqual({ reason: [{ code: 'forms.error.required.enter' }] });
    const third = read('wish', { [ASKED]: ['note', 'copies', 'reason', 'items'], copies: '2', reason: '' });
    expect(third).toMatchObject({ errors: {}, isComplete: true });
  });

  it('asks everything of a sender that does not say what was shown', () => {
    expect(read('wish', { copies: '5' }).errors).toEqual({
      reason: [{ code: 'forms.error.required.enter' }],
    });
  });

  it('applies the checks of the page in the words of the definition', () => {
    const reading = read('period', {
      'fromDay.year': '2026',
      'fromDay.month': '12',
      'fromDay.day': '2',
      'toDay.year': '2026',
      'toDay.month': '12',
      'toDay.day': '1',
    });
    expect(reading.errors).toEqual({
      toDay: [{ message: { ja: '終える日は、始める日から後にしてください。' } }],
    });
    expect(reading.isComplete).toBe(false);
  });

  it('takes no page that does not exist, no files for text, and no fields of other pages', () => {
    expect(() => read('nope', {})).toThrow(expect.objectContaining({ code: 'notFound' }));
    const form = new FormData();
    form.append('agentName', new File(['x'], 'x.txt'));
    form.append('copies', '3');
    const reading = readPage(certificateForm, 'agent', form, { applicantIs: 'agent' }, FACTS);
    expect(reading.errors).toHaveProperty('agentName');
    expect(reading.answers).not.toHaveProperty('copies');
  });

  it('never throws, whatever is sent', () => {
    const names = fc.constantFrom(
      ASKED,
      'applicantIs',
      'copies',
      'reason',
      'items',
      'birthDate.year',
      'birthDate.month',
      'birthDate.day',
      'birthDate.era',
      'personName',
      'homeAddress.town',
      'consented',
      '__proto__',
      'constructor',
    );
    const page = fc.constantFrom(...certificateForm.pages.map(({ id }) => id));
    const body = fc.array(
      fc.tuple(names, fc.oneof(fc.string(), fc.constantFrom('1', 'true', 'agent', 'copies', 'reason'))),
      { maxLength: 15 },
    );
    fc.assert(
      fc.property(page, body, fc.dictionary(names, fc.jsonValue()), (id, pairs, before) => {
        const form = new URLSearchParams();
        for (const [name, value] of pairs) form.append(name, value);
        const reading = readPage(certificateForm, id, form, before, FACTS);
        expect(reading.isComplete).toBe(
          Object.keys(reading.errors).length === 0 && reading.revealed.length === 0,
        );
      }),
      { numRuns: 300 },
    );
  });
});

it('stored answers are shown as they would be typed', () => {
  const page = certificateForm.pages.find(({ id }) => id === 'wish');
  expect(rawAnswers(certificateForm, page?.fields ?? [], { copies: 2, items: null, reason: 5 })).toEqual({
    copies: { '': ['2'] },
    items: { '': [''] },
  });
});
