import { FACTS } from '#forms/compile.js';
import { PrefillKey, ReuseKey, Sensitivity } from '#forms/fields/base.js';
import { Field, type FieldKind } from '#forms/fields/field.js';
import { PREFILLS } from '#forms/problems.js';
import { isUsableName } from '#kernel/expressions/functions.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';
import { fieldPlace } from '../edits/places.js';
import type { DraftDocument, DraftField } from '../model.js';
import { type Control, isTicked, type Part, type PartContext, type Typed, textOf } from './control.js';
import { optionControls, optionsTyped, readOptions } from './field-options.js';
import { isFieldKind, knows } from './field-shape.js';
import { Errors, ja, typedText } from './texts.js';
import { fieldWords, kindWords, pageWords } from './words.js';

/** `new:<page>:<kind>`, or the id of a question that is there. */
interface Subject {
  kind: FieldKind;
  page: string;
  before: DraftField | null;
}

function subjectOf(document: DraftDocument, of: string | null): Subject | null {
  const [first, page = '', kind = ''] = (of ?? '').split(':');
  if (first === 'new') {
    const isThere = document.form.pages.some(({ id }) => id === page);
    return isThere && isFieldKind(kind) ? { kind, page, before: null } : null;
  }
  const place = fieldPlace(document, of ?? '');
  return place ? { kind: place.field.kind, page: place.page.id, before: place.field } : null;
}

const PERSONAL: ReadonlySet<string> = new Set([
  'name',
  'kana',
  'person',
  'people',
  'phone',
  'email',
  'postalAddress',
  'bankAccount',
  'signature',
  'file',
  'photo',
]);

/** A question: what every kind has, and what its own kind has. */
export const field: Part = {
  title: ({ t, document, of }) => {
    const subject = subjectOf(document, of);
    return subject?.before
      ? t('authoring.field.title', { label: fieldWords(t, subject.before) })
      : t('authoring.field.newTitle', { kind: kindWords(t, subject?.kind ?? '') });
  },
  lead: ({ t, document, of }) => {
    const subject = subjectOf(document, of);
    const page = document.form.pages.find(({ id }) => id === subject?.page);
    return t('authoring.field.lead', {
      kind: kindWords(t, subject?.kind ?? ''),
      page: page ? pageWords(t, page) : '',
    });
  },
  typed: ({ document, of }) => {
    const subject = subjectOf(document, of);
    if (!subject) return null;
    const { kind, before, page } = subject;
    const loose = { ...before } as Readonly<Record<string, unknown>>;
    return {
      ...optionsTyped(kind, loose),
      label: ja(loose.label as LocalizedText | undefined),
      help: ja(loose.help as LocalizedText | undefined),
      ...(loose.optional === true && { optional: 'true' }),
      sensitivity: String(loose.sensitivity ?? (PERSONAL.has(kind) ? 'personal' : 'ordinary')),
      purpose: ja(loose.purpose as LocalizedText | undefined),
      legalBasis: ja(loose.legalBasis as LocalizedText | undefined),
      reuse: String(loose.reuse ?? ''),
      prefill: String(loose.prefill ?? ''),
      id: before?.id ?? '',
      page,
    };
  },
  controls: (context) => {
    const subject = subjectOf(context.document, context.of);
    return subject ? fieldControls(context, subject) : [];
  },
  read: (context, typed) => {
    const subject = subjectOf(context.document, context.of);
    return subject ? readField(context, subject, typed) : { ok: false, errors: {} };
  },
  shows: ({ document, of }) => {
    const subject = subjectOf(document, of);
    if (!subject) return null;
    return { kind: 'page', page: subject.page, ...(subject.before && { field: subject.before.id }) };
  },
};

function fieldControls({ t, document }: PartContext, { kind, before }: Subject): Control[] {
  const prefills = PrefillKey.options.filter((key) => (PREFILLS[key] as readonly string[]).includes(kind));
  const prefillKeys = kind === 'person' ? ['identity'] : prefills;
  const asks: Control[] = knows(kind, 'label')
    ? [
        {
          as: 'text',
          name: 'label',
          label: t('authoring.field.label'),
          hint: t('authoring.field.labelHint'),
          required: true,
        },
        {
          as: 'area',
          name: 'help',
          rows: 2,
          label: t('authoring.field.help'),
          hint: t('authoring.field.helpHint'),
        },
      ]
    : [];
  const personal: Control[] = knows(kind, 'sensitivity')
    ? [
        {
          as: 'radio',
          name: 'sensitivity',
          label: t('authoring.field.sensitivity'),
          hint: t('authoring.field.sensitivityHint'),
          required: true,
          options: Sensitivity.options.map((value) => ({
            value,
            label: t(`authoring.field.sensitivity.${value}`),
          })),
        },
      ]
    : [];
  const advanced: Control[] = [
    ...(knows(kind, 'purpose')
      ? [
          {
            as: 'text' as const,
            name: 'purpose',
            label: t('authoring.field.purpose'),
            hint: t('authoring.field.purposeHint'),
          },
          { as: 'text' as const, name: 'legalBasis', label: t('authoring.field.legalBasis') },
        ]
      : []),
    ...(knows(kind, 'prefill') && prefillKeys.length > 0
      ? [
          {
            as: 'select' as const,
            name: 'prefill',
            label: t('authoring.field.prefill'),
            empty: t('authoring.field.prefillNone'),
            options: prefillKeys.map((value) => ({ value, label: t('authoring.field.prefillIdentity') })),
          },
        ]
      : []),
    ...(knows(kind, 'reuse')
      ? [
          {
            as: 'text' as const,
            name: 'reuse',
            width: '20' as const,
            label: t('authoring.field.reuse'),
            hint: t('authoring.field.reuseHint'),
          },
        ]
      : []),
    {
      as: 'text',
      name: 'id',
      width: '20',
      label: t('authoring.field.id'),
      hint: t('authoring.field.idHint'),
    },
    ...(before && document.form.pages.length > 1
      ? [
          {
            as: 'select' as const,
            name: 'page',
            label: t('authoring.field.page'),
            empty: null,
            options: document.form.pages.map((one) => ({ value: one.id, label: pageWords(t, one) })),
          },
        ]
      : []),
  ];
  return [
    ...asks,
    ...optionControls(t, kind),
    ...(knows(kind, 'optional') && kind !== 'calculated'
      ? [{ as: 'check' as const, name: 'optional', label: t('authoring.field.optional') }]
      : []),
    ...personal,
    { as: 'more', label: t('authoring.field.advanced'), controls: advanced },
  ];
}

function readField(
  { t, document }: PartContext,
  { kind, before, page }: Subject,
  typed: Typed,
): ReturnType<Part['read']> {
  const errors = new Errors(t);
  const loose = { ...before } as Readonly<Record<string, unknown>>;
  if (knows(kind, 'label')) errors.need(typed, 'label', t('authoring.field.label'));
  const options = readOptions(t, kind, typed, loose, errors);
  const id = textOf(typed, 'id') || freeId(document, kind);
  if (!/^[a-z][a-zA-Z0-9]{0,59}$/.test(id)) errors.add('id', t('authoring.field.idWrong'));
  else if (!isUsableName(id) || id in FACTS) errors.add('id', t('authoring.field.idReserved', { id }));
  else if (id !== before?.id && fieldPlace(document, id))
    errors.add('id', t('authoring.field.idTaken', { id }));
  const reuse = textOf(typed, 'reuse');
  if (reuse !== '' && !ReuseKey.safeParse(reuse).success) errors.add('reuse', t('authoring.field.idWrong'));
  if (errors.any) return { ok: false, errors: errors.found };
  const words = (name: string) => typedText(typed, name, loose[name] as LocalizedText | undefined);
  const written = Object.fromEntries(
    Object.entries({
      id,
      kind,
      ...(knows(kind, 'label') && { label: words('label'), help: words('help') }),
      ...options,
      ...(knows(kind, 'optional') && isTicked(typed, 'optional') && { optional: true }),
      ...(knows(kind, 'sensitivity') && { sensitivity: textOf(typed, 'sensitivity') }),
      ...(knows(kind, 'purpose') && { purpose: words('purpose'), legalBasis: words('legalBasis') }),
      ...(knows(kind, 'prefill') && { prefill: textOf(typed, 'prefill') || undefined }),
      ...(knows(kind, 'reuse') && { reuse: reuse || undefined }),
      show: loose.show,
    }).filter(([, value]) => value !== undefined),
  );
  const parsed = Field.safeParse(written);
  if (!parsed.success) {
    for (const { path } of parsed.error.issues)
      errors.add(String(path[0] ?? 'label'), t('authoring.error.wrongValue'));
    return { ok: false, errors: errors.found };
  }
  const value = written as DraftField;
  if (!before) return { ok: true, edits: [{ kind: 'addField', page, field: value }], of: id };
  const target = textOf(typed, 'page');
  const moves = target !== '' && target !== page;
  return {
    ok: true,
    edits: [
      { kind: 'changeField', id: before.id, field: value },
      ...(moves ? [{ kind: 'moveFieldTo' as const, id, page: target }] : []),
    ],
    of: id,
  };
}

/** text1, text2 …: a name that conditions and tables of answers can use. */
function freeId(document: DraftDocument, kind: FieldKind): string {
  for (let number = 1; ; number += 1) {
    const id = `${kind}${number}`;
    if (!fieldPlace(document, id)) return id;
  }
}
