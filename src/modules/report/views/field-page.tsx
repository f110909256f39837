import { localize } from '#kernel/i18n/locales.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import { DefaultButton, ReportFields, type ReportFormProps, reportFaults } from './report-form-page.js';
import { WHERE_MISSING } from './teller.js';

/** 現場メモ. Without script it is sent as it is; with script notes wait in the phone, also where there is no network. */
export const FieldPage = ({
  page,
  rules,
  typed,
  formKey,
  writer,
}: Omit<ReportFormProps, 'sendsMail'> & {
  /** Who it is drawn for; null: the page as a phone keeps it. */
  writer: string | null;
}) => {
  const { t, base } = page;
  const action = `${base}/staff/field`;
  const words = {
    waiting: t('reportDesk.field.waiting'),
    none: t('reportDesk.field.none'),
    sent: t('reportDesk.field.sent'),
    offline: t('reportDesk.field.offline'),
    signIn: t('reportDesk.field.signIn'),
    signInLink: t('common.signIn'),
    refused: t('reportDesk.field.refused'),
    failed: t('reportDesk.field.failed'),
    full: t('reportDesk.field.full'),
    sendNow: t('reportDesk.field.sendNow'),
    mend: t('reportDesk.field.mend'),
    remove: t('reportDesk.field.remove'),
    photos: t('reportDesk.field.photos', { count: '{count}' }),
    leave: t('reportDesk.field.leave'),
    others: t('reportDesk.field.others', { count: '{count}' }),
    otherSession: t('reportDesk.field.otherSession'),
    kindMissing: t('reports.kindMissing'),
    whereMissing: t(WHERE_MISSING.field),
    photoUnused: t('reports.photoUnused', { box: t('reports.photoPosition') }),
  };
  const kinds = Object.fromEntries(rules.kinds.map(({ id, title }) => [id, localize(title, t.locale)]));
  return (
    <StaffPage
      page={page}
      title={t('reportDesk.field.title')}
      lead={t('reportDesk.field.lead')}
      breadcrumbs={[
        { label: t('reportDesk.nav'), href: `${base}/staff/reports` },
        { label: t('reportDesk.field.title') },
      ]}
      errors={reportFaults(t, rules, typed)}
    >
      <field-notes
        data-base={base}
        data-writer={writer ?? undefined}
        data-words={JSON.stringify(words)}
        data-kinds={JSON.stringify(kinds)}
      >
        <Form t={t} action={action} multipart hidden={{ key: formKey }}>
          <DefaultButton>{t('reportDesk.field.send')}</DefaultButton>
          <ReportFields page={page} rules={rules} typed={typed} teller="field" action={action} />
          <ButtonRow>
            <Button type="submit">{t('reportDesk.field.send')}</Button>
          </ButtonRow>
        </Form>
      </field-notes>
      <script type="module" src={page.asset('field.js')} />
    </StaffPage>
  );
};
