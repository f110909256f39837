import { isQuestion } from '#forms/fields/field.js';
import { DELIVERIES, DOCUMENT_TEMPLATES } from '#modules/procedure/api.js';
import type { DraftDocument } from '../model.js';
import { formOf } from './condition-words.js';
import { inOldOrder, listOf, type Part, textOf } from './control.js';
import { Errors, ja, typedText, wholeNumber } from './texts.js';
import { fieldWords, wordsOf } from './words.js';

const KINDS = ['none', 'certificate', 'letter'] as const;
type Issued = Exclude<NonNullable<DraftDocument['output']>, { kind: 'none' }>;

const questionsOf = (document: DraftDocument) =>
  formOf(document).pages.flatMap(({ fields }) => fields.filter(isQuestion));

/** What the person is given in the end. */
export const output: Part = {
  title: ({ t }) => t('authoring.output.title'),
  lead: ({ t }) => t('authoring.output.lead'),
  typed: ({ document }) => {
    const before = document.output ?? { kind: 'none' as const };
    const issued: Issued | null = before.kind === 'none' ? null : before;
    return {
      kind: before.kind,
      title: ja(issued?.title),
      template: issued?.template ?? '',
      delivery: issued?.delivery ?? '',
      text: issued?.kind === 'certificate' ? ja(issued.text) : '',
      letterText: issued?.kind === 'letter' ? ja(issued.text) : '',
      validMonths: issued?.kind === 'certificate' && issued.validMonths ? String(issued.validMonths) : '',
      fields: issued?.kind === 'certificate' ? [...(issued.fields ?? [])] : [],
    };
  },
  controls: ({ t, document }) => {
    const questions = questionsOf(document);
    const ways = questions.filter(
      (field) =>
        field.kind === 'choice' &&
        field.options.every(({ value }) => (DELIVERIES as readonly string[]).includes(value)),
    );
    const chosen = (kind: (typeof KINDS)[number]) =>
      t('editor.chosen', { answer: t(`authoring.output.kind.${kind}`) });
    return [
      {
        as: 'radio',
        name: 'kind',
        label: t('authoring.output.kind'),
        required: true,
        options: KINDS.map((value) => ({ value, label: t(`authoring.output.kind.${value}`) })),
      },
      {
        as: 'chosen',
        by: 'kind',
        is: ['certificate', 'letter'],
        label: t('editor.output.whenAny'),
        controls: [
          {
            as: 'text',
            name: 'title',
            label: t('authoring.output.name'),
            hint: t('authoring.output.nameHint'),
            required: true,
          },
          {
            as: 'select',
            name: 'template',
            label: t('authoring.output.template'),
            hint: t('authoring.output.templateHint'),
            required: true,
            options: [...DOCUMENT_TEMPLATES.keys()].map((value) => ({
              value,
              label: wordsOf(t, `template.name.${value}`, value),
            })),
          },
        ],
      },
      {
        as: 'chosen',
        by: 'kind',
        is: ['certificate'],
        label: chosen('certificate'),
        controls: [
          {
            as: 'area',
            name: 'text',
            rows: 3,
            label: t('authoring.output.text'),
            hint: t('editor.output.certificateText'),
          },
          {
            as: 'checks',
            name: 'fields',
            label: t('authoring.output.fields'),
            hint: t('authoring.output.fieldsHint'),
            options: questions.map((field) => ({ value: field.id, label: fieldWords(t, field) })),
          },
          {
            as: 'text',
            name: 'validMonths',
            width: '5',
            numeric: true,
            suffix: t('authoring.output.months'),
            label: t('authoring.output.valid'),
            hint: t('authoring.output.validHint'),
          },
        ],
      },
      {
        as: 'chosen',
        by: 'kind',
        is: ['letter'],
        label: chosen('letter'),
        controls: [
          {
            as: 'area',
            name: 'letterText',
            rows: 3,
            label: t('authoring.output.text'),
            required: true,
          },
        ],
      },
      {
        as: 'chosen',
        by: 'kind',
        is: ['certificate', 'letter'],
        controls: [
          {
            as: 'select',
            name: 'delivery',
            label: t('authoring.output.delivery'),
            hint:
              ways.length === 0 ? t('authoring.output.deliveryMissing') : t('authoring.output.deliveryHint'),
            empty: t('authoring.output.deliveryNone'),
            options: ways.map((field) => ({ value: field.id, label: fieldWords(t, field) })),
          },
        ],
      },
    ];
  },
  shows: () => ({ kind: 'document' }),
  read: ({ t, document }, typed) => {
    const errors = new Errors(t);
    const kind = KINDS.find((one) => one === textOf(typed, 'kind')) ?? 'none';
    if (kind === 'none') return { ok: true, edits: [{ kind: 'set', values: { output: { kind } } }] };
    const before = document.output && document.output.kind !== 'none' ? document.output : null;
    errors.need(typed, 'title', t('authoring.output.name'));
    errors.choose(typed, 'template', t('authoring.output.template'));
    const textName = kind === 'letter' ? 'letterText' : 'text';
    if (kind === 'letter') errors.need(typed, textName, t('authoring.output.text'));
    const months = textOf(typed, 'validMonths');
    const valid = kind === 'letter' || months === '' ? undefined : wholeNumber(months);
    if (valid === null || (valid !== undefined && (valid < 1 || valid > 120)))
      errors.add('validMonths', t('authoring.output.validWrong'));
    const title = typedText(typed, 'title', before?.title);
    const text = typedText(typed, textName, before?.text);
    if (errors.any || !title) return { ok: false, errors: errors.found };
    const template = textOf(typed, 'template');
    const delivery = textOf(typed, 'delivery');
    const base = { title, template, ...(delivery && { delivery }) };
    const known = new Set(questionsOf(document).map(({ id }) => id));
    const value: DraftDocument['output'] =
      kind === 'letter'
        ? { kind, ...base, text: text ?? '' }
        : {
            kind,
            ...base,
            ...(text && { text }),
            ...(valid && { validMonths: valid }),
            fields: inOldOrder(
              before?.kind === 'certificate' ? before.fields : [],
              listOf(typed, 'fields').filter((id) => known.has(id)),
            ),
          };
    return { ok: true, edits: [{ kind: 'set', values: { output: value } }] };
  },
};
