import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormDefinition } from './definition.js';
import { certificateForm, completeAnswers, FACTS, longForm } from './fixtures.js';
import { afterPage, journey, reachablePage } from './journey.js';

const way = (answers: Record<string, unknown>) => journey(certificateForm, answers, FACTS);
const ids = (answers: Record<string, unknown>) => way(answers).pages.map(({ id }) => id);
const { applicantIs: _, ...withoutFirst } = completeAnswers;

describe('a journey', () => {
  it('begins on the first page and cannot skip ahead', () => {
    const start = way({});
    expect(start.pages).toMatchObject([
      { id: 'who', step: 1, previous: null, next: null, isComplete: false },
    ]);
    expect(start.current?.id).toBe('who');
    expect(start.canSubmit).toBe(false);
    expect(ids(withoutFirst)).toEqual(['who']);
    expect(way(withoutFirst).relevant).toEqual({});
  });

  it('goes on page by page', () => {
    expect(ids({ applicantIs: 'self' })).toEqual(['who', 'person']);
    expect(ids({ applicantIs: 'agent' })).toEqual(['who', 'agent']);
    const { pages, total } = way({ applicantIs: 'agent', agentName: '葛󠄀城 太郎', agentPhone: null });
    expect(pages.map(({ previous, id, next, step }) => [previous, id, next, step])).toEqual([
      [null, 'who', 'agent', 1],
      ['who', 'agent', 'person', 2],
      ['agent', 'person', null, 3],
    ]);
    expect(total).toBe(6);
  });

  it('can be submitted when every page is complete', () => {
    const done = way(completeAnswers);
    expect(done).toMatchObject({ current: null, canSubmit: true, total: 5 });
    expect(done.relevant).toEqual(completeAnswers);
  });

  it('waits for an optional field to be seen, and takes a blank then', () => {
    const { items: __, ...unseen } = completeAnswers;
    expect(way(unseen).current?.id).toBe('wish');
    expect(way({ ...unseen, items: null }).canSubmit).toBe(true);
    expect(way({ ...unseen, items: null, copies: null }).current?.id).toBe('wish');
  });

  it('drops answers to what is no longer asked, and finds them again', () => {
    const agent = { ...completeAnswers, applicantIs: 'agent', agentName: '葛󠄀城 太郎', agentPhone: null };
    expect(way(agent).canSubmit).toBe(true);
    const self = way({ ...agent, applicantIs: 'self', reason: '多い' });
    expect(self.relevant).toEqual(completeAnswers);
    expect(self.canSubmit).toBe(true);
  });

  it('an answer that is not relevant decides nothing', () => {
    const form = FormDefinition.parse({
      pages: [
        { id: 'a', fields: [{ id: 'x', kind: 'yesNo', label: 'x', sensitivity: 'ordinary' }] },
        { id: 'b', show: 'x', fields: [{ id: 'y', kind: 'yesNo', label: 'y', sensitivity: 'ordinary' }] },
        { id: 'c', show: 'y', fields: [{ id: 'z', kind: 'yesNo', label: 'z', sensitivity: 'ordinary' }] },
      ],
    });
    expect(journey(form, { x: true, y: true }).pages.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(journey(form, { x: false, y: true }).pages.map(({ id }) => id)).toEqual(['a']);
    expect(journey(form, { x: 'broken', y: true })).toMatchObject({ current: { id: 'a' }, canSubmit: false });
  });

  it('shows fields within a page by answers of that page', () => {
    expect(reachablePage(way(completeAnswers), 'wish')?.fields.map(({ id }) => id)).toEqual([
      'note',
      'copies',
      'items',
    ]);
    const many = way({ ...completeAnswers, copies: 4 });
    expect(many.current?.fields.map(({ id }) => id)).toEqual(['note', 'copies', 'reason', 'items']);
  });

  it('stops where an answer no longer fits the definition', () => {
    expect(way({ ...completeAnswers, copies: 11 }).current?.id).toBe('wish');
    expect(way({ ...completeAnswers, applicantIs: 'nobody' }).current?.id).toBe('who');
    expect(way({ ...completeAnswers, birthDate: '1990-02-30' }).current?.id).toBe('person');
  });

  it('stops where a check says no', () => {
    expect(way({ ...completeAnswers, toDay: '2026-11-30' }).current?.id).toBe('period');
  });

  it('does not take what every object has for an answer', () => {
    expect(
      journey(certificateForm, JSON.parse('{"__proto__": {"applicantIs": "self"}}'), FACTS).current?.id,
    ).toBe('who');
  });
});

describe('after a page', () => {
  const agent = { ...completeAnswers, applicantIs: 'agent' };

  it('comes the next one, or the check page', () => {
    expect(afterPage(way(completeAnswers), 'who')).toEqual({ kind: 'page', id: 'person' });
    expect(afterPage(way(completeAnswers), 'agree')).toEqual({ kind: 'check' });
    expect(afterPage(way(agent), 'who')).toEqual({ kind: 'page', id: 'agent' });
  });

  it('comes the check page for somebody who changed one answer, unless that brings new questions', () => {
    expect(afterPage(way(completeAnswers), 'who', { backToCheck: true })).toEqual({ kind: 'check' });
    expect(afterPage(way(agent), 'who', { backToCheck: true })).toEqual({ kind: 'page', id: 'agent' });
  });
});

describe('whatever the answers are', () => {
  const anyAnswer = fc.oneof(
    fc.string(),
    fc.boolean(),
    fc.integer(),
    fc.constant(null),
    fc.constantFrom('self', 'agent', 4, '2026-12-01', ['head']),
    fc.jsonValue(),
  );
  const answers = fc.record(
    Object.fromEntries(
      certificateForm.pages
        .flatMap(({ fields }) => fields)
        .map(({ id }) => {
          const right: unknown =
            Object.entries(completeAnswers).find(([key]) => key === id)?.[1] ?? '葛󠄀城 太郎';
          return [
            id,
            fc.oneof({ weight: 5, arbitrary: fc.constant(right) }, { weight: 1, arbitrary: anyAnswer }),
          ];
        }),
    ),
    { requiredKeys: [] },
  );

  it('no page is reachable unless everything before it is complete', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const { pages, current, relevant, canSubmit, total } = way(given);
        expect(pages.slice(0, -1).every(({ isComplete }) => isComplete)).toBe(true);
        expect(pages.findIndex(({ isComplete }) => !isComplete)).toBe(current ? pages.length - 1 : -1);
        expect(canSubmit).toBe(current === null);
        expect(total).toBeGreaterThanOrEqual(pages.length);
        if (given.applicantIs !== 'agent') expect(pages.some(({ id }) => id === 'agent')).toBe(false);
        const shown = new Set(pages.flatMap(({ fields }) => fields.map(({ id }) => id)));
        for (const id of Object.keys(relevant)) expect(shown.has(id)).toBe(true);
        expect(pages.map(({ previous }) => previous)).toEqual([
          null,
          ...pages.slice(0, -1).map(({ id }) => id),
        ]);
      }),
      { numRuns: 500 },
    );
  });

  it('what counts is a journey of its own: the same pages and answers again', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const first = way(given);
        const again = way(first.relevant);
        expect(again.relevant).toEqual(first.relevant);
        expect(again.pages.map(({ id }) => id)).toEqual(first.pages.map(({ id }) => id));
      }),
    );
  });
});

it('goes through a form of 2,000 fields', () => {
  const form = longForm(2_000);
  const all = Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`q${index}`, true]));
  expect(journey(form, all)).toMatchObject({ total: 200, canSubmit: true });
  expect(journey(form, { ...all, q20: false })).toMatchObject({ total: 199, canSubmit: true });
  expect(journey(form, { ...all, q1000: 'maybe' })).toMatchObject({
    current: { id: 'p100' },
    canSubmit: false,
  });
});
