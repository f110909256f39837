import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { Select } from '#ui/components/select.js';
import { TextInput } from '#ui/components/text-input.js';
import { Textarea } from '#ui/components/textarea.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { Disclosure } from '../disclosure.js';
import { numberText } from '../model.js';
import type { Redactable } from '../service/desk.js';
import type { Area } from '../service/redact-pdf.js';
import { summaryOf, type Typed } from '../typed.js';
import { RedactSheet } from './redact-sheet.js';

/** Another page is shown by sending the form: what was typed comes along, also without script. */
const PageChoice = ({
  page: { t },
  of: { page, picture },
}: {
  page: PageContext;
  of: Redactable & { picture: NonNullable<Redactable['picture']> };
}) => (
  <div class="redact-pages">
    <TextInput
      t={t}
      id="page"
      label={t('records.redact.page')}
      suffix={t('records.redact.pageOf', { pages: picture.of })}
      width="3"
      inputMode="numeric"
      bare
      value={String(page)}
    />
    <Button type="submit" name="show" value="typed" variant="secondary" size="small">
      {t('records.redact.show')}
    </Button>
    {page > 1 && (
      <Button type="submit" name="show" value={String(page - 1)} variant="secondary" size="small">
        {t('records.redact.before')}
      </Button>
    )}
    {page < picture.of && (
      <Button type="submit" name="show" value={String(page + 1)} variant="secondary" size="small">
        {t('records.redact.after')}
      </Button>
    )}
  </div>
);

/** What is to be blacked out in the copy of a file (黒塗り). */
export const RedactPage = ({
  page,
  of,
  document,
  action,
  requests,
  areas,
  typed,
}: {
  page: PageContext;
  of: Redactable;
  document: string;
  action: string;
  /** Requests for disclosure that are about the document: the copy can be kept for one. */
  requests: readonly Disclosure[];
  /** Those of the lines that are areas. */
  areas: readonly Area[];
  typed: Typed;
}) => {
  const { t, base } = page;
  const text = (id: string) => ({ t, id, value: typed.values[id], error: typed.errors[id], rows: 5 });
  return (
    <StaffPage
      page={page}
      title={t('records.redact.title')}
      lead={t('records.redact.lead', { name: of.name })}
      breadcrumbs={[
        { label: t('records.list.title'), href: `${base}/staff/records` },
        { label: t('records.backToDocument'), href: `${base}/staff/records/documents/${document}` },
      ]}
      errors={summaryOf(typed)}
    >
      <Form t={t} action={action}>
        <div class="mark-layout">
          {of.picture && (
            <div>
              <PageChoice page={page} of={{ ...of, picture: of.picture }} />
              <RedactSheet t={t} of={{ ...of, picture: of.picture }} areas={areas} />
            </div>
          )}
          <div>
            <Textarea
              {...text('words')}
              label={t('records.redact.words')}
              hint={t('records.redact.wordsHint')}
            />
            <Textarea
              {...text('areas')}
              label={t('records.redact.areas')}
              hint={t('records.redact.areaHint')}
            />
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
          </div>
        </div>
      </Form>
    </StaffPage>
  );
};
