import { Button } from '#ui/components/button.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import { ContactFields, ReportFields, type ReportFormProps, reportFaults } from './report-form-page.js';

/** The same questions, while somebody is on the phone. */
export const PhonePage = ({ page, rules, typed, formKey, sendsMail }: ReportFormProps) => {
  const { t, base } = page;
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
      <Form t={t} action={`${base}/staff/reports/new`} multipart hidden={{ key: formKey }}>
        <ReportFields t={t} rules={rules} typed={typed} isCall />
        <Section title={t('reports.contact')}>
          <ContactFields t={t} typed={typed} sendsMail={sendsMail} isCall />
        </Section>
        <Button type="submit">{t('reportDesk.enter')}</Button>
      </Form>
    </StaffPage>
  );
};
