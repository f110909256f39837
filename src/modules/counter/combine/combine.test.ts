import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Answers } from '#forms/answers.js';
import { FormDefinition } from '#forms/definition.js';
import { isTyped } from '#forms/fields/field.js';
import { journey } from '#forms/journey.js';
import { formProblems } from '#forms/problems.js';
import { sampleAnswers } from '#forms/sample-answers.js';
import { answerProblems } from '#forms/submission.js';
import { SHIPPED_CATALOG } from '#kernel/create-kernel.js';
import { shippedForms } from '#modules/procedure/fixtures.js';
import { TITLES as TITLE } from '../interview-titles.js';
import { answersFor, type CombinedForm, combine, proposedFrom, SHARED_PAGE } from './combine.js';

const TODAY = Temporal.PlainDate.from('2026-11-20');
const forms = await shippedForms(SHIPPED_CATALOG);
const FACTS = { today: TODAY, channel: 'counter' } as const;

const questionsIn = ({ form }: CombinedForm) => form.pages.flatMap(({ fields }) => fields.filter(isTyped));
const named = (...ids: string[]) =>
  combine(
    ids.map((procedure) => {
      const form = forms.get(procedure);
      if (!form) throw new Error(`no procedure ${procedure}`);
      return { procedure, form };
    }),
    TITLE,
  );

/** The condition of a question, or of its page. */
const shownWhen = (id: string, field: string): string => {
  const page = forms.get(id)?.pages.find(({ fields }) => fields.some((one) => one.id === field));
  return page?.show ?? page?.fields.find((one) => one.id === field)?.show ?? '';
};

/** Each procedure gets complete, valid answers out of what was answered together. */
function expectComplete(combined: CombinedForm, ids: readonly string[], answers: Answers) {
  const way = journey(combined.form, answers, FACTS);
  expect(way.canSubmit, way.current?.id).toBe(true);
  for (const id of ids) {
    const form = forms.get(id);
    if (!form) throw new Error(id);
    const own = journey(form, answersFor(combined, id, way.relevant), FACTS);
    expect(own.canSubmit, `${id}: ${own.current?.id} ${JSON.stringify(own.current?.fields)}`).toBe(true);
    expect(answerProblems(form, own.relevant, FACTS), id).toEqual([]);
  }
}

describe('any procedures of the catalogue, together', () => {
  const some = fc.uniqueArray(fc.constantFrom(...forms.keys()), { minLength: 1, maxLength: 9 });

  it('are one valid form, and its answers make each of them complete', () => {
    fc.assert(
      fc.property(some, fc.nat(8), (ids, turn) => {
        const combined = named(...ids);
        expect(formProblems(combined.form)).toEqual([]);
        expectComplete(combined, ids, sampleAnswers(combined.form, turn, TODAY));
      }),
      { numRuns: 150 },
    );
  });

  it('ask no more questions than they ask one by one, and every question that is not shared', () => {
    fc.assert(
      fc.property(some, (ids) => {
        const combined = named(...ids);
        const asked = new Set(questionsIn(combined).map(({ id }) => id));
        const used = new Set<string>();
        for (const id of ids) {
          const sources = combined.sources.get(id);
          const own = forms.get(id)?.pages.flatMap(({ fields }) => fields.filter(isTyped)) ?? [];
          for (const field of own) {
            // What only a visit to come needs is not asked at the counter.
            if (/channel != "counter"/.test(shownWhen(id, field.id))) continue;
            const source = sources?.get(field.id);
            const from = source?.kind === 'person' ? [...source.members.values()] : [source?.id ?? ''];
            for (const one of from) {
              expect(asked.has(one), `${id}.${field.id} ← ${one}`).toBe(true);
              used.add(one);
            }
          }
        }
        expect([...asked].filter((id) => !used.has(id))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('all of them at once work, too', () => {
    const ids = [...forms.keys()];
    const combined = named(...ids);
    expect(formProblems(combined.form)).toEqual([]);
    expectComplete(combined, ids, sampleAnswers(combined.form, 0, TODAY));
  });
});

describe('what is asked once', () => {
  const labelled = (combined: CombinedForm, label: string) =>
    questionsIn(combined).filter((field) => JSON.stringify(field.label).includes(label));

  it('who the person is, though one form asks for a person and another for a name', () => {
    const combined = named('moving-out', 'nhi-leave', 'water-stop', 'dog-registration');
    const [first] = combined.form.pages;
    expect(first?.id).toBe(SHARED_PAGE);
    const ids = first?.fields.map(({ id }) => id);
    expect(ids?.slice(0, 5)).toEqual([
      'commonName',
      'commonKana',
      'commonBirthDate',
      'commonAddress',
      'commonPhone',
    ]);
    const birthDates = labelled(combined, '生年月日').filter(({ kind }) => kind === 'date');
    expect(birthDates.map(({ id }) => id)).toEqual(['commonBirthDate']);
    expect(labelled(combined, '電話番号').map(({ id }) => id)).toEqual(['commonPhone']);
  });

  it('the account into which money is paid', () => {
    const combined = named('child-allowance-claim', 'child-medical-card');
    expect(questionsIn(combined).filter(({ kind }) => kind === 'bankAccount')).toHaveLength(1);
  });

  it('or is proposed, where forms call it differently; never where it may stay open', () => {
    const account = (label: string, more: object = {}) =>
      formOf([{ id: 'account', kind: 'bankAccount', label, ...personal, ...more }]);
    const made = combine(
      [
        { procedure: 'a', form: account('振込先の口座') },
        { procedure: 'b', form: account('葬祭を行った人の口座') },
        { procedure: 'c', form: account('家賃の口座振替', { optional: true }) },
      ],
      TITLE,
    );
    expect([...made.earlier]).toEqual([['p2Account', ['p1Account']]]);
  });

  it('but not who is concerned: the list of the first is shown for the second, to be changed', () => {
    const combined = named('nhi-join', 'nhi-leave');
    const lists = questionsIn(combined).filter(({ kind }) => kind === 'people');
    expect(lists).toHaveLength(2);
    const entered = { p1Members: [{ name: '奈良　太郎', birthDate: '2016-04-02', relation: '子' }] };
    const proposed = proposedFrom(combined, entered);
    expect(proposed).toEqual({ p2Members: entered.p1Members });
  });

  it('never a consent, and never a file', () => {
    const combined = named('nhi-limit-certificate', 'pension-exemption', 'child-allowance-claim');
    expect(questionsIn(combined).filter(({ kind }) => kind === 'consent')).toHaveLength(3);
    expect([...combined.earlier.keys()].filter((id) => /proof|lookUp/i.test(id))).toEqual([]);
  });
});

const personal = { sensitivity: 'personal' } as const;
const formOf = (fields: object[], more: object = {}) =>
  FormDefinition.parse({ purpose: '審査のため', pages: [{ id: 'one', title: '質問', fields, ...more }] });
const NAME = { id: 'name', kind: 'name', label: '氏名', prefill: 'identity.name', ...personal };

describe('forms that make it hard', () => {
  test('a condition over a shared answer looks at the shared question', () => {
    const form = formOf([
      { id: 'phone', kind: 'phone', label: '電話', reuse: 'dayPhone', ...personal, optional: true },
      { id: 'when', kind: 'text', label: '都合のよい時間', show: 'phone != null', ...personal },
    ]);
    const { form: made } = combine(
      ['a', 'b'].map((procedure) => ({ procedure, form })),
      TITLE,
    );
    expect(made.pages[1]?.fields[0]).toMatchObject({ id: 'p1When', show: 'commonReuseDayPhone != null' });
    expect(formProblems(made)).toEqual([]);
  });

  test('a name that an expression binds itself is left alone', () => {
    const form = formOf([
      {
        id: 'name',
        kind: 'people',
        label: '家族',
        itemLabel: '家族',
        fields: [{ id: 'age', kind: 'age', label: '年齢', ...personal }],
        ...personal,
      },
      {
        id: 'note',
        kind: 'text',
        label: '備考',
        show: 'some name in name satisfies name.age < 3',
        ...personal,
      },
    ]);
    const { form: made } = combine([{ procedure: 'a', form }], TITLE);
    expect(made.pages[0]?.fields[1]).toMatchObject({ show: 'some name in p1Name satisfies name.age < 3' });
    expect(formProblems(made)).toEqual([]);
  });

  test('a person that a condition looks into stays whole', () => {
    const applicant = { id: 'applicant', kind: 'person', label: '申請者', prefill: 'identity', ...personal };
    const form = formOf([
      applicant,
      { id: 'guardian', kind: 'name', label: '親', show: 'applicant.birthDate > today', ...personal },
    ]);
    const { form: made } = combine([{ procedure: 'a', form }], TITLE);
    expect(made.pages.map(({ id }) => id)).toEqual(['page-1']);
    expect(formProblems(made)).toEqual([]);
  });

  test('what only some are asked is not asked of everybody', () => {
    const form = formOf([
      { id: 'post', kind: 'yesNo', label: '郵送しますか', ...personal },
      {
        id: 'address',
        kind: 'postalAddress',
        label: '送り先',
        prefill: 'identity.address',
        show: 'post = true',
        ...personal,
      },
    ]);
    const { form: made } = combine([{ procedure: 'a', form }], TITLE);
    expect(made.pages.flatMap(({ fields }) => fields.map(({ id }) => id))).toEqual(['p1Post', 'p1Address']);
  });

  test('asked twice in one form, on purpose, it is asked twice', () => {
    const form = formOf([NAME, { ...NAME, id: 'other', label: '別の氏名' }]);
    const made = combine([{ procedure: 'a', form }], TITLE);
    expect(questionsIn(made).map(({ id }) => id)).toEqual(['commonName', 'p1Other']);
  });

  test('one that must be answered makes the shared question one that must', () => {
    const email = { id: 'email', kind: 'email', label: 'メール', prefill: 'identity.email', ...personal };
    const made = combine(
      [
        { procedure: 'a', form: formOf([{ ...email, optional: true }]) },
        { procedure: 'b', form: formOf([email]) },
      ],
      TITLE,
    );
    expect(questionsIn(made)).toMatchObject([
      { id: 'commonEmail', optional: false, purpose: { ja: '審査のため' } },
    ]);
  });

  test('the error of a check stands where its field is', () => {
    const form = formOf([NAME, { id: 'age', kind: 'age', label: '年齢', ...personal }], {
      checks: [{ require: 'age >= 18', message: '18歳以上の方に限ります。', field: 'name' }],
    });
    const { form: made } = combine([{ procedure: 'a', form }], TITLE);
    expect(made.pages[0]?.checks).toMatchObject([{ require: 'p1Age >= 18', field: 'p1Name' }]);
    expect(formProblems(made)).toEqual([]);
  });
});
