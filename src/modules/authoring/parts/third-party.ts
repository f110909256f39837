import { PageId } from '#forms/definition.js';
import { isQuestion } from '#forms/fields/field.js';
import { AssuranceLevel } from '#modules/procedure/api.js';
import { thirdParty as partOf } from '../edits/part-form.js';
import type { DraftDocument, DraftThirdParty } from '../model.js';
import { checkFormula, questionsFor } from './condition.js';
import { actOnCondition, conditionControls, conditionTyped, readCondition } from './condition-rows.js';
import { formOf } from './condition-words.js';
import {
  type Control,
  inOldOrder,
  isTicked,
  listOf,
  type Part,
  type PartContext,
  type Typed,
  textOf,
} from './control.js';
import { Errors, ja, typedText, wholeNumber } from './texts.js';
import { fieldWords } from './words.js';

export const NEW = 'new';
const NEEDED = ['yes', 'no', 'when'] as const;
type Needed = (typeof NEEDED)[number];
const MOST_DAYS = 90;
const MOST_PARTS = 10;

function subjectOf({ document, of }: Pick<PartContext, 'document' | 'of'>) {
  if (of === NEW) return (document.thirdParties?.length ?? 0) < MOST_PARTS ? { before: undefined } : null;
  const before = partOf(document, of ?? '');
  return before ? { before } : null;
}

const neededOf = (required: DraftThirdParty['required']): Needed =>
  typeof required === 'string' ? 'when' : (required ?? true) ? 'yes' : 'no';

const questionsOf = (document: DraftDocument) =>
  formOf(document).pages.flatMap(({ fields }) => fields.filter(isQuestion));

/** What neither the applicant nor the office completes: the doctor's opinion, the employer's certificate. */
export const thirdParty: Part = {
  title: ({ t, document, of }) => {
    const before = partOf(document, of ?? '');
    return before ? t('authoring.third.title', { title: ja(before.title) }) : t('authoring.third.newTitle');
  },
  lead: ({ t }) => t('authoring.third.lead'),
  typed: (context) => {
    const subject = subjectOf(context);
    if (!subject) return null;
    const { before } = subject;
    const required = before?.required;
    return {
      ...conditionTyped(typeof required === 'string' ? required : undefined, formOf(context.document)),
      title: ja(before?.title),
      who: ja(before?.who),
      assuranceLevel: before?.assuranceLevel ?? 'low',
      validDays: String(before?.validDays ?? 14),
      ...((before?.caseWaits ?? true) && { caseWaits: 'true' }),
      required: neededOf(required),
      shows: [...(before?.shows ?? [])],
      declaration: ja(before?.declaration),
      purpose: ja(before?.form.purpose),
      legalBasis: ja(before?.form.legalBasis),
      id: before?.id ?? '',
    };
  },
  controls: ({ t, document, of }, typed): Control[] => [
    ...whoControls(t),
    {
      as: 'radio',
      name: 'required',
      label: t('authoring.third.required'),
      required: true,
      options: NEEDED.map((value) => ({ value, label: t(`authoring.third.required.${value}`) })),
    },
    {
      as: 'chosen',
      by: 'required',
      is: ['when'],
      label: t('editor.chosen', { answer: t('authoring.third.required.when') }),
      controls: conditionControls(
        { t, form: formOf(document), questions: questionsFor(document, { kind: 'reduction', at: 0 }) },
        typed,
      ),
    },
    { as: 'heading', label: t('authoring.third.form') },
    {
      as: 'checks',
      name: 'shows',
      label: t('authoring.third.shows'),
      hint: t('authoring.third.showsHint'),
      options: questionsOf(document).map((field) => ({ value: field.id, label: fieldWords(t, field) })),
    },
    {
      as: 'area',
      name: 'declaration',
      rows: 2,
      label: t('authoring.third.declaration'),
      hint: t('authoring.third.declarationHint'),
      required: true,
    },
    {
      as: 'text',
      name: 'purpose',
      label: t('authoring.rules.purpose'),
      hint: t('authoring.rules.purposeHint'),
    },
    { as: 'text', name: 'legalBasis', label: t('authoring.rules.legalBasis') },
    {
      as: 'more',
      label: t('authoring.field.advanced'),
      controls: [
        {
          as: 'text',
          name: 'id',
          width: '20',
          label: t('authoring.page.id'),
          hint: t('authoring.page.idHint'),
        },
      ],
    },
    ...(of === NEW ? [] : [{ as: 'check' as const, name: 'remove', label: t('authoring.third.remove') }]),
  ],
  act: ({ document }, typed, action) => actOnCondition(formOf(document), typed, action),
  shows: ({ of }) => ({ kind: 'part', part: of ?? NEW }),
  read,
};

const whoControls = (t: PartContext['t']): Control[] => [
  {
    as: 'text',
    name: 'title',
    label: t('authoring.third.name'),
    hint: t('authoring.third.nameHint'),
    required: true,
  },
  {
    as: 'text',
    name: 'who',
    label: t('authoring.third.who'),
    hint: t('authoring.third.whoHint'),
    required: true,
  },
  {
    as: 'radio',
    name: 'assuranceLevel',
    label: t('authoring.third.assurance'),
    required: true,
    options: AssuranceLevel.options.map((value) => ({
      value,
      label: t(value === 'none' ? 'authoring.third.assurance.none' : `authoring.general.assurance.${value}`),
    })),
  },
  {
    as: 'text',
    name: 'validDays',
    width: '5',
    numeric: true,
    suffix: t('authoring.general.daysUnit'),
    label: t('authoring.third.validDays'),
    required: true,
  },
  { as: 'check', name: 'caseWaits', label: t('authoring.third.caseWaits') },
];

function read(context: PartContext, typed: Typed): ReturnType<Part['read']> {
  const { t, document, of } = context;
  const errors = new Errors(t);
  const subject = subjectOf(context);
  const all = document.thirdParties ?? [];
  if (subject?.before && isTicked(typed, 'remove')) {
    const left = all.filter(({ id }) => id !== of);
    const thirdParties = left.length > 0 ? left : undefined;
    return { ok: true, edits: [{ kind: 'set', values: { thirdParties } }], of: '' };
  }
  const before = subject?.before;
  errors.need(typed, 'title', t('authoring.third.name'));
  errors.need(typed, 'who', t('authoring.third.who'));
  errors.need(typed, 'declaration', t('authoring.third.declaration'));
  const validDays = wholeNumber(textOf(typed, 'validDays'));
  if (validDays === null || validDays < 1 || validDays > MOST_DAYS)
    errors.add('validDays', t('authoring.third.validDaysWrong'));
  const id = textOf(typed, 'id') || before?.id || freeId(all);
  if (!PageId.safeParse(id).success) errors.add('id', t('authoring.page.idWrong'));
  else if (id !== before?.id && partOf(document, id)) errors.add('id', t('authoring.third.idTaken'));
  const required = readRequired(context, typed, errors);
  const words = (name: 'title' | 'who' | 'declaration') => typedText(typed, name, before?.[name]);
  const [title, who, declaration] = [words('title'), words('who'), words('declaration')];
  if (errors.any || !subject || !title || !who || !declaration || validDays === null)
    return { ok: false, errors: errors.found };
  const known = new Set(questionsOf(document).map((field) => field.id));
  const chosen = listOf(typed, 'shows').filter((one) => known.has(one));
  const value: DraftThirdParty = {
    id,
    title,
    who,
    assuranceLevel: AssuranceLevel.options.find((one) => one === textOf(typed, 'assuranceLevel')) ?? 'low',
    validDays,
    caseWaits: isTicked(typed, 'caseWaits'),
    required,
    shows: inOldOrder(before?.shows, chosen),
    form: formWith(before, typed),
    declaration,
  };
  const thirdParties = before ? all.map((one) => (one === before ? value : one)) : [...all, value];
  return { ok: true, edits: [{ kind: 'set', values: { thirdParties } }], of: id };
}

/** Yes, no, or the condition that was put together. */
function readRequired({ t, document }: PartContext, typed: Typed, errors: Errors): boolean | string {
  const needed = textOf(typed, 'required');
  if (needed !== 'when') return needed !== 'no';
  const form = formOf(document);
  // Its own list: another fault of the page does not make the condition unreadable.
  const faults = new Errors(t);
  const source = readCondition({ t, form }, typed, faults);
  checkFormula(t, form, source, faults);
  if (!source && !faults.any) faults.add('newField', t('authoring.third.whenMissing'));
  for (const [name, message] of Object.entries(faults.found)) errors.add(name, message);
  return source ?? true;
}

function formWith(before: DraftThirdParty | undefined, typed: Typed): DraftThirdParty['form'] {
  const { purpose: oldPurpose, legalBasis: oldBasis, pages = [] } = before?.form ?? {};
  const purpose = typedText(typed, 'purpose', oldPurpose);
  const legalBasis = typedText(typed, 'legalBasis', oldBasis);
  return { ...(purpose && { purpose }), ...(legalBasis && { legalBasis }), pages };
}

function freeId(taken: readonly DraftThirdParty[]): string {
  for (let number = taken.length + 1; ; number += 1)
    if (!taken.some(({ id }) => id === `part-${number}`)) return `part-${number}`;
}
