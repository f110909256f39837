import { shapeOf } from '#forms/conditions/rows.js';
import { isQuestion, type Question } from '#forms/fields/field.js';
import { type LocalizedText, localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { answersOf, type FeeShape, feeToFeel, readFee } from '../fee-shape.js';
import type { DraftDocument } from '../model.js';
import { formOf, namesWords } from './condition-words.js';
import {
  type Control,
  isTicked,
  type Part,
  type PartContext,
  rowCount,
  rowsOf,
  rowsTyped,
  type Single,
  type Typed,
  textOf,
} from './control.js';
import { carried, Errors, fromCarried, ja, typedText, wholeNumber } from './texts.js';
import { wordsOf } from './words.js';

const MODES = ['none', 'fixed', 'each', 'byAnswer', 'formula'] as const;
const CASES = ['answer', 'yen'] as const;
const PAYMENT = ['way', 'text', 'was'] as const;
const WAYS = ['online', 'counter', 'paymentSlip', 'postalOrder'] as const;
type DraftFee = NonNullable<DraftDocument['fee']>;

const questionsOf = (document: DraftDocument): Question[] =>
  formOf(document).pages.flatMap(({ fields }) => fields.filter(isQuestion));

/** What it costs, in one of the ways in which people state it. */
export const fee: Part = {
  title: ({ t }) => t('authoring.fee.title'),
  lead: ({ t }) => t('authoring.fee.lead'),
  typed: ({ document }): Typed => {
    const { fee: before } = document;
    const shape = before && readFee(before.amount, formOf(document));
    const rows = shape?.mode === 'byAnswer' ? shape.rows : [];
    return {
      mode: shape?.mode ?? 'none',
      fixed: shape?.mode === 'fixed' ? String(shape.yen) : '',
      eachYen: shape?.mode === 'each' ? String(shape.yen) : '',
      eachField: shape?.mode === 'each' ? shape.field : '',
      otherwise: shape?.mode === 'byAnswer' ? String(shape.otherwise) : '',
      formula: before?.amount ?? '',
      text: ja(before?.text),
      note: ja(before?.note),
      withinDays: before?.withinDays === undefined ? '' : String(before.withinDays),
      ...(before?.givenBack === 'whenWithdrawn' && { givenBack: 'true' }),
      ...rowsTyped(
        'cases',
        CASES,
        rows.length > 0
          ? rows.map(({ field, value, yen }) => ({ answer: `${field}=${value}`, yen: String(yen) }))
          : [{}],
      ),
      ...rowsTyped(
        'payment',
        PAYMENT,
        before
          ? (before.payment ?? []).map(({ way, text }) => ({ way, text: ja(text), was: carried(text) }))
          : [{}],
      ),
    };
  },
  controls: ({ t, document }) => feeControls(t, questionsOf(document)),
  shows: () => ({ kind: 'fee' }),
  read: (context, typed) => readTyped(context, typed),
};

function feeControls(t: Translator, questions: readonly Question[]): Control[] {
  const numbers = questions.filter((field) => shapeOf(field) === 'number');
  const answers = questions.flatMap((field) => {
    const options = answersOf(field).map((value) => ({
      value: `${field.id}=${value}`,
      label: `${ja(field.label)}：${answerWords(t, field, value)}`,
    }));
    return options.length > 0 ? [{ label: ja(field.label), options }] : [];
  });
  const chosen = (mode: (typeof MODES)[number]) =>
    t('editor.chosen', { answer: t(`authoring.fee.mode.${mode}`) });
  const yen = (name: string, label: string): Single => ({
    as: 'text',
    name,
    label,
    width: '10',
    numeric: true,
    suffix: t('authoring.fee.yen'),
    required: true,
  });
  return [
    {
      as: 'radio',
      name: 'mode',
      label: t('authoring.fee.mode'),
      required: true,
      options: MODES.map((value) => ({
        value,
        label: t(`authoring.fee.mode.${value}`),
        hint: t(`authoring.fee.mode.${value}Hint`),
      })),
    },
    {
      as: 'chosen',
      by: 'mode',
      is: ['fixed'],
      label: chosen('fixed'),
      controls: [yen('fixed', t('authoring.fee.fixed'))],
    },
    {
      as: 'chosen',
      by: 'mode',
      is: ['each'],
      label: chosen('each'),
      controls: [
        yen('eachYen', t('authoring.fee.eachYen')),
        {
          as: 'select',
          name: 'eachField',
          label: t('authoring.fee.eachField'),
          hint: numbers.length === 0 ? t('authoring.fee.noNumbers') : undefined,
          required: true,
          options: numbers.map(({ id, label }) => ({ value: id, label: ja(label) })),
        },
      ],
    },
    {
      as: 'chosen',
      by: 'mode',
      is: ['byAnswer'],
      label: chosen('byAnswer'),
      controls: [
        {
          as: 'rows',
          name: 'cases',
          label: t('authoring.fee.cases'),
          hint: answers.length === 0 ? t('editor.fee.noChoices') : t('authoring.fee.casesHint'),
          columns: CASES,
          add: t('authoring.fee.casesAdd'),
          row: (index) => ({
            title: t('authoring.rows.nth', { n: index + 1 }),
            controls: [
              {
                as: 'select',
                name: 'answer',
                label: t('authoring.fee.answer'),
                required: true,
                groups: answers,
              },
              yen('yen', t('authoring.fee.then')),
            ],
          }),
        },
        yen('otherwise', t('authoring.fee.otherwise')),
      ],
    },
    {
      as: 'chosen',
      by: 'mode',
      is: ['formula'],
      label: chosen('formula'),
      controls: [
        {
          as: 'area',
          name: 'formula',
          rows: 2,
          label: t('authoring.fee.formula'),
          hint: t('editor.fee.formulaHint', { names: namesWords(questions) }),
          required: true,
        },
      ],
    },
    {
      as: 'chosen',
      by: 'mode',
      is: MODES.filter((mode) => mode !== 'none'),
      label: t('editor.fee.whenAny'),
      controls: paymentControls(t),
    },
  ];
}

const paymentControls = (t: Translator): Control[] => [
  { as: 'text', name: 'text', label: t('authoring.fee.text'), hint: t('editor.fee.textHint') },
  {
    as: 'rows',
    name: 'payment',
    label: t('authoring.fee.payment'),
    hint: t('authoring.fee.paymentHint'),
    columns: PAYMENT,
    add: t('authoring.fee.paymentAdd'),
    row: (index) => ({
      title: t('authoring.rows.nth', { n: index + 1 }),
      controls: [
        {
          as: 'select',
          name: 'way',
          label: t('authoring.fee.way'),
          required: true,
          options: WAYS.map((value) => ({ value, label: wordsOf(t, `authoring.fee.way.${value}`, value) })),
        },
        { as: 'text', name: 'text', label: t('authoring.fee.wayText'), hint: t('editor.fee.wayTextHint') },
        { as: 'hidden', name: 'was' },
      ],
    }),
  },
  { as: 'text', name: 'note', label: t('authoring.fee.note'), hint: t('authoring.fee.noteHint') },
  {
    as: 'more',
    label: t('authoring.fee.more'),
    controls: [
      {
        as: 'text',
        name: 'withinDays',
        width: '5',
        numeric: true,
        suffix: t('authoring.general.daysUnit'),
        label: t('authoring.fee.withinDays'),
        hint: t('authoring.fee.withinDaysHint'),
      },
      { as: 'check', name: 'givenBack', label: t('authoring.fee.givenBack') },
    ],
  },
];

const answerWords = (t: Translator, field: Question, value: string): string => {
  if (field.kind === 'yesNo') return t(value === 'yes' ? 'common.yes' : 'common.no');
  const option = field.kind === 'choice' ? field.options.find((one) => one.value === value) : undefined;
  return option ? localize(option.label, 'ja') : value;
};

function readTyped({ t, document }: PartContext, typed: Typed): ReturnType<Part['read']> {
  const errors = new Errors(t);
  const shape = readShape(t, document, typed, errors);
  if (shape === null && !errors.any)
    return { ok: true, edits: [{ kind: 'set', values: { fee: undefined } }] };
  const { fee: before } = document;
  const payment = rowsOf(typed, 'payment', PAYMENT).flatMap(
    ({ way, text, was }, index): NonNullable<DraftFee['payment']> => {
      if (way === '' && text === '') return [];
      const known = WAYS.find((one) => one === way);
      if (!known) errors.add(`payment.${index}.way`, t('authoring.fee.wayMissing'));
      return known ? [{ way: known, text: fromCarried(text || t(`authoring.fee.way.${known}`), was) }] : [];
    },
  );
  const days = textOf(typed, 'withinDays');
  const withinDays = days === '' ? undefined : wholeNumber(days);
  if (withinDays === null || (withinDays !== undefined && (withinDays < 1 || withinDays > 365)))
    errors.add('withinDays', t('authoring.fee.withinDaysWrong'));
  const text = shape ? feeText(t, document, shape, typed) : undefined;
  if (!text && !errors.any)
    errors.add('text', t('authoring.error.missing', { label: t('authoring.fee.text') }));
  if (errors.any || !shape || !text) return { ok: false, errors: errors.found };
  const note = typedText(typed, 'note', before?.note);
  const value: DraftFee = {
    amount: sourceOf(document, shape),
    text,
    ...(note && { note }),
    ...(before?.reductions && { reductions: before.reductions }),
    payment,
    ...(withinDays && { withinDays }),
    ...(isTicked(typed, 'givenBack') && { givenBack: 'whenWithdrawn' as const }),
  };
  return { ok: true, edits: [{ kind: 'set', values: { fee: value } }] };
}

/** As it was written, when it says the same. */
function sourceOf(document: DraftDocument, shape: FeeShape): string {
  const form = formOf(document);
  const source = feeToFeel(shape, form);
  const before = document.fee?.amount;
  return before !== undefined && feeToFeel(readFee(before, form), form) === source ? before : source;
}

/** What was written; words that were proposed for the fee as it was are proposed anew for what it is now. */
function feeText(
  t: Translator,
  document: DraftDocument,
  shape: FeeShape,
  typed: Typed,
): LocalizedText | undefined {
  const { fee: before } = document;
  const proposed = proposedText(t, document, shape);
  const written = typedText(typed, 'text', before?.text);
  const wasProposed = before && proposedText(t, document, readFee(before.amount, formOf(document)));
  // The other languages are left behind with the old words: they speak of the old fee.
  const isStale = proposed !== undefined && proposed !== wasProposed && ja(written) === wasProposed;
  return written === undefined || isStale ? proposed : written;
}

/** 1通につき300円: what the start page says, when nothing else was written. */
function proposedText(t: Translator, document: DraftDocument, shape: FeeShape): string | undefined {
  if (shape.mode === 'fixed') return t.yen(shape.yen);
  if (shape.mode !== 'each') return undefined;
  const field = questionsOf(document).find(({ id }) => id === shape.field);
  const unit = field?.kind === 'number' && field.unit ? ja(field.unit) : '';
  return t('authoring.fee.eachText', {
    unit: `1${unit || counterIn(ja(field?.label))}`,
    yen: t.yen(shape.yen),
  });
}

/** 台数 is counted in 台, 必要な通数 in 通; what has no counter of its own is counted in つ. */
const counterIn = (label: string): string =>
  /([通枚部台件個回人頭匹冊本筆棟戸名袋箱点組])数/u.exec(label)?.[1] ?? 'つ';

function readShape(t: Translator, document: DraftDocument, typed: Typed, errors: Errors): FeeShape | null {
  const mode = MODES.find((one) => one === textOf(typed, 'mode')) ?? 'none';
  const yen = (name: string, at = name): number => {
    const amount = wholeNumber(textOf(typed, name));
    if (amount === null) errors.add(at, t('authoring.fee.yenWrong'));
    return amount ?? 0;
  };
  if (mode === 'none') return null;
  if (mode === 'fixed') return { mode, yen: yen('fixed') };
  if (mode === 'each') {
    const field = textOf(typed, 'eachField');
    if (field === '')
      errors.add('eachField', t('editor.error.choose', { label: t('authoring.fee.eachField') }));
    return { mode, yen: yen('eachYen'), field };
  }
  if (mode === 'formula') {
    const source = textOf(typed, 'formula').replaceAll(/\s*\r?\n\s*/g, ' ');
    if (source === '')
      errors.add('formula', t('authoring.error.missing', { label: t('authoring.fee.formula') }));
    return { mode, source };
  }
  const rows = rowsOf(typed, 'cases', CASES).flatMap(({ answer, yen: text }, index) => {
    if (answer === '' && text === '') return [];
    const [field = '', value = ''] = answer.split('=');
    const asked = questionsOf(document).find(({ id }) => id === field);
    if (!asked || !answersOf(asked).includes(value))
      errors.add(`cases.${index}.answer`, t('authoring.fee.answerMissing'));
    const amount = wholeNumber(text);
    if (amount === null) errors.add(`cases.${index}.yen`, t('authoring.fee.yenWrong'));
    return [{ field, value, yen: amount ?? 0 }];
  });
  if (rows.length === 0)
    errors.add(
      rowCount(typed, 'cases', CASES) > 0 ? 'cases.0.answer' : 'mode',
      t('authoring.fee.casesMissing'),
    );
  return { mode, rows, otherwise: yen('otherwise') };
}
