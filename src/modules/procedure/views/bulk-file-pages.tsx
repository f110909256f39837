import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { localize } from '#kernel/i18n/locales.js';
import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { Form } from '#ui/components/form.js';
import { LinkList } from '#ui/components/link-list.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Pagination } from '#ui/components/pagination.js';
import { ProgressBar } from '#ui/components/progress-bar.js';
import { Section } from '#ui/components/section.js';
import { Table } from '#ui/components/table.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { type Bulk, type BulkState, problemText, type RowOutcome } from '../bulk.js';
import type { Procedure } from '../definition.js';
import type { BulkView } from '../service/bulk-files.js';

const STATE_WORDS = {
  checked: 'bulk.state.checked',
  running: 'bulk.state.running',
  done: 'bulk.state.done',
  discarded: 'bulk.state.discarded',
} as const satisfies Record<BulkState, MessageKey>;

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
