import { describe, expect, test } from 'vitest';
import type { Answers } from '#forms/answers.js';
import type { FormDefinition } from '#forms/definition.js';
import { isTyped } from '#forms/fields/field.js';
import { journey } from '#forms/journey.js';
import { sampleAnswers } from '#forms/sample-answers.js';
import { answerProblems } from '#forms/submission.js';
import { SHIPPED_CATALOG } from '#kernel/create-kernel.js';
import { localize } from '#kernel/i18n/locales.js';
import { shippedForms } from '#modules/procedure/fixtures.js';
import { readCommonCounter } from './catalog.js';
import { begunPersons, carried } from './combine/carry.js';
import { answersFor, type CombinedForm } from './combine/combine.js';
import { knownPeople } from './combine/known-people.js';
import type { Guide } from './definition.js';
import { agreeing, interviewForm } from './fixtures.js';
import { guideForm } from './guide-form.js';
import { dueItems } from './model.js';

const TODAY = Temporal.PlainDate.from('2026-11-20');
const FACTS = { today: TODAY, channel: 'counter' } as const;
const forms = await shippedForms(SHIPPED_CATALOG);
const { guides } = await readCommonCounter(SHIPPED_CATALOG);

/** Questions that may stand twice in one interview under the same words, and why. */
const TWICE: Readonly<Record<string, string>> = {
  'choice 返す方法': 'a My Number Card and an insurance card are returned each in its own way',
  'photo 葬祭を行った人の氏名が分かるもの': 'each application keeps the papers that prove it',
  'consent 審査に必要な住民基本台帳と税の情報を調べることに同意します': 'consent is given to each procedure',
  'people 対象になる人':
    'who moved and who leaves the insurance need not be the same; the first list is proposed',
};

const first = (guide: Guide): Answers => agreeing(guideForm(guide), { alone: false }, '2026-11-01');

/** Yes to everything; then each other answer to each question of its own. */
function variants(guide: Guide): Answers[] {
  const base = first(guide);
  const others = guide.pages.flatMap(({ questions }) =>
    questions.flatMap(({ id, kind, options = [] }): Answers[] =>
      kind === 'choice'
        ? options.map(({ value }) => ({ ...base, [id]: value }))
        : kind === 'yesNo'
          ? [{ ...base, [id]: base[id] === false }]
          : [],
    ),
  );
  return [base, ...others];
}

/** Of everything that is due, or only of some of it. */
function interviewOf(
  guide: Guide,
  answers: Answers,
  only?: readonly string[],
): { combined: CombinedForm; procedures: string[] } {
  const due = dueItems({ guide, form: guideForm(guide), units: new Map() }, answers, TODAY) ?? [];
  const named = due.flatMap(({ item: { procedure } }) =>
    procedure !== undefined && forms.has(procedure) ? [procedure] : [],
  );
  const procedures = [...new Set(named)].filter((id) => only?.includes(id) ?? true);
  return { combined: interviewForm(guide, answers, procedures, forms, TODAY), procedures };
}

const asked = ({ form, statedPages }: CombinedForm) =>
  form.pages
    .filter(({ id, show }) => !statedPages.has(id) && !show?.startsWith('channel'))
    .flatMap(({ fields }) => fields.filter(isTyped))
    .filter(({ show }) => !show?.startsWith('channel'));

/** Pages, and questions that everybody is asked, of an interview about everything that an event can lead to. */
const SIZES: Readonly<Record<string, { pages: number; questions: number }>> = {
  birth: { pages: 3, questions: 10 },
  death: { pages: 28, questions: 71 },
  'job-loss': { pages: 6, questions: 16 },
  marriage: { pages: 5, questions: 19 },
  'moving-in': { pages: 16, questions: 46 },
  'moving-out': { pages: 7, questions: 22 },
};

const plainLabel = (label: string): string => label.replace(/[\s　（）()]/g, '').normalize('NFKC');

const each = guides.map(({ value }) => [value.id, value] as const);

describe.each(each)('the interview of %s', (_, guide) => {
  test('asks nothing twice', () => {
    const twice = variants(guide).flatMap((answers) => {
      const seen = new Map<string, string>();
      return asked(interviewOf(guide, answers).combined).flatMap(({ id, kind, label }) => {
        const words = `${kind} ${plainLabel(localize(label, 'ja'))}`;
        const before = seen.get(words);
        seen.set(words, id);
        return before !== undefined && TWICE[`${kind} ${localize(label, 'ja')}`] === undefined
          ? [`${words}: ${before}, ${id}`]
          : [];
      });
    });
    expect([...new Set(twice)]).toEqual([]);
  });

  test('is not longer than it was', () => {
    const { combined } = interviewOf(guide, first(guide));
    const pages = combined.form.pages.filter(({ id }) => !combined.statedPages.has(id));
    const questions = asked(combined).filter(({ id, show }) => {
      const page = pages.find(({ fields }) => fields.some((field) => field.id === id));
      return page !== undefined && page.show === undefined && show === undefined;
    });
    expect(pages.length).toBeLessThanOrEqual(SIZES[guide.id]?.pages ?? 0);
    expect(questions.length).toBeLessThanOrEqual(SIZES[guide.id]?.questions ?? 0);
  });

  test('gives every procedure complete answers, those that follow from the guide among them', () => {
    for (const answers of variants(guide)) {
      const { combined, procedures } = interviewOf(guide, answers);
      if (procedures.length === 0) continue;
      const given = sampleAnswers(combined.form, 0, TODAY, combined.stated);
      const way = journey(combined.form, given, FACTS);
      expect(way.current?.id ?? null).toBeNull();
      for (const id of procedures) {
        const form = forms.get(id) as FormDefinition;
        const own = journey(form, answersFor(combined, id, way.relevant), FACTS);
        expect(own.canSubmit, `${id}: ${own.current?.id}`).toBe(true);
        expect(answerProblems(form, own.relevant, FACTS), id).toEqual([]);
      }
    }
  });
});

const guideCalled = (id: string): Guide => {
  const found = guides.find(({ value }) => value.id === id);
  if (!found) throw new Error(id);
  return found.value;
};

describe('what the guide was told is not asked again', () => {
  test('a move: the day, from where, why somebody joins the insurance; the address once', () => {
    const { combined } = interviewOf(guideCalled('moving-in'), first(guideCalled('moving-in')));
    expect(combined.stated).toMatchObject({
      p1From: 'city',
      p1MovedOn: '2026-11-01',
      p2Reason: 'moved',
      p2From: '2026-11-01',
    });
    const addresses = asked(combined).filter(
      ({ kind, id }) => kind === 'postalAddress' && id.startsWith('common'),
    );
    expect(addresses.map(({ label }) => localize(label, 'ja'))).toEqual([
      '引っ越し先の住所（新しい住所）',
      '前の住所（転出証明書の住所）',
    ]);
    expect(asked(combined).map(({ label }) => localize(label, 'ja'))).not.toContain('来庁する日');
  });

  test('a death: the day and the reason, by procedure', () => {
    const guide = guideCalled('death');
    const { combined, procedures } = interviewOf(guide, { ...first(guide), age: 'to74' });
    const given = (procedure: string) => answersFor(combined, procedure, combined.stated);
    expect(procedures).toContain('care-insurance-loss');
    expect(given('care-insurance-loss')).toMatchObject({ reason: 'death', lossOn: '2026-11-01' });
    expect(given('bereavement-nhi-funeral-grant')).toMatchObject({ deathDate: '2026-11-01' });
    expect(
      asked(combined).filter(
        ({ kind, label }) => kind === 'person' && localize(label, 'ja') === '亡くなった人',
      ),
    ).toHaveLength(1);
  });

  test('a death: who died, once, whatever a form calls them and how much it asks of them', () => {
    const guide = guideCalled('death');
    const answers = { ...first(guide), age: 'to74', water: 'keep' };
    const { combined } = interviewOf(guide, answers);
    const people = asked(combined).filter(({ id }) => id.startsWith('commonReuseDeceased'));
    expect(people).toMatchObject([{ kind: 'person', ask: ['birthDate', 'address'] }]);
    expect(asked(combined).map(({ label }) => localize(label, 'ja'))).not.toContain(
      '前の住所・前の飼い主の住所',
    );
    const deceased = { name: '奈良　太郎', kana: 'ナラ　タロウ', birthDate: '1950-01-02' };
    const address = { prefecture: '奈良県', town: '奈良市', street: '1-1' };
    const given = { ...combined.stated, commonReuseDeceased: { ...deceased, address } };
    expect(answersFor(combined, 'municipal-housing-succession', given).tenant).toEqual(deceased);
    expect(answersFor(combined, 'water-name-change', given).oldName).toBe('奈良　太郎');
    expect(answersFor(combined, 'dog-change', given)).toMatchObject({
      formerOwner: '奈良　太郎',
      formerAddress: address,
    });
  });

  test('a death: parts of a person are asked by themselves where nobody asks for the person', () => {
    const guide = guideCalled('death');
    const { combined } = interviewOf(guide, first(guide), ['water-name-change', 'dog-change']);
    const own = (id: string) => combined.sources.get(id);
    expect(own('water-name-change')?.get('oldName')).toEqual({
      kind: 'field',
      id: 'commonReuseDeceasedName',
    });
    expect(own('dog-change')?.get('formerOwner')).toEqual({ kind: 'field', id: 'commonReuseDeceasedName' });
    expect(asked(combined).map(({ label }) => localize(label, 'ja'))).toEqual(
      expect.arrayContaining(['亡くなった人の氏名']),
    );
  });

  test('what was answered goes over when other procedures ask for more or less of a person', () => {
    const guide = guideCalled('death');
    const few = ['water-name-change', 'municipal-housing-succession'];
    const smaller = interviewOf(guide, first(guide), few).combined;
    const larger = interviewOf(guide, first(guide), [...few, 'dog-change']).combined;
    const deceased = { name: '奈良　太郎', kana: 'ナラ　タロウ', birthDate: '1950-01-02' };
    const address = { prefecture: '奈良県', town: '奈良市', street: '1-1' };
    const all = () => true;
    expect(carried(smaller, larger, { commonReuseDeceased: deceased }, all)).toEqual({
      commonReuseDeceased: deceased,
    });
    expect(carried(larger, smaller, { commonReuseDeceased: { ...deceased, address } }, all)).toEqual({
      commonReuseDeceased: deceased,
    });
    const single = interviewOf(guide, first(guide), ['water-name-change']).combined;
    expect(carried(single, smaller, { p1OldName: '奈良　太郎' }, all)).toEqual({
      commonReuseDeceased: { name: '奈良　太郎' },
    });
    const form = smaller.form.pages.flatMap(({ fields }) => fields);
    expect(begunPersons(form, { commonReuseDeceased: { name: '奈良　太郎' } }).commonReuseDeceased).toEqual({
      name: ['奈良　太郎'],
    });
  });

  test('a day that a form does not take today is asked', () => {
    const guide = guideCalled('moving-out');
    const answers = { ...first(guide), to: 'here', moveOn: '2026-12-01' };
    const { combined } = interviewOf(guide, answers);
    const at = combined.sources.get('moving-within')?.get('movedOn');
    expect(at?.kind === 'field' && Object.hasOwn(combined.stated, at.id)).toBe(false);
  });

  describe('people who were named once', () => {
    const { combined } = interviewOf(guideCalled('moving-in'), first(guideCalled('moving-in')));
    const common = { commonName: '奈良　花子', commonKana: 'ナラ　ハナコ', commonBirthDate: '1990-04-01' };
    const idOf = (procedure: string, question: string) => {
      const source = combined.sources.get(procedure)?.get(question);
      return source?.kind === 'field' ? source.id : '';
    };
    const movers = idOf('moving-in', 'movers');
    const members = idOf('nhi-join', 'members');
    const children = idOf('child-allowance-claim', 'children');
    const onlyChild = idOf('child-medical-card', 'child');
    const pageOf = (id: string) =>
      combined.form.pages.find(({ fields }) => fields.some((field) => field.id === id))?.id ?? '';
    const begins = (id: string, answers: Answers) =>
      knownPeople(combined, pageOf(id), { ...common, ...answers }, TODAY)[id];
    const more = { relation: 'child', card: true };
    const self = { name: '奈良　花子', kana: 'ナラ　ハナコ', birthDate: '1990-04-01', ...more };
    const child = { name: '奈良　次郎', kana: 'ナラ　ジロウ', birthDate: '2015-05-05', ...more };

    test('who moves begins with whoever was asked first', () => {
      expect(begins(movers, {})).toMatchObject({
        count: ['1'],
        '0.name': ['奈良　花子'],
        '0.kana': ['ナラ　ハナコ'],
      });
    });

    test('a later list begins with everybody of the lists before, with what is asked there alike', () => {
      const raw = begins(members, { [movers]: [self, child] });
      expect(raw).toMatchObject({ count: ['2'], '0.name': ['奈良　花子'], '1.name': ['奈良　次郎'] });
      // 続柄 is another question there.
      expect(raw).not.toHaveProperty(['0.relation']);
      expect(begins(members, {})).toBeUndefined();
    });

    test('of children only those under 18 on the day, each once', () => {
      const birthday = (birthDate: string) => [self, { ...child, birthDate }];
      const named = { [members]: [{ name: '奈良 次郎', birthDate: '2015-05-05', relation: '子' }] };
      expect(begins(children, { [movers]: [self, child], ...named })).toMatchObject({
        count: ['1'],
        '0.name': ['奈良　次郎'],
        '0.kana': ['ナラ　ジロウ'],
      });
      expect(begins(children, { [movers]: birthday('2008-11-21') })).toBeDefined();
      expect(begins(children, { [movers]: birthday('2008-11-20') })).toBeUndefined();
    });

    test('of whoever applies also what the first page asked', () => {
      const guide = guideCalled('death');
      const made = interviewOf(guide, first(guide)).combined;
      const named = { name: '奈良　花子', birthDate: '1990-04-01', relation: '子' };
      const source = made.sources.get('nhi-join')?.get('members');
      const heirs = made.sources.get('property-tax-heir-representative')?.get('heirs');
      if (source?.kind !== 'field' || heirs?.kind !== 'field') throw new Error('two lists');
      const page = made.form.pages.find(({ fields }) => fields.some(({ id }) => id === heirs.id));
      const answers = {
        ...common,
        commonAddress: { prefecture: '奈良県', town: '奈良市', street: '1-1' },
        [source.id]: [named, { ...named, name: '奈良　次郎' }],
      };
      expect(knownPeople(made, page?.id ?? '', answers, TODAY)[heirs.id]).toMatchObject({
        count: ['2'],
        '0.name': ['奈良　花子'],
        '0.address.town': ['奈良市'],
        '1.name': ['奈良　次郎'],
      });
    });

    test('where one child is asked for, the only one there is', () => {
      expect(begins(onlyChild, { [movers]: [self, child] })).toMatchObject({ name: ['奈良　次郎'] });
      const two = [self, child, { ...child, name: '奈良　三郎' }];
      expect(begins(onlyChild, { [movers]: two })).toBeUndefined();
    });
  });
});
