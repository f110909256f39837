import type { HeadProblem } from '#forms/table/read-rows.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { localize } from '#kernel/i18n/locales.js';
import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { FileInput } from '#ui/components/file-input.js';
import { Form } from '#ui/components/form.js';
import { LinkList } from '#ui/components/link-list.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Pagination } from '#ui/components/pagination.js';
import { ProgressBar } from '#ui/components/progress-bar.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { Section } from '#ui/components/section.js';
import { Table } from '#ui/components/table.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import {
  type Bulk,
  type BulkFault,
  type BulkState,
  filesAsked,
  HEAD_WORDS,
  problemText,
  type RowOutcome,
} from '../bulk.js';
import type { Procedure } from '../definition.js';
import type { BulkView } from '../service/bulk-files.js';
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
  unpackedTooLarge: 'bulk.fault.tooLarge',
} as const satisfies Record<BulkFault, MessageKey>;

const STATE_WORDS = {
  checked: 'bulk.state.checked',
  running: 'bulk.state.running',
  done: 'bulk.state.done',
  discarded: 'bulk.state.discarded',
} as const satisfies Record<BulkState, MessageKey>;

export type UploadFault =
  | { kind: 'unreadable'; fault: BulkFault; line?: number }
  | { kind: 'head'; problems: readonly HeadProblem[] };

/** Files that were handed in, and the procedures for which one can be. */
export const BulkListPage = ({
  page,
  procedures,
  items,
  next,
  isFirst,
}: {
  page: PageContext;
  procedures: readonly Procedure[];
  items: readonly (Bulk & { title: Procedure['title'] })[];
  next: string | null;
  isFirst: boolean;
}) => {
  const { t, base } = page;
  return (
    <StaffPage page={page} title={t('bulk.title')} lead={t('bulk.lead')}>
      <Section title={t('bulk.files')}>
        {items.length === 0 ? (
          <p>{t('bulk.noFilesYet')}</p>
        ) : (
          <>
            <Table
              id="files"
              caption={t('bulk.files')}
              isCaptionHidden
              narrow
              columns={[
                {
                  header: t('bulk.file'),
                  cell: ({ id, name }) => <a href={`${base}/staff/bulk/${id}`}>{name}</a>,
                  isRowHeader: true,
                },
                { header: t('staff.case.procedure'), cell: ({ title }) => localize(title, t.locale) },
                { header: t('bulk.stateTitle'), cell: ({ state }) => t(STATE_WORDS[state]) },
                { header: t('bulk.taken'), cell: ({ taken }) => t.number(taken), numeric: true },
                { header: t('bulk.at'), cell: ({ createdAt }) => t.dateTime(createdAt) },
              ]}
              rows={items}
            />
            <Pagination
              t={t}
              countText={t('bulk.shown', { shown: items.length })}
              previousHref={isFirst ? undefined : `${base}/staff/bulk`}
              nextHref={next === null ? undefined : `${base}/staff/bulk?after=${encodeURIComponent(next)}`}
            />
          </>
        )}
      </Section>
      <Section title={t('staffEntry.choose')}>
        <LinkList
          links={procedures.map(({ id, title }) => ({
            label: localize(title, t.locale),
            href: `${base}/staff/bulk/new/${id}`,
          }))}
        />
      </Section>
    </StaffPage>
  );
};

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
        <p>{t('bulk.templateText')}</p>
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

const Decision = ({ page, view: { bulk, before } }: { page: PageContext; view: BulkView }) => {
  const { t, base } = page;
  const right = bulk.rows - bulk.wrong;
  const here = `${base}/staff/bulk/${bulk.id}`;
  return (
    <>
      {before && (
        <NotificationBanner t={t} kind="warning" title={t('bulk.before')}>
          <p>
            <a href={`${base}/staff/bulk/${before.id}`}>
              {t('bulk.beforeText', { at: t.dateTime(before.at) })}
            </a>
          </p>
        </NotificationBanner>
      )}
      <p>{right > 0 ? t('bulk.ready', { right, wrong: bulk.wrong }) : t('bulk.nothingRight')}</p>
      <ButtonRow>
        {right > 0 && (
          <Form t={t} action={`${here}/confirm`}>
            <Button type="submit">{t('bulk.confirm', { right })}</Button>
          </Form>
        )}
        <Form t={t} action={`${here}/discard`}>
          <Button type="submit" variant="secondary">
            {t('bulk.discard')}
          </Button>
        </Form>
      </ButtonRow>
    </>
  );
};

/** What was found, how far it is, what became of it. */
export const BulkPage = ({
  page,
  view,
  wrong,
  next,
  isFirst,
}: {
  page: PageContext;
  view: BulkView;
  wrong: readonly RowOutcome[];
  next: number | null;
  isFirst: boolean;
}) => {
  const { t, base } = page;
  const { bulk, procedure } = view;
  const here = `${base}/staff/bulk/${bulk.id}`;
  const problems = wrong.flatMap(({ row, problems: found }) => found.map((problem) => ({ row, problem })));
  return (
    <StaffPage
      page={page}
      title={localize(procedure.title, t.locale)}
      lead={bulk.name}
      back={{ href: `${base}/staff/bulk` }}
    >
      <Section title={t(STATE_WORDS[bulk.state])}>
        {bulk.state === 'running' && (
          <>
            <ProgressBar
              label={t('bulk.state.running')}
              value={bulk.nextRow}
              max={bulk.rows}
              text={t('bulk.progress', { done: bulk.nextRow, rows: bulk.rows })}
            />
            <p>{t('bulk.runningText')}</p>
            <ButtonLink href={here} variant="secondary">
              {t('bulk.look')}
            </ButtonLink>
          </>
        )}
        {bulk.state === 'checked' && <Decision page={page} view={view} />}
        {bulk.state === 'done' && <p>{t('bulk.doneText', { taken: bulk.taken })}</p>}
        <DescriptionList
          items={[
            { term: t('bulk.rows'), value: t.number(bulk.rows) },
            { term: t('bulk.taken'), value: t.number(bulk.taken) },
            { term: t('bulk.wrong'), value: t.number(bulk.wrong) },
            { term: t('bulk.at'), value: t.dateTime(bulk.createdAt) },
          ]}
        />
        {(problems.length > 0 || bulk.taken > 0) && (
          <p>
            <a href={`${here}/report.csv`} download>
              {t('bulk.report.download')}
            </a>
          </p>
        )}
      </Section>
      {problems.length > 0 && (
        <Section title={t('bulk.wrongTitle')} id="wrong">
          <Table
            id="problems"
            caption={t('bulk.wrongTitle')}
            isCaptionHidden
            narrow
            columns={[
              {
                header: t('bulk.report.row'),
                cell: ({ row }) => t('bulk.rowNumber', { row }),
                isRowHeader: true,
              },
              {
                header: t('bulk.report.column'),
                cell: ({ problem }) => problem.heading ?? localize(problem.label, t.locale),
              },
              { header: t('bulk.report.words'), cell: ({ problem }) => problemText(problem, t) },
            ]}
            rows={problems}
          />
          <Pagination
            t={t}
            countText={t('bulk.shownRows', { shown: wrong.length, wrong: bulk.wrong })}
            previousHref={isFirst ? undefined : `${here}#wrong`}
            nextHref={next === null ? undefined : `${here}?after=${next}#wrong`}
          />
        </Section>
      )}
    </StaffPage>
  );
};
