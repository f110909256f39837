import { describe, expect, it } from 'vitest';
import { FormDefinition } from './definition.js';
import { ACTION } from './fields/field-type.js';
import { journey } from './journey.js';
import { readPage } from './page-reading.js';
import { formProblems } from './problems.js';
import { questionsAsAsked } from './submission.js';

const TODAY = Temporal.PlainDate.from('2026-11-20');
const personal = { sensitivity: 'personal' } as const;

const household = FormDefinition.parse({
  purpose: '世帯を確かめるため',
  pages: [
    {
      id: 'household',
      title: '世帯',
      fields: [
        {
          id: 'members',
          kind: 'people',
          label: '世帯の人',
          itemLabel: '世帯員',
          ...personal,
          fields: [
            { id: 'name', kind: 'name', label: '氏名', ...personal },
            { id: 'birthDate', kind: 'date', label: '生年月日', range: 'past', ...personal },
          ],
        },
        { id: 'rooms', kind: 'number', label: '部屋の数', ...personal },
        { id: 'share', kind: 'calculated', label: '1人あたり', value: 'rooms / count(members)', ...personal },
      ],
    },
    {
      id: 'big',
      title: '大家族',
      show: 'share < 1',
      fields: [{ id: 'reason', kind: 'text', label: '理由', ...personal }],
    },
  ],
});

const typed = (entries: Record<string, string>): URLSearchParams => new URLSearchParams(entries);
const two = {
  'members.count': '2',
  'members.0.name': '辻󠄀 花子',
  'members.0.birthDate.era': 'ce',
  'members.0.birthDate.year': '1990',
  'members.0.birthDate.month': '5',
  'members.0.birthDate.day': '1',
  'members.1.name': '辻󠄀 太郎',
  'members.1.birthDate.era': 'reiwa',
  'members.1.birthDate.year': '2',
  'members.1.birthDate.month': '4',
  'members.1.birthDate.day': '1',
  rooms: '1',
};

describe('a field with buttons of its own', () => {
  it('is a form without a fault', () => expect(formProblems(household)).toEqual([]));

  it('adds an entry and loses nothing that was typed, right or wrong', () => {
    const sent = typed({ ...two, rooms: 'たくさん', [ACTION]: 'members:add' });
    const reading = readPage(household, 'household', sent, {}, { today: TODAY });
    expect(reading).toMatchObject({ isComplete: false, errors: {}, answers: {} });
    expect(reading.raw.members).toMatchObject({ count: ['3'], '1.name': ['辻󠄀 太郎'] });
    expect(reading.raw.rooms).toEqual({ '': ['たくさん'] });
  });

  it('takes the right entry away', () => {
    const sent = typed({ ...two, [ACTION]: 'members:remove.0' });
    const { raw } = readPage(household, 'household', sent, {}, { today: TODAY });
    expect(raw.members).toMatchObject({ count: ['1'], '0.name': ['辻󠄀 太郎'], '0.birthDate.year': ['2'] });
    expect(raw.members).not.toHaveProperty('1.name');
  });

  it('does nothing for a button that it does not have', () => {
    for (const action of ['members:explode', 'rooms:add', 'nobody:add', 'members:remove.99', ':', '']) {
      const reading = readPage(
        household,
        'household',
        typed({ ...two, [ACTION]: action }),
        {},
        { today: TODAY },
      );
      expect(reading.errors).toEqual({});
    }
  });

  it('reads all entries, blank ones are none, and names the one that is wrong', () => {
    const whole = readPage(
      household,
      'household',
      typed({ ...two, 'members.count': '5' }),
      {},
      { today: TODAY },
    );
    expect(whole.answers.members).toEqual([
      { name: '辻󠄀 花子', birthDate: '1990-05-01' },
      { name: '辻󠄀 太郎', birthDate: '2020-04-01' },
    ]);
    const wrong = readPage(
      household,
      'household',
      typed({ ...two, 'members.1.birthDate.month': '13' }),
      {},
      { today: TODAY },
    );
    expect(wrong.isComplete).toBe(false);
    expect(wrong.errors.members?.[0]).toMatchObject({ label: '生年月日' });
    expect(wrong.errors.members?.[0]?.parts?.[0]).toMatch(/^1\.birthDate/);
  });
});

describe('a calculated field', () => {
  const { answers } = readPage(household, 'household', typed(two), {}, { today: TODAY });

  it('follows from the others, decides which pages are asked, and is kept with the questions', () => {
    const way = journey(household, { ...answers, reason: '狭い' }, { today: TODAY });
    expect(way.relevant.share).toBe(0.5);
    expect(way.pages.map(({ id }) => id)).toEqual(['household', 'big']);
    expect(
      questionsAsAsked(journey(household, answers), 'ja').find(({ field }) => field === 'share')?.answer,
    ).toBe('0.5');
  });

  it('cannot be sent by anybody', () => {
    const sent = typed({ ...two, share: '7' });
    const reading = readPage(household, 'household', sent, {}, { today: TODAY });
    expect(journey(household, { ...reading.answers, share: 7 }, { today: TODAY }).relevant.share).toBe(0.5);
  });

  it('names a rule that goes in circles, looks ahead or gives something else', () => {
    const broken = (value: string, more: object = {}) =>
      formProblems(
        FormDefinition.parse({
          purpose: 'x',
          pages: [
            {
              id: 'a',
              title: 'a',
              fields: [
                { id: 'one', kind: 'calculated', label: '1', value, ...personal, ...more },
                { id: 'two', kind: 'calculated', label: '2', value: 'one + 1', ...personal },
              ],
            },
            { id: 'b', fields: [{ id: 'late', kind: 'number', label: '後', ...personal }] },
          ],
        }),
      ).map(({ code }) => code);
    expect(broken('two + 1')).toEqual(['cycle']);
    expect(broken('late + 1')).toEqual(['looksAhead']);
    expect(broken('nothing + 1')).toContain('unknownName');
    expect(broken('"a"')).toContain('wrongType');
  });
});
