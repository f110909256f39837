import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge, settle } from '#ui/reveal/control-test.js';
import { type FormDefinition, FormDefinition as FormSchema } from '../definition.js';
import { certificateForm, TODAY } from '../fixtures.js';
import { ASKED, readPage } from '../page-reading.js';
import { testsAtOnce } from './at-once.js';

/* What the page shows by itself must be what the server asks, whatever is chosen. */

const ordinary = { sensitivity: 'ordinary' } as const;
const options = ['a', 'b', 'c'].map((value) => ({ value, label: value }));

const formWith = (show: string, second = 'c = "a"'): FormDefinition =>
  FormSchema.parse({
    pages: [
      { id: 'before', fields: [{ id: 'early', kind: 'yesNo', label: '前', ...ordinary }] },
      {
        id: 'page',
        title: 'ページ',
        fields: [
          // Before what it depends on: the order on the page decides nothing.
          { id: 'last', kind: 'text', label: '最後', show: second, ...ordinary },
          { id: 'c', kind: 'choice', label: '選択', options, optional: true, show, ...ordinary },
          { id: 'a', kind: 'choice', label: '一つ', options, optional: true, ...ordinary },
          { id: 'y', kind: 'yesNo', label: 'はい', optional: true, ...ordinary },
          {
            id: 'm',
            kind: 'choices',
            label: '幾つか',
            options,
            atLeast: 1,
            atMost: 2,
            optional: true,
            ...ordinary,
          },
          { id: 'k', kind: 'consent', label: '同意', optional: true, ...ordinary },
          { id: 'n', kind: 'number', label: '数', optional: true, ...ordinary },
        ],
      },
    ],
  });

const value = fc.constantFrom('a', 'b', 'c');
const leaf = fc.oneof(
  fc.tuple(fc.constantFrom('=', '!='), value).map(([sign, one]) => `a ${sign} "${one}"`),
  fc.array(value, { minLength: 1, maxLength: 3 }).map((all) => `a in (${all.map((one) => `"${one}"`)})`),
  fc.constantFrom('a = null', 'a != null', 'm = null', 'm != null', 'y = null', 'y != null'),
  fc.constantFrom('y', 'k', 'y = true', 'y = false', 'y != true', 'k = true', 'k != true'),
  value.map((one) => `list contains(m, "${one}")`),
);
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    tie('condition').map((one) => `not(${one})`),
    fc.tuple(tie('condition'), tie('condition')).map(([one, two]) => `(${one}) and (${two})`),
    fc.tuple(tie('condition'), tie('condition')).map(([one, two]) => `(${one}) or (${two})`),
  ),
}));

const one = fc.constantFrom<string[]>([], [''], ['a'], ['b'], ['c'], ['z']);
const yesNo = fc.constantFrom<string[]>([], [''], ['true'], ['false']);
const several = fc.subarray(['a', 'b', 'c', '']);
const typed = fc.record({ a: one, c: one, y: yesNo, m: several, k: fc.constantFrom<string[]>([], ['true']) });

/** Fields of the page that the server asks, and those that the page would show. */
function bothSides(form: FormDefinition, sent: Readonly<Record<string, readonly string[]>>) {
  const page = form.pages.find(({ id }) => id === 'page');
  if (!page) throw new Error('the page is in the form');
  const body = new URLSearchParams(page.fields.map(({ id }) => [ASKED, id]));
  for (const [name, values] of Object.entries(sent)) for (const text of values) body.append(name, text);
  const asked = readPage(form, 'page', body, { early: true }, { today: TODAY }).fields.map(({ id }) => id);
  const tests = [...testsAtOnce(page)];
  const wanted = settle(
    tests.map(([id, test]) => ({ test, names: [id] })),
    // A page can send only what it offers.
    (name) => (sent[name] ?? []).filter((text) => text !== 'z'),
  );
  return {
    asked: tests.flatMap(([id]) => (asked.includes(id) ? [id] : [])),
    shown: tests.flatMap(([id], index) => (wanted[index] ? [id] : [])),
  };
}

describe('what a page shows at once', () => {
  it('is what the server asks, for any condition of these shapes and any answers', () => {
    fc.assert(
      fc.property(condition, typed, (show, sent) => {
        const form = formWith(show);
        const page = form.pages[1];
        expect(page && [...testsAtOnce(page).keys()].sort(), show).toEqual(['c', 'last']);
        const { asked, shown } = bothSides(form, sent);
        expect(shown, show).toEqual(asked);
      }),
      { numRuns: 1_000 },
    );
  });

  it('leaves to the server what the page cannot know', () => {
    for (const show of [
      'n > 3',
      'early',
      'early and y',
      'n = 1 or y',
      'today > date("2026-04-01")',
      'a = "a" and count(m) > 1',
      'if y then a = "a" else false',
      'm = ["a"]',
    ]) {
      const page = formWith(show).pages[1];
      expect(page && [...testsAtOnce(page).keys()], show).toEqual(['last']);
    }
    for (const page of certificateForm.pages) expect(testsAtOnce(page).size).toBe(0);
  });

  it('lets unknown run through', () => {
    const yes = { name: 'y', as: 'yesNo' } as const;
    const nothing = () => [];
    expect(judge({ yes }, nothing)).toBeNull();
    expect(judge({ not: { yes } }, nothing)).toBeNull();
    expect(judge({ any: [{ yes }, { is: yes, value: null }] }, nothing)).toBe(true);
    expect(judge({ all: [{ yes }, { is: yes, value: true }] }, nothing)).toBe(false);
  });
});
