import { tableExample } from '#forms/table/example.js';
import type { HeadProblem } from '#forms/table/read-rows.js';
import { dateIn } from '#kernel/clock.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { localize } from '#kernel/i18n/locales.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { FileInput } from '#ui/components/file-input.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { Section } from '#ui/components/section.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { type BulkFault, filesAsked, HEAD_WORDS } from '../bulk.js';
import type { Procedure } from '../definition.js';
import { ENTRY_PURPOSES } from '../staff-entry.js';
import { PURPOSE_LABELS } from './staff-entry-pages.js';

export const BULK_FAULT_WORDS = {
  none: 'bulk.fault.none',
  empty: 'bulk.fault.empty',
  tooLarge: 'bulk.fault.tooLarge',
  tooManyRows: 'bulk.fault.tooManyRows',
  notText: 'bulk.fault.notText',
  broken: 'bulk.fault.broken',
  noRows: 'bulk.fault.noRows',
  text: 'bulk.fault.notText',
  pdf: 'bulk.fault.notText',
  notAWorkbook: 'bulk.fault.notText',
  oldExcel: 'bulk.fault.otherExcel',
  openDocument: 'bulk.fault.otherExcel',
  binaryWorkbook: 'bulk.fault.otherExcel',
  macros: 'bulk.fault.otherExcel',
  encrypted: 'bulk.fault.encrypted',
  unpackedTooLarge: 'bulk.fault.unpackedTooLarge',
} as const satisfies Record<BulkFault, MessageKey>;

export type UploadFault =
  | { kind: 'unreadable'; fault: BulkFault; line?: number }
  | { kind: 'head'; problems: readonly HeadProblem[] };

const FaultText = ({ page, fault }: { page: PageContext; fault: UploadFault }) => {
  const { t } = page;
  if (fault.kind === 'unreadable') return null;
  return (
    <NotificationBanner t={t} kind="error" title={t('bulk.head.title')}>
      <ul>
        {fault.problems.map(({ code, heading }) => (
          <li>{t(HEAD_WORDS[code], { heading })}</li>
        ))}
      </ul>
      <p>{t('bulk.head.help')}</p>
    </NotificationBanner>
  );
};

/** Whoever applies hands in files: there is no row that could be taken in. */
const FilesNeededPage = ({ page, procedure }: { page: PageContext; procedure: Procedure }) => {
  const { t, base } = page;
  return (
    <StaffPage
      page={page}
      title={t('bulk.uploadTitle', { title: localize(procedure.title, t.locale) })}
      back={{ href: `${base}/staff/bulk` }}
    >
      <NotificationBanner t={t} kind="warning" title={t('bulk.filesNeeded')}>
        <p>
          {t('bulk.filesNeededText', {
            fields: filesAsked(procedure)
              .map((label) => localize(label, t.locale))
              .join(t('bulk.optionDivider')),
          })}
        </p>
      </NotificationBanner>
    </StaffPage>
  );
};

/** The template, and the file to hand in. */
export const BulkUploadPage = ({
  page,
  procedure,
  typed,
}: {
  page: PageContext;
  procedure: Procedure;
  typed?: { purpose: string; isPurposeMissing: boolean; fault: UploadFault | null };
}) => {
  const { t, base } = page;
  const example = tableExample(procedure.form, dateIn(page.now)).kind;
  if (example === 'files') return <FilesNeededPage page={page} procedure={procedure} />;
  const here = `${base}/staff/bulk/new/${procedure.id}`;
  const fault = typed?.fault ?? null;
  const fileError =
    fault === null
      ? undefined
      : fault.kind === 'head'
        ? t('bulk.head.title')
        : t(BULK_FAULT_WORDS[fault.fault], { line: fault.line ?? 0 });
  const purposeError = typed?.isPurposeMissing ? t('staffEntry.purposeMissing') : undefined;
  const files = filesAsked(procedure);
  return (
    <StaffPage
      page={page}
      title={t('bulk.uploadTitle', { title: localize(procedure.title, t.locale) })}
      lead={t('bulk.uploadLead')}
      back={{ href: `${base}/staff/bulk` }}
      errors={[
        ...(purposeError ? [{ id: 'purpose', text: purposeError }] : []),
        ...(fileError ? [{ id: 'file', text: fileError }] : []),
      ]}
    >
      {fault && <FaultText page={page} fault={fault} />}
      <Section title={t('bulk.template')}>
        <p>{t(example === 'row' ? 'bulk.templateText' : 'bulk.templateBare')}</p>
        <ul>
          <li>
            <a href={`${here}/template.xlsx`} download>
              {t('bulk.templateExcel')}
            </a>
          </li>
          <li>
            <a href={`${here}/template.csv`} download>
              {t('bulk.templateCsv')}
            </a>
          </li>
        </ul>
        {files.length > 0 && (
          <p>
            {t('bulk.filesAsked', {
              fields: files.map((label) => localize(label, t.locale)).join(t('bulk.optionDivider')),
            })}
          </p>
        )}
      </Section>
      <Section title={t('bulk.handIn')}>
        <Form t={t} action={here} multipart>
          <RadioGroup
            t={t}
            id="purpose"
            label={t('staffEntry.purpose')}
            hint={t('staffEntry.purposeHint')}
            required
            value={typed?.purpose}
            error={purposeError}
            options={ENTRY_PURPOSES.map((purpose) => ({ value: purpose, label: t(PURPOSE_LABELS[purpose]) }))}
          />
          <FileInput
            t={t}
            id="file"
            label={t('bulk.file')}
            hint={t('bulk.fileHint')}
            accept=".csv,.xlsx,text/csv"
            required
            error={fileError}
          />
          <ButtonRow>
            <Button type="submit">{t('bulk.check')}</Button>
          </ButtonRow>
        </Form>
      </Section>
    </StaffPage>
  );
};
