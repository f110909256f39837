import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { langOf } from '#kernel/i18n/lang-of.js';
import { FieldGroup, type FieldProps } from './form-field.js';
import { Icon } from './icon.js';

export type DatePart = 'era' | 'year' | 'month' | 'day';

/** 西暦 is `ce`. Order as in the list: the most frequent first. */
export const ERAS = ['ce', 'reiwa', 'heisei', 'showa', 'taisho'] as const;
export type Era = (typeof ERAS)[number];

const ERA_WORDS = {
  ce: 'ui.date.ce',
  reiwa: 'ui.date.reiwa',
  heisei: 'ui.date.heisei',
  showa: 'ui.date.showa',
  taisho: 'ui.date.taisho',
} as const satisfies Record<Era, MessageKey>;

export interface DateInputProps extends FieldProps {
  /** As typed, so that wrong input comes back unchanged. Values are sent as `{name}.year` … `{name}.era`. */
  value?: Partial<Record<DatePart, string>>;
  /** With a choice of 令和, 平成 …, for dates that people know by era. */
  eras?: boolean;
  /** Parts that the error is about; all when absent. */
  invalidParts?: DatePart[];
  /** Marks the date as the person's birth date for the browser (WCAG 1.3.5). */
  birthday?: boolean;
}

export const DateInput = (props: DateInputProps) => {
  const { t, id, name = id, value = {}, eras = false, error, invalidParts } = props;
  const isInvalid = (part: DatePart) =>
    error !== undefined && (invalidParts === undefined || invalidParts.includes(part));
  const attributes = (part: DatePart, isFirst: boolean) => ({
    id: isFirst ? id : `${id}-${part}`,
    name: `${name}.${part}`,
    required: props.required,
    disabled: props.disabled,
    'aria-invalid': isInvalid(part) ? 'true' : undefined,
  });
  const box = (part: 'year' | 'month' | 'day', word: MessageKey, isFirst = false) => {
    const field = attributes(part, isFirst);
    return (
      <div class="date-part">
        <input
          {...field}
          class="input"
          data-width={part === 'year' ? '3' : '2'}
          type="text"
          inputmode="numeric"
          value={value[part]}
          autocomplete={props.birthday ? `bday-${part}` : 'off'}
        />
        <label for={field.id}>{t(word)}</label>
      </div>
    );
  };
  return (
    <FieldGroup field={props}>
      <div class="date-parts">
        {eras && (
          <div class="date-part">
            <label class="visually-hidden" for={id}>
              {t('ui.date.era')}
            </label>
            <span class="select">
              <select {...attributes('era', true)} class="input">
                {ERAS.map((era) => (
                  <option
                    value={era}
                    // Other alphabets write the era beside its Japanese name; Chinese names it itself.
                    lang={t.locale === 'zh-Hans' ? undefined : langOf(t, t(ERA_WORDS[era]))}
                    selected={(value.era ?? 'ce') === era}
                  >
                    {t(ERA_WORDS[era])}
                  </option>
                ))}
              </select>
              <Icon name="chevronDown" />
            </span>
          </div>
        )}
        {box('year', 'ui.date.year', !eras)}
        {box('month', 'ui.date.month')}
        {box('day', 'ui.date.day')}
      </div>
    </FieldGroup>
  );
};
