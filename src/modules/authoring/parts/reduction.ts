import { isQuestion } from '#forms/fields/field.js';
import type { DraftDocument } from '../model.js';
import { checkFormula, questionsFor } from './condition.js';
import { actOnCondition, conditionControls, conditionTyped, readCondition } from './condition-rows.js';
import { formOf } from './condition-words.js';
import { isTicked, type Part, type PartContext, textOf } from './control.js';
import { Errors, ja, typedText, wholeNumber } from './texts.js';
import { fieldWords } from './words.js';

type DraftReduction = NonNullable<NonNullable<DraftDocument['fee']>['reductions']>[number];

function subjectOf({ document, of }: Pick<PartContext, 'document' | 'of'>) {
  if (!document.fee) return null;
  if (of === 'new') return { at: null, before: null };
  const before = document.fee.reductions?.[Number(of)];
  return before ? { at: Number(of), before } : null;
}

/** Who pays less (減免): when, how much, why, and what proves it. */
export const reduction: Part = {
  title: ({ t }) => t('authoring.reduction.title'),
  lead: ({ t }) => t('authoring.reduction.lead'),
  typed: ({ document, of }) => {
    const subject = subjectOf({ document, of });
    if (!subject) return null;
    const { before } = subject;
    return {
      ...conditionTyped(before?.when, formOf(document)),
      amount: before?.amount ?? '0',
      reason: ja(before?.reason),
      evidence: before?.evidence ?? '',
    };
  },
  controls: ({ t, document, of }, typed) => [
    { as: 'heading', label: t('authoring.reduction.when') },
    ...conditionControls(
      { t, form: formOf(document), questions: questionsFor(document, { kind: 'reduction', at: 0 }) },
      typed,
    ),
    {
      as: 'text',
      name: 'amount',
      width: '20',
      suffix: t('authoring.fee.yen'),
      label: t('authoring.reduction.amount'),
      hint: t('authoring.reduction.amountHint'),
      required: true,
    },
    {
      as: 'text',
      name: 'reason',
      label: t('authoring.reduction.reason'),
      hint: t('authoring.reduction.reasonHint'),
      required: true,
    },
    {
      as: 'select',
      name: 'evidence',
      label: t('authoring.reduction.evidence'),
      empty: t('authoring.reduction.noEvidence'),
      options: formOf(document)
        .pages.flatMap(({ fields }) => fields.filter(isQuestion))
        .filter(({ kind }) => kind === 'file' || kind === 'photo')
        .map((field) => ({ value: field.id, label: fieldWords(t, field) })),
    },
    ...(of === 'new'
      ? []
      : [{ as: 'check' as const, name: 'remove', label: t('authoring.reduction.remove') }]),
  ],
  act: ({ document }, typed, action) => actOnCondition(formOf(document), typed, action),
  shows: () => ({ kind: 'fee' }),
  read: ({ t, document, of }, typed) => {
    const errors = new Errors(t);
    const subject = subjectOf({ document, of });
    if (document.fee && subject && subject.at !== null && isTicked(typed, 'remove')) {
      const reductions = (document.fee.reductions ?? []).toSpliced(subject.at, 1);
      return { ok: true, edits: [{ kind: 'set', values: { fee: { ...document.fee, reductions } } }] };
    }
    const form = formOf(document);
    const when = readCondition({ t, form }, typed, errors);
    checkFormula(t, form, when, errors);
    if (!when && !errors.any) errors.add('newField', t('authoring.reduction.whenMissing'));
    errors.need(typed, 'amount', t('authoring.reduction.amount'));
    errors.need(typed, 'reason', t('authoring.reduction.reason'));
    const typedAmount = textOf(typed, 'amount');
    const amount = String(wholeNumber(typedAmount) ?? typedAmount);
    const reason = typedText(typed, 'reason', subject?.before?.reason);
    if (errors.any || !subject || !document.fee || !when || !reason)
      return { ok: false, errors: errors.found };
    const evidence = textOf(typed, 'evidence');
    const value: DraftReduction = { when, amount, reason, ...(evidence && { evidence }) };
    const before = document.fee.reductions ?? [];
    const reductions = subject.at === null ? [...before, value] : before.with(subject.at, value);
    return { ok: true, edits: [{ kind: 'set', values: { fee: { ...document.fee, reductions } } }] };
  },
};
