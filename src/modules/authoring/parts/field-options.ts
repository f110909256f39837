import type { FieldKind } from '#forms/fields/field.js';
import type { LocalizedText } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { DraftField } from '../model.js';
import { type Control, isTicked, listOf, rowsOf, rowsTyped, type Typed, textOf } from './control.js';
import { MEMBER_KINDS, type OptionShape, optionShapes } from './field-shape.js';
import { carried, digits, type Errors, fromCarried, ja, typedText } from './texts.js';
import { kindWords, maybeWords, wordsOf } from './words.js';

const OPTION = ['label', 'help', 'alone', 'value', 'was', 'wasHelp'] as const;
const MEMBER = ['label', 'kind', 'optional', 'choices', 'was'] as const;
/** Questions inside a list that have answers to choose from. */
const CHOOSING: readonly string[] = ['choice', 'choices'];

const labelOf = (t: Translator, key: string) => wordsOf(t, `authoring.option.${key}`, key);
const hintOf = (t: Translator, key: string) => maybeWords(t, `authoring.option.${key}Hint`);

/** Controls of a kind's own options, read off its schema. */
export const optionControls = (t: Translator, kind: FieldKind): Control[] =>
  optionShapes(kind).map((shape) => optionControl(t, kind, shape));

function optionControl(t: Translator, kind: FieldKind, shape: OptionShape): Control {
  const { key } = shape;
  const base = { name: key, label: labelOf(t, key), hint: hintOf(t, key) };
  switch (shape.as) {
    case 'words':
      return key === 'text'
        ? { as: 'area', ...base, rows: 5, required: !shape.optional }
        : { as: 'text', ...base, width: key === 'unit' ? '5' : 'full', required: !shape.optional };
    case 'line':
      return kind === 'calculated' && key === 'value'
        ? { as: 'area', ...base, rows: 2, required: true }
        : { as: 'text', ...base, required: !shape.optional };
    case 'number':
      return { as: 'text', ...base, width: '5', numeric: true };
    case 'date':
      return { as: 'date', ...base };
    case 'yesNo':
      return { as: 'check', ...base };
    case 'one':
      return {
        as: 'radio',
        ...base,
        options: shape.values.map((value) => ({
          value,
          label: wordsOf(t, `authoring.value.${key}.${value}`, value),
        })),
      };
    case 'several':
      return {
        as: 'checks',
        ...base,
        options: shape.values.map((value) => ({
          value,
          label: wordsOf(t, `authoring.value.${key}.${value}`, value),
        })),
      };
    case 'options':
      return {
        as: 'rows',
        ...base,
        columns: OPTION,
        add: t('authoring.option.optionsAdd'),
        row: (index) => ({
          title: t('authoring.option.optionsNth', { n: index + 1 }),
          controls: [
            { as: 'text', name: 'label', label: t('authoring.option.optionLabel'), required: true },
            { as: 'text', name: 'help', label: t('authoring.option.optionHelp') },
            ...(shape.mayStandAlone ? [aloneControl(t)] : []),
            { as: 'hidden', name: 'value' },
            { as: 'hidden', name: 'was' },
            { as: 'hidden', name: 'wasHelp' },
          ],
        }),
      };
    case 'members':
      return {
        as: 'rows',
        ...base,
        columns: MEMBER,
        add: t('authoring.option.membersAdd'),
        row: (index) => ({
          title: t('authoring.option.membersNth', { n: index + 1 }),
          controls: [
            { as: 'text', name: 'label', label: t('editor.memberLabel'), required: true },
            {
              as: 'select',
              name: 'kind',
              required: true,
              label: t('authoring.option.memberKind'),
              options: MEMBER_KINDS.map((value) => ({ value, label: kindWords(t, value) })),
            },
            {
              as: 'select',
              name: 'optional',
              required: true,
              label: t('authoring.option.memberOptional'),
              empty: null,
              options: [
                { value: 'no', label: t('authoring.option.memberNeeded') },
                { value: 'yes', label: t('authoring.option.memberMayBlank') },
              ],
            },
            {
              as: 'chosen',
              by: 'kind',
              is: CHOOSING,
              label: t('editor.chosen', { answer: CHOOSING.map((one) => kindWords(t, one)).join('・') }),
              controls: [
                {
                  as: 'text',
                  name: 'choices',
                  label: t('authoring.option.memberChoices'),
                  hint: t('editor.memberChoicesHint'),
                  required: true,
                },
              ],
            },
            { as: 'hidden', name: 'was' },
          ],
        }),
      };
  }
}

/** Of an answer such as "none of them" (どれもない). */
const aloneControl = (t: Translator) => ({
  as: 'select' as const,
  name: 'alone',
  label: t('editor.optionAlone'),
  required: true,
  empty: null,
  options: [
    { value: 'no', label: t('editor.optionAloneNo') },
    { value: 'yes', label: t('editor.optionAloneYes') },
  ],
});

type Loose = Readonly<Record<string, unknown>>;

/** A kind's options as they stand. */
export function optionsTyped(kind: FieldKind, field: Loose): Typed {
  const typed: Typed = {};
  for (const shape of optionShapes(kind)) {
    const value = field[shape.key];
    if (shape.as === 'words') typed[shape.key] = ja(value as LocalizedText | undefined);
    else if (shape.as === 'yesNo') {
      if (value === true || (value === undefined && shape.initial)) typed[shape.key] = 'true';
    } else if (shape.as === 'several')
      typed[shape.key] = [...((value as string[] | undefined) ?? shape.initial)];
    else if (shape.as === 'options') Object.assign(typed, optionRowsTyped(shape.key, value));
    else if (shape.as === 'members') Object.assign(typed, memberRowsTyped(shape.key, value));
    else typed[shape.key] = String(value ?? ('initial' in shape ? shape.initial : undefined) ?? '');
  }
  return typed;
}

type DraftOption = Extract<DraftField, { kind: 'choice' | 'choices' }>['options'][number];
type DraftMember = Extract<DraftField, { kind: 'people' }>['fields'][number];

/** Three empty rows to begin with: a choice has at least two answers. */
const EMPTY_ROWS = 3;

const optionRowsTyped = (key: string, value: unknown): Typed => {
  const options = (value as DraftOption[] | undefined) ?? [];
  const rows = options.map(({ value: id, label, help, ...more }) => ({
    label: ja(label),
    help: ja(help),
    alone: 'exclusive' in more && more.exclusive ? 'yes' : 'no',
    value: id,
    was: carried(label),
    wasHelp: help === undefined ? '' : carried(help),
  }));
  return rowsTyped(key, OPTION, rows.length > 0 ? rows : Array.from({ length: EMPTY_ROWS }, () => ({})));
};

const memberRowsTyped = (key: string, value: unknown): Typed => {
  const members = (value as DraftMember[] | undefined) ?? [];
  const rows = members.map((member) => ({
    label: ja(member.label),
    kind: member.kind,
    optional: member.optional ? 'yes' : 'no',
    choices: 'options' in member ? member.options.map(({ label }) => ja(label)).join('、') : '',
    was: JSON.stringify(member),
  }));
  return rowsTyped(key, MEMBER, rows.length > 0 ? rows : [{ kind: 'name' }, { kind: 'date' }]);
};

/** The options as typed, for the schema of the kind; what is wrong with them beside their controls. */
export function readOptions(
  t: Translator,
  kind: FieldKind,
  typed: Typed,
  before: Loose,
  errors: Errors,
): Loose {
  const read: Record<string, unknown> = {};
  for (const shape of optionShapes(kind)) {
    const { key } = shape;
    const text = textOf(typed, key);
    if (shape.as === 'words') {
      read[key] = typedText(typed, key, before[key] as LocalizedText | undefined);
      if (!shape.optional) errors.need(typed, key, labelOf(t, key));
    } else if (shape.as === 'line') {
      read[key] = text === '' ? undefined : text.replaceAll(/\s*\r?\n\s*/g, ' ');
      if (!shape.optional) errors.need(typed, key, labelOf(t, key));
    } else if (shape.as === 'number') read[key] = readNumber(t, shape, text, errors);
    else if (shape.as === 'date') {
      if (text !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(text)) errors.add(key, t('authoring.error.date'));
      read[key] = text || undefined;
    } else if (shape.as === 'yesNo') read[key] = differs(isTicked(typed, key), shape.initial);
    else if (shape.as === 'one')
      read[key] = shape.values.includes(text) ? differs(text, shape.initial) : undefined;
    else if (shape.as === 'several')
      read[key] = shape.values.filter((value) => listOf(typed, key).includes(value));
    else if (shape.as === 'options') read[key] = readOptionRows(t, shape, typed, errors);
    else read[key] = readMembers(t, key, typed, errors);
  }
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

/** What the schema says anyway is not written. */
const differs = <Value>(value: Value, initial: Value | undefined): Value | undefined =>
  value === initial ? undefined : value;

function readNumber(
  t: Translator,
  shape: Extract<OptionShape, { as: 'number' }>,
  text: string,
  errors: Errors,
): number | undefined {
  if (text === '') return undefined;
  const number = Number(digits(text));
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = shape;
  const label = labelOf(t, shape.key);
  if (!Number.isFinite(number) || (shape.whole && !Number.isInteger(number)))
    errors.add(shape.key, t('authoring.error.number', { label }));
  else if (number < min || number > max)
    errors.add(
      shape.key,
      Number.isFinite(max)
        ? t('authoring.error.range', { label, min: Number.isFinite(min) ? min : 0, max })
        : t('authoring.error.atLeast', { label, min }),
    );
  return differs(number, shape.initial);
}

function readOptionRows(
  t: Translator,
  { key, mayStandAlone }: Extract<OptionShape, { as: 'options' }>,
  typed: Typed,
  errors: Errors,
): DraftOption[] {
  const rows = rowsOf(typed, key, OPTION);
  const taken = new Set(rows.map(({ value }) => value).filter((value) => value !== ''));
  const free = () => {
    for (let number = 1; ; number += 1) {
      const value = `o${number}`;
      if (!taken.has(value)) {
        taken.add(value);
        return value;
      }
    }
  };
  const filled = rows.filter(({ label, help }) => label !== '' || help !== '');
  filled.forEach(({ label }) => {
    if (label === '')
      errors.add(
        `${key}.${rows.findIndex((row) => row.label === '' && row.help !== '')}.label`,
        t('authoring.option.labelMissing'),
      );
  });
  if (filled.length < 2) errors.add(`${key}.0.label`, t('authoring.option.tooFew'));
  return filled.map(({ label, help, alone, value, was, wasHelp }) => ({
    value: value || free(),
    label: fromCarried(label, was),
    ...(help && { help: fromCarried(help, wasHelp) }),
    ...(mayStandAlone && alone === 'yes' && { exclusive: true }),
  }));
}

function readMembers(t: Translator, key: string, typed: Typed, errors: Errors): DraftMember[] {
  const rows = rowsOf(typed, key, MEMBER).filter(({ label }) => label !== '');
  if (rows.length === 0) errors.add(`${key}.0.label`, t('authoring.option.membersMissing'));
  const taken = new Set<string>();
  return rows.map(({ label, kind, optional, choices, was }) => {
    const before = parsed(was);
    const isSame = before?.kind === kind;
    const id = freeMemberId(isSame ? before.id : kind, taken);
    const names = choices
      .split(/[、,，\n]/)
      .map((one) => one.trim())
      .filter((one) => one !== '');
    const options = names.map((name, index) => {
      const known =
        before && 'options' in before ? before.options.find((one) => ja(one.label) === name) : undefined;
      return known ?? { value: `o${index + 1}`, label: name };
    });
    const base = isSame ? before : { sensitivity: 'personal' as const };
    return {
      ...base,
      id,
      kind,
      label: fromCarried(label, before ? carried(before.label) : ''),
      ...(optional === 'yes' ? { optional: true } : { optional: false }),
      ...(CHOOSING.includes(kind) && { options }),
    } as DraftMember;
  });
}

function parsed(was: string): DraftMember | null {
  try {
    const value: unknown = JSON.parse(was);
    return typeof value === 'object' && value !== null && 'kind' in value ? (value as DraftMember) : null;
  } catch {
    return null;
  }
}

function freeMemberId(wanted: string, taken: Set<string>): string {
  let id = wanted;
  for (let number = 2; taken.has(id); number += 1) id = `${wanted}${number}`;
  taken.add(id);
  return id;
}
