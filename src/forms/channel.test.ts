import { expect, test } from 'vitest';
import { translatorFor } from '#kernel/i18n/translate.js';
import { FormDefinition } from './definition.js';
import { journey } from './journey.js';
import { conditionWords } from './paper/condition-words.js';
import { formProblems } from './problems.js';

const visit = (show: string) =>
  FormDefinition.parse({
    purpose: '受付のため',
    pages: [
      {
        id: 'visit',
        title: '来庁',
        fields: [
          { id: 'agent', kind: 'yesNo', label: '代理ですか', sensitivity: 'ordinary' },
          { id: 'day', kind: 'text', label: '来庁する日', sensitivity: 'ordinary', show },
        ],
      },
    ],
  });
const asked = (form: FormDefinition, channel?: 'counter' | 'online') =>
  journey(form, { agent: true }, { ...(channel && { channel }) }).pages[0]?.fields.map(({ id }) => id);

test('what only a visit to come needs is not asked at the counter, and everywhere else', () => {
  const form = visit('channel != "counter"');
  expect(formProblems(form)).toEqual([]);
  expect(asked(form, 'counter')).toEqual(['agent']);
  expect(asked(form, 'online')).toEqual(['agent', 'day']);
  // Whoever does not say how it comes leaves nothing out.
  expect(asked(form)).toEqual(['agent', 'day']);
});

test('a way that does not exist is named', () => {
  const [problem] = formProblems(visit('channel != "kounter"'));
  expect(problem).toMatchObject({ code: 'unknownOption', ids: ['channel', 'kounter'] });
});

test('on paper it says nothing, and what stands beside it is said', () => {
  const t = translatorFor('ja');
  const form = visit('channel != "counter" and (agent = true)');
  expect(conditionWords('channel != "counter"', form, t)).toBeNull();
  expect(conditionWords('channel != "counter" and (agent = true)', form, t)).toBe(
    conditionWords('agent = true', form, t),
  );
});
