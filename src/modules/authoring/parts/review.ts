import type { DraftDocument } from '../model.js';
import { type Part, rowsOf, rowsTyped, textOf } from './control.js';
import { Errors, wholeNumber } from './texts.js';

const CHECKS = ['text'] as const;
const STEPS = ['title', 'by', 'unit', 'id'] as const;
const DECIDERS = ['clerk', 'sectionHead'] as const;
type DraftReview = NonNullable<DraftDocument['review']>;

/** How the office works on it: what is checked, who signs off, who decides. */
export const review: Part = {
  title: ({ t }) => t('authoring.review.title'),
  lead: ({ t }) => t('authoring.review.lead'),
  typed: ({ document: { review: before = {} } }) => ({
    decidedBy: before.decidedBy ?? 'clerk',
    replyDays: String(before.replyDays ?? 10),
    ...rowsTyped(
      'checks',
      CHECKS,
      (before.checks ?? []).map((text) => ({ text })),
    ),
    ...rowsTyped(
      'steps',
      STEPS,
      (before.steps ?? []).map(({ id, title, by, unit }) => ({
        id,
        title,
        by: by ?? 'clerk',
        unit: unit ?? '',
      })),
    ),
  }),
  controls: ({ t, units }) => [
    {
      as: 'radio',
      name: 'decidedBy',
      label: t('authoring.review.decidedBy'),
      required: true,
      options: DECIDERS.map((value) => ({ value, label: t(`authoring.review.by.${value}`) })),
    },
    {
      as: 'rows',
      name: 'checks',
      label: t('authoring.review.checks'),
      hint: t('authoring.review.checksHint'),
      columns: CHECKS,
      add: t('authoring.review.checksAdd'),
      row: (index) => ({
        title: t('authoring.rows.nth', { n: index + 1 }),
        controls: [{ as: 'text', name: 'text', label: t('authoring.review.check'), required: true }],
      }),
    },
    {
      as: 'rows',
      name: 'steps',
      label: t('authoring.review.steps'),
      hint: t('authoring.review.stepsHint'),
      columns: STEPS,
      add: t('authoring.review.stepsAdd'),
      row: (index) => ({
        title: t('authoring.review.stepNth', { n: index + 1 }),
        controls: [
          { as: 'text', name: 'title', label: t('authoring.review.step'), required: true },
          {
            as: 'select',
            name: 'by',
            required: true,
            label: t('authoring.review.stepBy'),
            empty: null,
            options: DECIDERS.map((value) => ({ value, label: t(`authoring.review.by.${value}`) })),
          },
          {
            as: 'select',
            name: 'unit',
            label: t('authoring.review.stepUnit'),
            empty: t('authoring.review.sameUnit'),
            options: units.map(({ id, name }) => ({ value: id, label: name })),
          },
          { as: 'hidden', name: 'id' },
        ],
      }),
    },
    {
      as: 'text',
      name: 'replyDays',
      width: '5',
      numeric: true,
      suffix: t('authoring.general.daysUnit'),
      label: t('authoring.review.replyDays'),
      hint: t('authoring.review.replyDaysHint'),
    },
  ],
  shows: () => ({ kind: 'staff' }),
  read: ({ t, document }, typed) => {
    const errors = new Errors(t);
    const replyDays = wholeNumber(textOf(typed, 'replyDays'));
    if (replyDays === null || replyDays < 1 || replyDays > 60)
      errors.add('replyDays', t('authoring.review.replyDaysWrong'));
    const steps = rowsOf(typed, 'steps', STEPS).filter(({ title }) => title !== '');
    const taken = new Set(steps.map(({ id }) => id));
    if (errors.any || replyDays === null) return { ok: false, errors: errors.found };
    const value: DraftReview = {
      ...document.review,
      decidedBy: DECIDERS.find((one) => one === textOf(typed, 'decidedBy')) ?? 'clerk',
      checks: rowsOf(typed, 'checks', CHECKS).flatMap(({ text }) => (text === '' ? [] : [text])),
      steps: steps.map(({ id, title, by, unit }) => ({
        id: id || freeId(taken),
        title,
        by: DECIDERS.find((one) => one === by) ?? 'clerk',
        ...(unit && { unit }),
      })),
      replyDays,
    };
    return { ok: true, edits: [{ kind: 'set', values: { review: value } }] };
  },
};

function freeId(taken: Set<string>): string {
  for (let number = 1; ; number += 1) {
    const id = `step-${number}`;
    if (taken.has(id)) continue;
    taken.add(id);
    return id;
  }
}
