import { DEFAULT_LOCALE, LOCALE_NAMES, LOCALES } from '#kernel/i18n/locales.js';
import { Button } from '#ui/components/button.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import { Select } from '#ui/components/select.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import {
  ContactFields,
  DefaultButton,
  ReportFields,
  type ReportFormProps,
  reportFaults,
} from './report-form-page.js';

/** The same questions, while somebody is on the phone. */
export const PhonePage = ({ page, rules, typed, formKey, sendsMail }: ReportFormProps) => {
  const { t, base } = page;
  const action = `${base}/staff/reports/new`;
  return (
    <StaffPage
      page={page}
      title={t('reportDesk.enter')}
      breadcrumbs={[
        { label: t('reportDesk.nav'), href: `${base}/staff/reports` },
        { label: t('reportDesk.enter') },
      ]}
      errors={reportFaults(t, rules, typed)}
    >
      <Form t={t} action={action} multipart hidden={{ key: formKey }}>
        <DefaultButton>{t('reportDesk.enter')}</DefaultButton>
        <ReportFields page={page} rules={rules} typed={typed} teller="call" action={action} />
        <Section title={t('reports.contact')}>
          <ContactFields t={t} typed={typed} sendsMail={sendsMail} isCall />
          {sendsMail && (
            <Select
              t={t}
              id="locale"
              label={t('reportDesk.language')}
              hint={t('reportDesk.languageHint')}
              emptyLabel={null}
              value={typed.values.locale || DEFAULT_LOCALE}
              error={typed.errors.locale}
              options={LOCALES.map((locale) => ({
                value: locale,
                label: LOCALE_NAMES[locale],
                lang: locale,
              }))}
            />
          )}
        </Section>
        <Button type="submit">{t('reportDesk.enter')}</Button>
      </Form>
    </StaffPage>
  );
};
