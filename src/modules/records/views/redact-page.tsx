import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { Textarea } from '#ui/components/textarea.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { summaryOf, type Typed } from '../typed.js';

/** What is to be blacked out in the copy of a file (黒塗り). */
export const RedactPage = ({
  page,
  name,
  document,
  action,
  typed,
}: {
  page: PageContext;
  name: string;
  document: string;
  action: string;
  typed: Typed;
}) => {
  const { t, base } = page;
  const text = (id: string) => ({ t, id, value: typed.values[id], error: typed.errors[id], rows: 5 });
  return (
    <StaffPage
      page={page}
      title={t('records.redact.title')}
      lead={t('records.redact.lead', { name })}
      breadcrumbs={[
        { label: t('records.list.title'), href: `${base}/staff/records` },
        { label: t('records.backToDocument'), href: `${base}/staff/records/documents/${document}` },
      ]}
      errors={summaryOf(typed)}
    >
      <Form t={t} action={action}>
        <Textarea {...text('words')} label={t('records.redact.words')} hint={t('records.redact.wordsHint')} />
        <Textarea {...text('areas')} label={t('records.redact.areas')} hint={t('records.redact.areaHint')} />
        <ButtonRow>
          <Button type="submit">{t('records.redact.button')}</Button>
        </ButtonRow>
      </Form>
    </StaffPage>
  );
};
