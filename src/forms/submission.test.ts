import { describe, expect, it } from 'vitest';
import { translatorFor } from '#kernel/i18n/translate.js';
import { FormDefinition } from './definition.js';
import { errorText } from './fields/field-type.js';
import { certificateForm, completeAnswers, FACTS } from './fixtures.js';
import { journey } from './journey.js';
import { proposedAnswers } from './prefill.js';
import { AskedQuestion, answerProblems, questionsAsAsked } from './submission.js';

describe('the questions as asked', () => {
  it('are frozen in the words of the person, with raw and displayed answers', () => {
    const asked = questionsAsAsked(
      journey(certificateForm, { ...completeAnswers, agentName: '誰か' }, FACTS),
      'ja',
    );
    expect(asked.map(({ field, question, answer }) => [field, question, answer])).toEqual([
      ['applicantIs', 'どなたの証明書ですか', '本人'],
      ['personName', '氏名', '辻󠄀 花子'],
      ['birthDate', '生年月日', '1990年5月1日（平成2年）'],
      ['homeAddress', '住所', '〒630-8580\n奈良県奈良市二条大路南一丁目1-1'],
      ['note', '', null],
      ['copies', '通数', '2通'],
      ['items', '載せる項目', null],
      ['fromDay', '受取りを始める日', '2026年12月1日（火）'],
      ['toDay', '受取りを終える日', '2026年12月10日（木）'],
      ['consented', '世帯の情報を調べることに同意する', '同意した'],
    ]);
    expect(asked.find(({ field }) => field === 'consented')).toMatchObject({
      detail: '調べるのは世帯主です。',
      raw: true,
      page: 'agree',
      pageTitle: '同意',
    });
    expect(asked.find(({ field }) => field === 'note')?.detail).toBe('1通300円です。');
    expect(asked.find(({ field }) => field === 'personName')?.sensitivity).toBe('personal');
    expect(AskedQuestion.array().parse(JSON.parse(JSON.stringify(asked)))).toEqual(asked);
  });

  it('are kept in the language in which they were read', () => {
    const [first] = questionsAsAsked(journey(certificateForm, completeAnswers, FACTS), 'en');
    expect(first).toMatchObject({
      question: 'Whose certificate is it?',
      answer: 'My own',
      locale: 'en',
      raw: 'self',
    });
  });
});

describe('answers that come all at once', () => {
  const { items: _, ...withoutOptional } = completeAnswers;
  const problems = (answers: Record<string, unknown>) =>
    answerProblems(certificateForm, answers, FACTS).map(({ field, error }) => [
      field,
      'code' in error ? error.code.replace('forms.error.', '') : error.message,
    ]);

  it('may leave optional fields out', () => {
    expect(problems(withoutOptional)).toEqual([]);
    expect(problems(completeAnswers)).toEqual([]);
  });

  it('are told everything that is wrong, on all pages', () => {
    expect(
      problems({
        ...completeAnswers,
        copies: '2',
        personName: ' x',
        agentName: '誰か',
        nope: 1,
        birthDate: '2026-11-21',
        consented: undefined,
      }),
    ).toEqual([
      ['agentName', 'notAsked'],
      ['nope', 'unknownField'],
      ['personName', 'storedForm'],
      ['birthDate', 'date.future'],
      ['copies', 'storedAsText'],
      ['consented', 'required.agree'],
    ]);
    expect(problems({}).map(([field]) => field)).toEqual([
      'applicantIs',
      'personName',
      'birthDate',
      'homeAddress',
      'copies',
      'consented',
    ]);
    expect(problems({ ...completeAnswers, consented: false })).toEqual([['consented', 'required.agree']]);
    expect(problems({ ...completeAnswers, toDay: '2026-11-30' })).toEqual([
      ['toDay', { ja: '終える日は、始める日から後にしてください。' }],
    ]);
  });

  it('are told which part of a person, or of whom in a list, is wrong', () => {
    const ordinary = { sensitivity: 'ordinary' } as const;
    const form = FormDefinition.parse({
      pages: [
        {
          id: 'who',
          title: '人',
          fields: [
            { id: 'applicant', kind: 'person', label: '申請者', ask: ['birthDate', 'address'], ...ordinary },
            {
              id: 'members',
              kind: 'people',
              label: '世帯',
              itemLabel: '世帯員',
              fields: [{ id: 'born', kind: 'date', range: 'past', label: '生年月日', ...ordinary }],
              ...ordinary,
            },
          ],
        },
      ],
    });
    const told = (answers: object) =>
      answerProblems(form, { ...answers }, FACTS).map(({ field, path, error }) => [
        [field, ...(path ?? [])].join('/'),
        errorText(error, field, translatorFor('ja')),
      ]);
    const address = completeAnswers.homeAddress;
    const applicant = { name: '奈良 花子', kana: 'ナラ　ハナコ', birthDate: '1990-05-01', address };
    const members = [{ born: '2020-01-01' }];
    expect(told({ applicant, members })).toEqual([]);
    expect(told({ applicant: { ...applicant, kana: 'なら ﾊﾅｺ' }, members })).toEqual([
      ['applicant/kana', '氏名のふりがなは、「ナラ　ハナコ」の形で送ってください。'],
    ]);
    const { kana: _, ...nameless } = applicant;
    expect(told({ applicant: { ...nameless, family: '奈良' }, members: [{ born: '1990-02-30' }] })).toEqual([
      ['applicant/kana', '氏名のふりがなを入力してください。'],
      ['applicant/family', '「family」という項目はありません。'],
      [
        'members/0/born',
        '生年月日：1990年2月30日という日は、こよみにありません。年・月・日を確かめてください。',
      ],
    ]);
    const late = told({
      applicant: { ...applicant, address: { ...address, town: undefined } },
      members: [...members, { born: '2999-01-01' }],
    });
    expect(late.map(([place]) => place)).toEqual(['applicant/address/town', 'members/1/born']);
    const judged = told({ applicant: { ...applicant, birthDate: '2999-01-01' }, members });
    expect(judged.map(([place]) => place)).toEqual(['applicant/birthDate']);
    expect(
      told({ applicant, members: [...members, { born: '2999-01-01' }] }).map(([place]) => place),
    ).toEqual(['members/1/born']);
  });

  it('are told in words', () => {
    const [problem] = answerProblems(certificateForm, { ...completeAnswers, 'x{y}': 1 }, FACTS);
    expect(problem && errorText(problem.error, '', translatorFor('ja'))).toBe(
      '「x{y}」という項目はありません。',
    );
  });
});

it('proposes what the identity knows and the form asks for', () => {
  const known = {
    'identity.name': '辻󠄀 花子',
    'identity.birthDate': '1990-02-30',
    'identity.phone': '0742-34-1111',
    'identity.address': completeAnswers.homeAddress,
  };
  expect(proposedAnswers(certificateForm, known)).toEqual({
    personName: '辻󠄀 花子',
    homeAddress: completeAnswers.homeAddress,
  });
});
