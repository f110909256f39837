import type { Translator } from '#kernel/i18n/translate.js';
import { StatusTag, type StatusTone } from '#ui/components/status-tag.js';
import type { Figure, Indicator } from '../../definition.js';
import type { FieldChange, RatingWhy } from '../../model.js';
import type { TaskState } from '../../review/model.js';

const TASK_TONES = {
  requested: 'waiting',
  submitted: 'active',
  returned: 'problem',
  judged: 'done',
} as const satisfies Record<TaskState, StatusTone>;

/** State of a task; a late one says so besides. */
export const TaskTag = ({ t, state, isLate }: { t: Translator; state: TaskState; isLate: boolean }) => (
  <>
    <StatusTag tone={TASK_TONES[state]} label={t(`review.task.state.${state}`)} />
    {isLate && <StatusTag tone="problem" label={t('review.task.late')} />}
  </>
);

export const figureWords = (t: Translator, { unit }: Pick<Indicator, 'unit'>, figure: Figure): string =>
  typeof figure === 'number'
    ? `${t.number(figure)}${unit ?? ''}`
    : typeof figure === 'boolean'
      ? t(figure ? 'measure.figure.yes' : 'measure.figure.no')
      : figure;

export const whyWords = (t: Translator, { code, params }: RatingWhy): string =>
  t(`measure.why.${code}`, params);

/** One change in a sentence: 指標「…」の2026年度の目標を「50」から「60」に変更. */
export function changeWords(t: Translator, { field, of, fiscalYear, from, to }: FieldChange): string {
  const year = fiscalYear === null ? '' : `${t('measure.fiscalYear', { year: fiscalYear })} `;
  const name = `${year}${t(`measure.field.${field}`)}`;
  const whole = of === null ? name : t('measure.fieldOf', { of, field: name });
  if (from === null) return t('measure.filledIn', { field: whole, to: to ?? '' });
  if (to === null) return t('measure.removed', { field: whole, from });
  return t('measure.changed', { field: whole, from, to });
}
