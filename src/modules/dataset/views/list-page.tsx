import { dateIn } from '#kernel/clock.js';
import { ButtonLink } from '#ui/components/button.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { LinkList } from '#ui/components/link-list.js';
import { Pagination } from '#ui/components/pagination.js';
import { Section } from '#ui/components/section.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { Table } from '#ui/components/table.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { type Dataset, dueOn } from '../model.js';
import { TONES } from './states.js';

const MOST_TASKS = 20;

export interface ListPageProps {
  page: PageContext;
  items: readonly Dataset[];
  next: string | null;
  isFirst: boolean;
  downloads: ReadonlyMap<string, number>;
  late(dataset: Dataset): boolean;
  /** All of them, whatever page of the list they are on. */
  overdue: readonly Dataset[];
  mayModerate: boolean;
  mayHarvest: boolean;
  unitOf(unit: string): string;
}

/** Datasets of the sections in which somebody works; what is late says so. */
export const ListPage = ({
  page,
  items,
  next,
  isFirst,
  downloads,
  late,
  overdue,
  mayModerate,
  mayHarvest,
  unitOf,
}: ListPageProps) => {
  const { t, base } = page;
  const here = `${base}/staff/datasets`;
  return (
    <StaffPage
      page={page}
      title={t('dataset.title')}
      lead={t('dataset.lead')}
      actions={
        <>
          <ButtonLink href={`${here}/new`}>{t('dataset.new')}</ButtonLink>
          <ButtonLink href={`${base}/staff/dashboards`} variant="secondary">
            {t('dashboard.title')}
          </ButtonLink>
          {mayHarvest && (
            <ButtonLink href={`${here}/harvests`} variant="secondary">
              {t('harvest.title')}
            </ButtonLink>
          )}
          {mayModerate && (
            <ButtonLink href={`${here}/requests`} variant="secondary">
              {t('dataset.requests')}
            </ButtonLink>
          )}
        </>
      }
    >
      {overdue.length > 0 && isFirst && (
        <Section title={t('dataset.tasks')}>
          <LinkList
            links={overdue.slice(0, MOST_TASKS).map((dataset) => ({
              label: t('dataset.task', { title: dataset.about.title }),
              href: `${here}/${dataset.id}`,
              before: t('dataset.late', { day: t.date(dateIn(dueOn(dataset) ?? dataset.updatedAt)) }),
            }))}
          />
          {overdue.length > MOST_TASKS && (
            <p>{t('dataset.taskMore', { count: overdue.length - MOST_TASKS })}</p>
          )}
        </Section>
      )}
      {items.length === 0 && isFirst ? (
        <EmptyState title={t('dataset.empty')} icon="inbox">
          {t('dataset.emptyText')}
        </EmptyState>
      ) : (
        <>
          <Table
            id="datasets"
            caption={t('dataset.title')}
            isCaptionHidden
            stacked
            columns={[
              {
                header: t('dataset.label'),
                isRowHeader: true,
                cell: (dataset: Dataset) => {
                  const due = dueOn(dataset);
                  return (
                    <>
                      <a href={`${here}/${dataset.id}`}>{dataset.about.title}</a>
                      {due && late(dataset) && (
                        <p>
                          <StatusTag tone="problem" label={t('dataset.late', { day: t.date(dateIn(due)) })} />
                        </p>
                      )}
                    </>
                  );
                },
              },
              {
                header: t('dataset.state'),
                cell: ({ state }) => <StatusTag tone={TONES[state]} label={t(`dataset.state.${state}`)} />,
              },
              { header: t('dataset.unit'), cell: ({ unit }) => unitOf(unit) },
              {
                header: t('dataset.updated'),
                nowrap: true,
                cell: ({ updatedAt }) => t.date(dateIn(updatedAt)),
              },
              {
                header: t('dataset.downloads'),
                numeric: true,
                cell: ({ id }) => t.number(downloads.get(id) ?? 0),
              },
            ]}
            rows={items}
          />
          <Pagination
            t={t}
            countText={t('data.found', { count: items.length })}
            previousHref={isFirst ? undefined : here}
            nextHref={next === null ? undefined : `${here}?${new URLSearchParams({ after: next })}`}
          />
        </>
      )}
    </StaffPage>
  );
};
