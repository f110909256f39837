import { FormPage, formPageTop, onePage } from '#forms/views/form-page.js';
import { dateIn } from '#kernel/clock.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { CheckboxGroup } from '#ui/components/checkbox-group.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { Reissue } from '../model.js';
import type { ReissuePage } from './service.js';

/** The answers that are put right. */
export const NAMED = 'fields';

interface Props {
  page: PageContext;
  data: ReissuePage;
}

/** Which answers are wrong; none where the document itself was. */
export const ReissueChoicePage = ({ page, data }: Props) => {
  const { t, base } = page;
  const { id, number } = data.case;
  const href = `${base}/staff/cases/${id}`;
  return (
    <StaffPage page={page} title={t('reissueDesk.title')} lead={formatReference(number)} back={{ href }}>
      <p>{t('reissueDesk.lead')}</p>
      <Form t={t} method="get" action={`${href}/reissue`} hidden={{ chosen: '1' }}>
        <CheckboxGroup
          t={t}
          id={NAMED}
          label={t('reissueDesk.fields')}
          hint={t('reissueDesk.fieldsHint')}
          values={[]}
          options={data.correctable.map(({ field, question }) => ({ value: field, label: question }))}
        />
        <ButtonRow>
          <Button type="submit">{t('common.next')}</Button>
        </ButtonRow>
      </Form>
    </StaffPage>
  );
};

/** The right answers, and why. */
export const ReissueFormPage = ({ page, data }: Props) => {
  const { t, base } = page;
  const { id, revision } = data.case;
  const href = `${base}/staff/cases/${id}`;
  const props = {
    t,
    page: onePage('reissue', t('reissueDesk.title'), data.fields),
    total: 1,
    raw: data.raw,
    errors: data.errors,
    revealed: data.revealed,
    action: `${href}/reissue`,
    hidden: { revision: String(revision), [NAMED]: data.named.join(',') },
    progressLabel: localize(data.procedure.title, t.locale),
    submitLabel: t('reissueDesk.button'),
  };
  return (
    <StaffPage page={page} {...formPageTop(props, `${href}/reissue`)}>
      <NotificationBanner t={t} kind="info" title={t('reissueDesk.what')}>
        <p>{t('reissueDesk.whatText')}</p>
      </NotificationBanner>
      <FormPage {...props} today={dateIn(page.now)} />
    </StaffPage>
  );
};

/** That a document came in the place of one that was revoked, and why. */
export const ReissueNote = ({ t, reissue }: { t: Translator; reissue: Reissue }) => (
  <NotificationBanner t={t} kind="info" title={t('reissue.note', { at: t.dateTime(reissue.replacedAt) })}>
    {reissue.reason !== '' && (
      <p class="quote" lang="ja">
        {reissue.reason}
      </p>
    )}
  </NotificationBanner>
);
