import { isQuestion } from '#forms/fields/field.js';
import type { DraftDocument } from '../model.js';
import { formOf } from './condition-words.js';
import { inOldOrder, isTicked, listOf, type Part, textOf } from './control.js';
import { Errors, ja, typedText, wholeNumber } from './texts.js';
import { fieldWords } from './words.js';

const questionsOf = (document: DraftDocument) =>
  formOf(document).pages.flatMap(({ fields }) => fields.filter(isQuestion));

/** What the law asks of every collection of data: purpose, basis, how long, what is public, who may act for others. */
export const rules: Part = {
  title: ({ t }) => t('authoring.rules.title'),
  lead: ({ t }) => t('authoring.rules.lead'),
  typed: ({ document }) => ({
    purpose: ja(document.form.purpose),
    legalBasis: ja(document.form.legalBasis),
    years: document.retention ? String(document.retention.years) : '',
    basis: document.retention?.basis ?? '',
    ...((document.public?.statistics ?? true) && { statistics: 'true' }),
    answers: [...(document.public?.answers ?? [])],
    counted: document.public?.counted ?? '',
    capacity: document.representation?.capacity ?? '',
    evidence: document.representation?.evidence ?? '',
    from: document.period?.from ?? '',
    until: document.period?.until ?? '',
  }),
  controls: ({ t, document }) => {
    const questions = questionsOf(document);
    const choices = questions.filter(({ kind }) => kind === 'choice');
    const files = questions.filter(({ kind }) => kind === 'file' || kind === 'photo');
    const open = questions.filter((field) => 'sensitivity' in field && field.sensitivity === 'ordinary');
    const asChoice = (field: (typeof questions)[number]) => ({
      value: field.id,
      label: fieldWords(t, field),
    });
    return [
      {
        as: 'text',
        name: 'purpose',
        label: t('authoring.rules.purpose'),
        hint: t('authoring.rules.purposeHint'),
      },
      {
        as: 'text',
        name: 'legalBasis',
        label: t('authoring.rules.legalBasis'),
        hint: t('authoring.rules.legalBasisHint'),
      },
      {
        as: 'text',
        name: 'years',
        width: '5',
        numeric: true,
        suffix: t('authoring.rules.yearsUnit'),
        label: t('authoring.rules.years'),
        required: true,
      },
      { as: 'text', name: 'basis', label: t('authoring.rules.basis'), hint: t('authoring.rules.basisHint') },
      { as: 'check', name: 'statistics', label: t('authoring.rules.statistics') },
      ...(open.length > 0
        ? [
            {
              as: 'checks' as const,
              name: 'answers',
              label: t('authoring.rules.answers'),
              hint: t('authoring.rules.answersHint'),
              options: open.map(asChoice),
            },
          ]
        : []),
      {
        as: 'more',
        label: t('authoring.rules.more'),
        open: [document.representation, document.period, document.public?.counted].some(Boolean),
        controls: [
          {
            as: 'select',
            name: 'counted',
            label: t('editor.rules.counted'),
            hint: t('editor.rules.countedHint'),
            empty: t('editor.rules.notCounted'),
            options: open.filter(({ kind }) => kind === 'choice' || kind === 'yesNo').map(asChoice),
          },
          {
            as: 'select',
            name: 'capacity',
            label: t('authoring.rules.capacity'),
            hint: t('authoring.rules.capacityHint'),
            empty: t('authoring.rules.noCapacity'),
            options: choices.map(asChoice),
          },
          {
            as: 'chosen',
            by: 'capacity',
            is: 'any',
            label: t('editor.rules.whenAgents'),
            controls: [
              {
                as: 'select',
                name: 'evidence',
                label: t('authoring.rules.evidence'),
                hint: files.length === 0 ? t('editor.rules.noFiles') : undefined,
                required: true,
                empty: t('authoring.rules.noEvidence'),
                options: files.map(asChoice),
              },
            ],
          },
          { as: 'date', name: 'from', label: t('authoring.rules.from') },
          {
            as: 'date',
            name: 'until',
            label: t('authoring.rules.until'),
            hint: t('authoring.rules.periodHint'),
          },
        ],
      },
    ];
  },
  shows: () => ({ kind: 'start' }),
  read: ({ t, document }, typed) => {
    const errors = new Errors(t);
    const years = wholeNumber(textOf(typed, 'years'));
    if (years === null || years < 1 || years > 100) errors.add('years', t('authoring.rules.yearsWrong'));
    const capacity = textOf(typed, 'capacity');
    const evidence = textOf(typed, 'evidence');
    if (capacity !== '' && evidence === '') errors.add('evidence', t('authoring.rules.bothNeeded'));
    const [from, until] = [textOf(typed, 'from'), textOf(typed, 'until')];
    for (const [name, value] of [
      ['from', from],
      ['until', until],
    ] as const)
      if (value !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(value)) errors.add(name, t('authoring.error.date'));
    if (from && until && from > until) errors.add('until', t('authoring.problem.periodReversed'));
    if (errors.any || years === null) return { ok: false, errors: errors.found };
    const basis = textOf(typed, 'basis');
    const counted = textOf(typed, 'counted');
    const answers = new Set([...listOf(typed, 'answers'), ...(counted && [counted])]);
    return {
      ok: true,
      edits: [
        {
          kind: 'setForm',
          values: {
            purpose: typedText(typed, 'purpose', document.form.purpose),
            legalBasis: typedText(typed, 'legalBasis', document.form.legalBasis),
          },
        },
        {
          kind: 'set',
          values: {
            retention: { years, ...(basis && { basis }) },
            public: {
              ...document.public,
              statistics: isTicked(typed, 'statistics'),
              answers: inOldOrder(document.public?.answers, [...answers]),
              counted: counted || undefined,
            },
            representation: capacity ? { capacity, evidence } : undefined,
            period: from || until ? { ...(from && { from }), ...(until && { until }) } : undefined,
          },
        },
      ],
    };
  },
};
