import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { Select } from '#ui/components/select.js';
import { Textarea } from '#ui/components/textarea.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { Disclosure } from '../disclosure.js';
import { numberText } from '../model.js';
import { summaryOf, type Typed } from '../typed.js';

/** What is to be blacked out in the copy of a file (黒塗り). */
export const RedactPage = ({
  page,
  name,
  document,
  action,
  requests,
  typed,
}: {
  page: PageContext;
  name: string;
  document: string;
  action: string;
  /** Requests for disclosure that are about the document: the copy can be kept for one. */
  requests: readonly Disclosure[];
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
        {requests.length > 0 && (
          <Select
            t={t}
            id="request"
            label={t('copies.keepFor')}
            hint={t('copies.keepForHint')}
            width="full"
            emptyLabel={t('copies.keepForNone')}
            value={typed.values.request}
            error={typed.errors.request}
            options={requests.map((one) => ({
              value: one.id,
              label: `${numberText(one)}　${one.what}`,
            }))}
          />
        )}
        <ButtonRow>
          <Button type="submit">{t('records.redact.button')}</Button>
        </ButtonRow>
      </Form>
    </StaffPage>
  );
};
