import type { Translator } from '#kernel/i18n/translate.js';
import { scheduleRows } from '../../forms/schedule-rows.js';
import { type Fields, type FormState, fieldsOf } from './fields.js';

const KINDS = ['plan', 'build', 'operate'] as const;

/** Rows of the schedule: one for each phase and some empty ones. */
export const ScheduleFields = ({ t, form }: { t: Translator; form: FormState }) => {
  const fields: Fields = fieldsOf(t, form);
  const rows = Array.from({ length: scheduleRows(form.typed) }, (_, row) => row);
  return (
    <>
      <p>{t('review.phase.hint')}</p>
      {rows.map((row) => (
        <fieldset class="field">
          <legend class="field-label">{t('review.phase.row', { row: row + 1 })}</legend>
          {fields.choice(
            `schedule.${row}.kind`,
            t('review.phase.kind'),
            KINDS.map((kind) => ({ value: kind, label: t(`ui.phase.${kind}`) })),
          )}
          {fields.figure(`schedule.${row}.from`, t('review.phase.from'), { width: '5' })}
          {fields.figure(`schedule.${row}.to`, t('review.phase.to'), {
            width: '5',
            hint: t('review.phase.toHint'),
          })}
          {fields.line(`schedule.${row}.text`, t('review.phase.text'))}
        </fieldset>
      ))}
    </>
  );
};
