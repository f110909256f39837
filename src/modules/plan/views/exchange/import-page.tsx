import { inWords } from '#kernel/faults/saying.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { BookFault } from '#kernel/sheets/read-book.js';
import type { FiscalYear } from '#kernel/values/fiscal-year.js';
import { Button, ButtonLink } from '#ui/components/button.js';
import { FileInput } from '#ui/components/file-input.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Section } from '#ui/components/section.js';
import { Select } from '#ui/components/select.js';
import { Table } from '#ui/components/table.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { type Notice, type Problem, placesIn } from '../../exchange/problems.js';
import { placeWords } from '../change-words.js';

/** What came of the file that was chosen last. */
export type UploadOutcome =
  | { kind: 'unreadable'; fault: BookFault | 'none' }
  | { kind: 'faulty'; problems: readonly Problem[]; notices: readonly Notice[] }
  | { kind: 'noChanges'; notices: readonly Notice[] };

export interface ImportPageProps {
  page: PageContext;
  departments: readonly string[];
  years: readonly FiscalYear[];
  /** Chosen to begin with. */
  year: FiscalYear;
  outcome: UploadOutcome | null;
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** A person mends these first; a file with a wrong column has the same fault in every row. */
const SHOWN_PROBLEMS = 200;

function noticeWords(t: Translator, notice: Notice): string {
  if (notice.code !== 'newerKept') return t(`review.exchange.notice.${notice.code}`, notice.params);
  const places = [
    ...notice.changes.map((change) => placeWords(t, change)),
    ...notice.parts.map((part) => t(`review.exchange.part.${part}`)),
  ];
  return t('review.exchange.notice.newerKept', {
    document: notice.document ?? t('review.exchange.import.planItself'),
    count: placesIn(notice),
    places: places.join('、'),
  });
}

/** Nothing to take in: because plan and file are the same, or because only the plan has moved on. */
function noChangesWords(t: Translator, notices: readonly Notice[]): string {
  const count = notices.reduce(
    (sum, notice) => sum + (notice.code === 'newerKept' ? placesIn(notice) : 0),
    0,
  );
  return count > 0
    ? t('review.exchange.import.noChangesNewer', { count })
    : t('review.exchange.import.noChanges');
}

export const Notices = ({ t, notices }: { t: Translator; notices: readonly Notice[] }) =>
  notices.length === 0 ? null : (
    <NotificationBanner t={t} kind="info" title={t('review.exchange.import.noticesTitle')}>
      <ul>
        {notices.map((notice) => (
          <li>{noticeWords(t, notice)}</li>
        ))}
      </ul>
    </NotificationBanner>
  );

const problemWords = (t: Translator, code: Problem['code'], params: Problem['params']): string => {
  const said = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'object' ? inWords(t, value) : value,
  ]);
  return t(`review.exchange.problem.${code}`, Object.fromEntries(said));
};

const ProblemReport = ({ t, problems }: { t: Translator; problems: readonly Problem[] }) => (
  <Section title={t('review.exchange.import.problemsTitle', { count: problems.length })} id="problems">
    <p>{t('review.exchange.import.problemsText')}</p>
    <Table
      id="problem-list"
      caption={t('review.exchange.import.problemsTitle', { count: problems.length })}
      isCaptionHidden
      rows={problems.slice(0, SHOWN_PROBLEMS)}
      columns={[
        { header: t('review.exchange.import.sheet'), cell: ({ sheet }) => sheet, nowrap: true },
        { header: t('review.exchange.import.cell'), cell: ({ cell }) => cell ?? '―', nowrap: true },
        {
          header: t('review.exchange.import.problem'),
          cell: ({ code, params }) => problemWords(t, code, params),
        },
      ]}
      note={
        problems.length > SHOWN_PROBLEMS
          ? t('review.exchange.import.problemsMore', {
              shown: SHOWN_PROBLEMS,
              rest: problems.length - SHOWN_PROBLEMS,
            })
          : undefined
      }
    />
  </Section>
);

const ExportSection = ({ page: { t, base }, departments, years, year }: Omit<ImportPageProps, 'outcome'>) => (
  <Section title={t('review.exchange.import.exportTitle')}>
    <p>{t('review.exchange.import.exportText')}</p>
    <p>
      <ButtonLink href={`${base}/plan/plan.xlsx`} variant="secondary" icon="download" download>
        {t('review.exchange.import.exportAll')}
      </ButtonLink>
    </p>
    {departments.length > 0 && (
      // Not the guarded form: a download leaves the page standing, and the next section's file may be asked for.
      <form action={`${base}/staff/plan/section.xlsx`} method="get">
        <Select
          t={t}
          id="department"
          label={t('review.exchange.import.department')}
          hint={t('review.exchange.import.departmentHint')}
          options={departments.map((department) => ({ value: department, label: department }))}
          emptyLabel={null}
          bare
        />
        <Select
          t={t}
          id="year"
          label={t('review.exchange.import.year')}
          options={years.map((each) => ({
            value: String(each),
            label: t('measure.fiscalYear', { year: each }),
          }))}
          value={String(year)}
          emptyLabel={null}
          width="10"
          bare
        />
        <Button type="submit" variant="secondary" icon="download">
          {t('review.exchange.import.exportDepartment')}
        </Button>
      </form>
    )}
  </Section>
);

/** Excel out and in: two steps on one page, and below them what was found in the file chosen last. */
export const ImportPage = (props: ImportPageProps) => {
  const { page, outcome } = props;
  const { t, base } = page;
  const error = outcome?.kind === 'unreadable' ? t(`review.exchange.file.${outcome.fault}`) : undefined;
  const problems = outcome?.kind === 'faulty' ? outcome.problems : [];
  const errors = [
    ...(error ? [{ id: 'file', text: error }] : []),
    ...(problems.length > 0
      ? [
          {
            id: 'problems',
            text: t('review.exchange.import.problemsTitle', { count: problems.length }),
            count: problems.length,
          },
        ]
      : []),
  ];
  return (
    <StaffPage
      page={page}
      title={t('review.exchange.import.title')}
      lead={t('review.exchange.import.lead')}
      breadcrumbs={[
        { label: t('review.desk.title'), href: `${base}/staff/plan` },
        { label: t('review.exchange.import.title') },
      ]}
      errors={errors}
    >
      {outcome?.kind === 'noChanges' && (
        <NotificationBanner t={t} kind="success" title={noChangesWords(t, outcome.notices)} announce />
      )}
      {problems.length > 0 && <ProblemReport t={t} problems={problems} />}
      {outcome && outcome.kind !== 'unreadable' && <Notices t={t} notices={outcome.notices} />}
      <ExportSection {...props} />
      <Section title={t('review.exchange.import.uploadTitle')}>
        <Form t={t} action={`${base}/staff/plan/import`} multipart>
          <FileInput
            t={t}
            id="file"
            label={t('review.exchange.import.file')}
            hint={t('review.exchange.import.fileHint')}
            limits={t('review.exchange.import.limits')}
            accept={`.xlsx,${XLSX}`}
            error={error}
            required
          />
          <Button type="submit">{t('review.exchange.import.upload')}</Button>
        </Form>
      </Section>
    </StaffPage>
  );
};
