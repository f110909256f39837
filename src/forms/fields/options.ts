import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { RadioOption } from '#ui/components/radio-group.js';
import type { Option } from './base.js';
import type { OptionProblem } from './field-type.js';

export const optionRows = (options: readonly Option[], t: Translator): RadioOption[] =>
  options.map(({ value, label, help }) => ({
    value,
    label: localize(label, t.locale),
    ...(help && { hint: localize(help, t.locale) }),
  }));

export const optionLabel = (options: readonly Option[], value: string, t: Translator): string => {
  const option = options.find((one) => one.value === value);
  return option ? localize(option.label, t.locale) : value;
};

export function optionProblems({ id, options }: { id: string; options: readonly Option[] }): OptionProblem[] {
  if (options.length === 0) {
    return [
      { code: 'noOptions', path: ['options'], ids: [id], message: `${id} has no answers to choose from` },
    ];
  }
  const values = options.map(({ value }) => value);
  const twice = [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
  return twice.length === 0
    ? []
    : [
        {
          code: 'duplicateOption',
          path: ['options'],
          ids: twice,
          message: `${id} has these answers more than once: ${twice.join(', ')}`,
        },
      ];
}
