import { ButtonLink } from '#ui/components/button.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Table } from '#ui/components/table.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { numberText } from '../model.js';
import type { IssueLine } from '../service/sealing.js';
import { WAY_WORDS } from './issue-words.js';

/** What is ready to be sent (発送待ち). */
export const DispatchPage = ({
  page,
  lines,
  unitOf,
}: {
  page: PageContext;
  lines: readonly IssueLine[];
  unitOf(unit: string): string;
}) => {
  const { t, base } = page;
  const here = `${base}/staff/records/dispatch`;
  return (
    <StaffPage
      page={page}
      title={t('dispatch.list.title')}
      lead={t('dispatch.list.lead')}
      breadcrumbs={[{ label: t('records.list.title'), href: `${base}/staff/records` }]}
      {...(lines.some(({ issue }) => issue.way === 'post') && {
        actions: (
          <ButtonLink href={`${here}/posting-list.pdf`} variant="secondary">
            {t('dispatch.list.posting')}
          </ButtonLink>
        ),
      })}
    >
      {lines.length === 0 ? (
        <EmptyState title={t('dispatch.list.none')} icon="inbox" />
      ) : (
        <Table
          id="ready"
          caption={t('dispatch.list.title')}
          isCaptionHidden
          stacked
          columns={[
            {
              header: t('records.list.number'),
              isRowHeader: true,
              nowrap: true,
              cell: ({ document }) => (
                <a href={`${base}/staff/records/documents/${document.id}#issue`}>{numberText(document)}</a>
              ),
            },
            { header: t('records.subject'), cell: ({ document }) => document.subject },
            { header: t('dispatch.addressee'), cell: ({ issue }) => issue.words?.addressee ?? '' },
            { header: t('dispatch.way.label'), cell: ({ issue }) => t(WAY_WORDS[issue.way]) },
            { header: t('records.unit'), cell: ({ document }) => unitOf(document.unit) },
          ]}
          rows={lines}
        />
      )}
    </StaffPage>
  );
};
