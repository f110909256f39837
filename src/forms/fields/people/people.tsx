import { z } from 'zod';
import { localize } from '#kernel/i18n/locales.js';
import { FieldGroup } from '#ui/components/form-field.js';
import { rangeProblems } from '../base.js';
import {
  actOfMember,
  displayMembers,
  type Members,
  type MemberType,
  MemberViews,
  memberControlId,
  memberErrors,
  memberParts,
  memberProblems,
  membersToRaw,
  memberValueType,
  parseMembers,
  storedMembers,
} from '../composite.js';
import { FieldAction } from '../field-action.js';
import {
  answered,
  controlProps,
  type FieldError,
  type FieldType,
  type Raw,
  refused,
  typed,
} from '../field-type.js';
import type { PeopleField } from './definition.js';

/** How many entries the page showed, as a hidden control. */
const COUNT = 'count';
const MOST_ANSWERS = 5_000;

export const mostEntries = ({ fields, max }: PeopleField): number =>
  Math.min(max ?? MOST_ANSWERS, Math.floor(MOST_ANSWERS / fields.length));

const startWith = ({ min }: PeopleField): number => Math.max(1, min);

/** Entries on the page: as many as were shown, at least those that must be. */
const countIn = (raw: Raw, field: PeopleField): number => {
  const text = typed(raw, COUNT);
  const shown = /^\d{1,4}$/.test(text) ? Number(text) : startWith(field);
  return Math.min(Math.max(shown, 1), mostEntries(field));
};

const faults = (field: PeopleField) =>
  ({
    min: { code: 'forms.error.entriesMin', params: { count: field.min } },
    max: { code: 'forms.error.entriesMax', params: { count: mostEntries(field) } },
  }) satisfies Record<string, FieldError>;

const numbered = (index: number): string => String(index);

export const peopleType = (typeOf: MemberType): FieldType<PeopleField, Members[]> => ({
  parts: [COUNT],
  partsSent(field, raw) {
    const count = countIn({ [COUNT]: raw(COUNT) }, field);
    return [
      COUNT,
      ...Array.from({ length: count }, (_, index) =>
        memberParts(typeOf, field.fields, numbered(index)),
      ).flat(),
    ];
  },
  missing: 'forms.error.required.enter',
  valueType: (field) => ({ list: { context: memberValueType(typeOf, field.fields) } }),
  stored: (field) =>
    z.array(storedMembers(typeOf, field.fields)).min(Math.max(1, field.min)).max(mostEntries(field)),
  parse(raw, field, context) {
    const values: Members[] = [];
    const errors: FieldError[] = [];
    for (let index = 0; index < countIn(raw, field); index += 1) {
      const entry = parseMembers(typeOf, field.fields, raw, numbered(index), context);
      // An entry that was opened and left blank is none.
      if (entry.isBlank) continue;
      errors.push(...entry.errors);
      values.push(entry.value);
    }
    if (errors.length > 0) return refused(...errors);
    if (values.length === 0) return answered(null);
    if (values.length < field.min) return refused(faults(field).min);
    return values.length > mostEntries(field) ? refused(faults(field).max) : answered(values);
  },
  act(raw, action, field, towns) {
    const count = countIn(raw, field);
    if (action === 'add') return { ...raw, [COUNT]: [String(Math.min(count + 1, mostEntries(field)))] };
    const gone = /^remove\.(\d{1,4})$/.exec(action)?.[1];
    if (gone !== undefined) return without(raw, Number(gone), count);
    const [entry = ''] = /^\d{1,4}(?=\.)/.exec(action) ?? [];
    return entry === '' ? null : actOfMember(typeOf, field.fields, entry, raw, action, towns);
  },
  toRaw: (values, field) => ({
    [COUNT]: [String(values.length)],
    ...Object.assign(
      {},
      ...values.map((value, index) => membersToRaw(typeOf, field.fields, value, numbered(index))),
    ),
  }),
  display: (values, field, t) =>
    values
      .map((value, index) => {
        const title = t('forms.people.entry', {
          item: localize(field.itemLabel, t.locale),
          number: index + 1,
        });
        return `${title}\n${displayMembers(typeOf, field.fields, value, t)}`;
      })
      .join('\n'),
  errors: (field) => [...Object.values(faults(field)), ...memberErrors(typeOf, field.fields, numbered(0))],
  problems: (field) => [
    ...rangeProblems(field.id, field.min, field.max, 'more entries are needed than there may be'),
    ...memberProblems(typeOf, field.fields, ['fields']),
  ],
  controlId: (field, part) => {
    const [index = '0'] = /^\d+/.exec(part) ?? [];
    const first = memberParts(typeOf, field.fields, index)[0] ?? '';
    const wanted = /^\d+\./.test(part) ? part : first;
    return memberControlId(typeOf, field.fields, field.id, index, wanted) ?? field.id;
  },
  View(props) {
    const { t, field, raw, errors } = props;
    const count = countIn(raw, field);
    const item = localize(field.itemLabel, t.locale);
    const whole = errors.filter(({ parts }) => parts === undefined);
    return (
      <FieldGroup field={{ ...controlProps({ ...props, errors: whole }), bare: !field.optional }}>
        <input type="hidden" name={`${field.id}.${COUNT}`} value={String(count)} />
        {Array.from({ length: count }, (_, index) => {
          const own = errors.filter(({ parts }) => parts?.some((part) => part.startsWith(`${index}.`)));
          const title = t('forms.people.entry', { item, number: index + 1 });
          return (
            <fieldset class="people-entry">
              <legend>{title}</legend>
              <MemberViews
                t={t}
                typeOf={typeOf}
                members={field.fields}
                id={field.id}
                prefix={numbered(index)}
                raw={raw}
                errors={own}
              />
              {count > 1 && (
                <FieldAction does={`${field.id}:remove.${index}`} variant="tertiary">
                  {t('forms.people.remove', { entry: title })}
                </FieldAction>
              )}
            </fieldset>
          );
        })}
        {count < mostEntries(field) && (
          <FieldAction does={`${field.id}:add`}>{t('forms.people.add', { item })}</FieldAction>
        )}
      </FieldGroup>
    );
  },
});

/** The entries after the one that goes move up. */
function without(raw: Raw, gone: number, count: number): Raw {
  const kept: Record<string, readonly string[]> = { [COUNT]: [String(Math.max(1, count - 1))] };
  for (const [part, values] of Object.entries(raw)) {
    const found = /^(\d+)\.(.*)$/s.exec(part);
    if (!found) continue;
    const [, number = '', rest = ''] = found;
    const index = Number(number);
    if (index === gone) continue;
    kept[`${index > gone ? index - 1 : index}.${rest}`] = values;
  }
  return kept;
}
