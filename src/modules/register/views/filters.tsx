import { langOf } from '#kernel/i18n/lang-of.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { Select } from '#ui/components/select.js';
import { TextInput } from '#ui/components/text-input.js';
import type { RegisterField } from '../definition.js';
import { filterKind } from '../slots.js';
import { labelLang, labelText, valueLang, valueText } from './texts.js';

interface FilterProps {
  t: Translator;
  field: RegisterField;
  typed: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
  /** Word of the empty choice. */
  all: string;
}

/** The control, or the two, by which a list is narrowed by one field. */
export const FieldFilter = ({ t, field, typed, errors, all }: FilterProps) => {
  const { ask } = field;
  const name = `f.${ask.id}`;
  const label = labelText(t, field);
  const text = (id: string) => ({ t, id, bare: true as const, value: typed[id], error: errors[id] });
  const filter = filterKind(ask);
  if (filter === 'number' || filter === 'yen' || filter === 'date') {
    const kind = filter === 'date' ? ({ type: 'date' } as const) : ({ inputMode: 'decimal' } as const);
    return (
      <>
        <TextInput
          {...text(`${name}.from`)}
          {...kind}
          label={t('register.list.from', { label })}
          width="10"
        />
        <TextInput {...text(`${name}.to`)} {...kind} label={t('register.list.to', { label })} width="10" />
      </>
    );
  }
  if (ask.kind === 'choice' || filter === 'yesNo') {
    const options =
      ask.kind === 'choice'
        ? ask.options.map(({ value, label: words }) => ({
            value,
            label: localize(words, t.locale),
            lang: langOf(t, words),
          }))
        : [true, false].map((value) => ({
            value: String(value),
            label: valueText(t, field, value),
            lang: valueLang(t, field, value),
          }));
    return <Select {...text(name)} label={label} width="10" emptyLabel={all} options={options} />;
  }
  return (
    <TextInput {...text(name)} label={t('register.list.begins', { label })} width="10" autoComplete="off" />
  );
};

interface OrderProps {
  t: Translator;
  /** Fields that the list can be sorted by. */
  fields: readonly RegisterField[];
  sort: string;
  error: string | undefined;
}

/** By which field a list is sorted, and in which direction. */
export const OrderChoice = ({ t, fields, sort, error }: OrderProps) => (
  <Select
    t={t}
    id="sort"
    label={t('registers.sort')}
    bare
    width="10"
    value={sort}
    emptyLabel={t('registers.sortNone')}
    options={fields.flatMap((field) => {
      const [label, lang, { id }] = [labelText(t, field), labelLang(t, field), field.ask];
      return [
        { value: id, label: t('registers.sortUp', { label }), lang },
        { value: `-${id}`, label: t('registers.sortDown', { label }), lang },
      ];
    })}
    error={error}
  />
);
