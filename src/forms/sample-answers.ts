import type { Answers } from './answers.js';
import type { FormDefinition } from './definition.js';
import type { Field, Question } from './fields/field.js';
import { isTyped } from './fields/field.js';
import type { MemberField } from './fields/member.js';
import { personMembers } from './fields/person/person.js';
import { journey } from './journey.js';

/*
 * Valid answers made from a definition: for tests that walk through forms, for previews and for the example in a
 * table. `turn` chooses among options, so that some turns together come to every page.
 */

const ADDRESS = {
  postalCode: '630-8580',
  prefecture: '奈良県',
  town: '奈良市二条大路南',
  street: '一丁目1-1',
};

const dayIn = ({ range, min, max }: Extract<Field, { kind: 'date' }>, today: Temporal.PlainDate): string => {
  const day =
    range === 'past' ? today.subtract({ years: 1 }) : range === 'future' ? today.add({ days: 20 }) : today;
  const text = day.toString();
  return min && text < min ? min : max && text > max ? max : text;
};

/** In the form of a file that was taken in; no server has it. */
const NAMED_FILE = {
  file: '01900000-0000-7000-8000-000000000001',
  name: '見本.png',
  mediaType: 'image/png',
  size: 70,
};

/**
 * Which of several options a turn chooses: every one comes within as many turns as there are options, and questions
 * at different places do not go in step, so that conditions over two of them are met in some turn.
 */
const chosen = (options: number, turn: number, place: number): number =>
  (turn + Math.floor(turn / options) * place + Math.floor(turn / options ** 2) * (place >> 1)) % options;

/** A valid answer; `place` is that of the question among those asked. */
export function sampleAnswer(field: Question, turn: number, today: Temporal.PlainDate, place = 0): unknown {
  switch (field.kind) {
    case 'text':
    case 'longText':
      return '見本';
    case 'name':
      return '辻󠄀　花子';
    case 'kana':
      return 'ツジ　ハナコ';
    case 'date':
      return dayIn(field, today);
    case 'age':
      return Math.min(field.max, Math.max(field.min, 40));
    case 'phone':
      return '0742-34-1111';
    case 'email':
      return 'hanako@example.jp';
    case 'number':
      return Math.min(field.max ?? Number.POSITIVE_INFINITY, Math.max(field.min ?? 1, 1));
    case 'yen':
      return Math.min(field.max ?? Number.POSITIVE_INFINITY, Math.max(field.min ?? 1000, 1000));
    case 'choice':
      return field.options[chosen(field.options.length, turn, place)]?.value;
    case 'choices': {
      const many = Math.max(1, field.atLeast, turn % 2 === 0 ? 1 : Math.min(2, field.atMost ?? 2));
      const from = chosen(field.options.length, turn, place);
      const first = field.options[from];
      // What stands alone is chosen alone; otherwise as many as wanted of the others.
      const others = [...field.options.slice(from), ...field.options.slice(0, from)].filter(
        ({ exclusive }) => !exclusive,
      );
      const taken: readonly (typeof first)[] = first?.exclusive ? [first] : others.slice(0, many);
      return field.options.filter((option) => taken.includes(option)).map(({ value }) => value);
    }
    case 'yesNo':
      return chosen(2, turn, place) === 0;
    case 'postalAddress':
      return ADDRESS;
    case 'person':
      return members(personMembers(field), turn, today);
    case 'people':
      return Array.from({ length: Math.max(1, field.min) }, () => members(field.fields, turn, today));
    case 'position':
      return { lat: 34.685087, lon: 135.805, words: '交差点の角' };
    case 'bankAccount':
      return {
        bankCode: '0162',
        bankName: '南都',
        branchCode: '100',
        branchName: '学園前',
        type: 'ordinary',
        number: '0012345',
        holder: 'ツジ ハナコ',
      };
    case 'signature':
      return { name: '辻󠄀　花子', signedOn: today.toString() };
    case 'consent':
      return true;
    case 'file':
    case 'photo':
      return [NAMED_FILE];
    case 'calculated':
      return null;
  }
}

const members = (fields: readonly MemberField[], turn: number, today: Temporal.PlainDate) =>
  Object.fromEntries(fields.map((field) => [field.id, sampleAnswer(field, turn, today)]));

/** Answers to everything that one turn comes to, besides those that are there. */
export function sampleAnswers(
  form: FormDefinition,
  turn: number,
  today: Temporal.PlainDate,
  given: Answers = {},
): Answers {
  const answers: Record<string, unknown> = { ...given };
  for (let way = journey(form, answers, { today }); way.current; way = journey(form, answers, { today })) {
    const open = way.current.fields.filter((field) => isTyped(field) && answers[field.id] === undefined);
    if (open.length === 0) break;
    for (const field of open) {
      if (isTyped(field)) answers[field.id] = sampleAnswer(field, turn, today, Object.keys(answers).length);
    }
  }
  return answers;
}
