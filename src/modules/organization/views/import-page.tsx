import type { MessageKey } from '#kernel/i18n/catalogues.js';
import type { CsvFault } from '#kernel/sheets/read-csv.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { FileInput } from '#ui/components/file-input.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Section } from '#ui/components/section.js';
import { Table } from '#ui/components/table.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { ImportLine, ImportReading } from '../service/posting.js';
import { CSV_COLUMNS } from '../terms.js';
import { errorList, FIELD_WORDS } from './words.js';

interface ImportProps {
  page: PageContext;
  reading?: ImportReading;
  /** Every line is right: it can be taken in. */
  isRight?: boolean;
  error?: string;
}

const CSV_FAULT_WORDS = {
  empty: 'organization.import.fault.empty',
  tooLarge: 'organization.import.fault.tooLarge',
  tooManyRows: 'organization.import.fault.tooManyRows',
  notText: 'organization.import.fault.notText',
  broken: 'organization.import.fault.broken',
} as const satisfies Record<CsvFault, MessageKey>;

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const SHOWN = 200;

/** The lines as they were read, to be sent again without the file. */
const asCsv = (lines: readonly ImportLine[]): string =>
  [
    CSV_COLUMNS.join(','),
    ...lines.map(({ typed }) => CSV_COLUMNS.map((field) => quoted(typed[field])).join(',')),
  ].join('\n');

export const ImportPage = ({ page, reading, isRight = false, error }: ImportProps) => {
  const { t, base } = page;
  const lines = reading?.kind === 'lines' ? reading.lines : [];
  const wrong = lines.filter(({ faults }) => Object.keys(faults).length > 0);
  const here = `${base}/staff/organization/import`;
  const fault =
    error ??
    (reading?.kind === 'unreadable'
      ? t(CSV_FAULT_WORDS[reading.fault])
      : reading?.kind === 'columns'
        ? t('organization.import.columnsMissing', {
            columns: reading.missing.map((field) => t(FIELD_WORDS[field])).join('、'),
          })
        : undefined);
  const shown = (wrong.length > 0 ? wrong : lines).slice(0, SHOWN);
  return (
    <StaffPage
      page={page}
      title={t('organization.import.title')}
      lead={t('organization.import.lead')}
      breadcrumbs={[
        { label: t('organization.title'), href: `${base}/staff/organization` },
        { label: t('organization.import.title') },
      ]}
      errors={errorList(fault === undefined ? {} : { file: fault })}
    >
      {wrong.length > 0 && (
        <NotificationBanner
          t={t}
          kind="error"
          title={t('organization.import.wrong', { count: wrong.length })}
          announce
        />
      )}
      {lines.length > 0 && (
        <Section
          title={t(wrong.length > 0 ? 'organization.import.wrongLines' : 'organization.import.preview')}
        >
          <Table
            id="lines"
            caption={t('organization.import.preview')}
            isCaptionHidden
            stacked
            rows={shown}
            note={
              lines.length > shown.length &&
              t('organization.import.shown', { shown: shown.length, total: lines.length })
            }
            columns={[
              {
                header: t('organization.import.line'),
                isRowHeader: true,
                cell: ({ line }) => t.number(line),
              },
              ...CSV_COLUMNS.map((field) => ({
                header: t(FIELD_WORDS[field]),
                cell: ({ typed, faults }: ImportLine) => {
                  const key = faults[field];
                  return (
                    <>
                      {typed[field]}
                      {key && <p class="field-error">{t(key)}</p>}
                    </>
                  );
                },
              })),
            ]}
          />
          {isRight && (
            <Form t={t} action={`${here}/take`} multipart hidden={{ lines: asCsv(lines) }}>
              <ButtonRow>
                <Button type="submit">{t('organization.import.take', { count: lines.length })}</Button>
              </ButtonRow>
            </Form>
          )}
        </Section>
      )}
      <Section title={t(reading ? 'organization.import.another' : 'organization.import.choose')}>
        <Form t={t} action={here} multipart>
          <FileInput
            t={t}
            id="file"
            required
            accept=".csv"
            label={t('organization.import.file')}
            hint={t('organization.import.fileHint')}
            error={fault}
          />
          <ButtonRow>
            <Button type="submit" variant={isRight ? 'secondary' : 'primary'}>
              {t('organization.import.look')}
            </Button>
          </ButtonRow>
        </Form>
      </Section>
    </StaffPage>
  );
};
