import type { Translator } from '#kernel/i18n/translate.js';
import type { RegisterField } from '../definition.js';
import type { ListAddress } from './list-address.js';
import { labelText, slotText } from './texts.js';

const END_WORDS = { from: 'register.list.from', to: 'register.list.to' } as const;

/** What a list is narrowed by, one line for each condition; the state of rows is always said. */
export function conditionWords(
  t: Translator,
  { typed }: ListAddress,
  fields: readonly RegisterField[],
): string[] {
  const { q, state } = typed;
  const line = (label: string, value: string) => t('registerList.condition', { label, value });
  return [
    line(
      t('register.list.state'),
      t(
        state === 'all'
          ? 'register.list.allStates'
          : state === 'retired'
            ? 'register.state.retired'
            : 'register.state.active',
      ),
    ),
    ...(q ? [line(t('register.list.q'), q)] : []),
    ...fields.flatMap((field) => {
      const { id, kind } = field.ask;
      const label = labelText(t, field);
      const isListed = kind === 'choice' || kind === 'yesNo';
      const begins = typed[`f.${id}`];
      const exact = typed[`is.${id}`];
      return [
        ...(begins === undefined
          ? []
          : isListed
            ? [line(label, slotText(t, field, begins))]
            : [line(t('register.list.begins', { label }), begins)]),
        ...(['from', 'to'] as const).flatMap((end) => {
          const value = typed[`f.${id}.${end}`];
          return value === undefined ? [] : [line(t(END_WORDS[end], { label }), value)];
        }),
        ...(exact === undefined ? [] : [line(label, slotText(t, field, exact) || t('register.list.blank'))]),
      ];
    }),
  ];
}
