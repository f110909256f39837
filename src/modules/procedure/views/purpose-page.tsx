import { localize } from '#kernel/i18n/locales.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { ClosedCase } from '../service/work.js';
import { PURPOSES } from '../timeline.js';
import { PURPOSE_WORDS } from './words.js';

export interface PurposePageProps {
  page: PageContext;
  data: ClosedCase;
  error?: string;
}

/** Personal data opens with a purpose; the person can read it later. */
export const PurposePage = ({ page, data, error }: PurposePageProps) => {
  const { t, base } = page;
  return (
    <StaffPage
      page={page}
      title={t('staff.case.purposeTitle')}
      lead={`${formatReference(data.number)} ${localize(data.title, t.locale)}`}
      back={{ href: `${base}/staff`, label: t('staff.case.inbox') }}
      errors={error ? [{ id: 'purpose', text: error }] : []}
    >
      <p>{t('staff.case.purposeText')}</p>
      <Form t={t} action={`${base}/staff/cases/${data.id}/purpose`}>
        <RadioGroup
          t={t}
          id="purpose"
          label={t('staff.case.purpose')}
          required
          error={error}
          options={PURPOSES.map((purpose) => ({ value: purpose, label: t(PURPOSE_WORDS[purpose]) }))}
        />
        <ButtonRow>
          <Button type="submit">{t('staff.case.openCase')}</Button>
        </ButtonRow>
      </Form>
    </StaffPage>
  );
};
