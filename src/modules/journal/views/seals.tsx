import type { Verified } from '#kernel/journal/verify.js';
import { ButtonLink } from '#ui/components/button.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Pagination } from '#ui/components/pagination.js';
import { type Column, Table } from '#ui/components/table.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { SealedBlock } from '../model.js';

export interface SealsPageProps {
  page: PageContext;
  found: { blocks: SealedBlock[]; next: number | null };
  /** Null before anybody asked to verify. */
  verified: Verified | null;
}

const Result = ({ page, verified }: { page: PageContext; verified: Verified }) => {
  const { t } = page;
  const { fault, entries, blocks, unsealed } = verified;
  return fault ? (
    <NotificationBanner
      t={t}
      kind="error"
      title={t('staff.journal.broken', { position: fault.position })}
      announce
    >
      <p>{fault.message}</p>
    </NotificationBanner>
  ) : (
    <NotificationBanner
      t={t}
      kind="success"
      title={t('staff.journal.fits', { entries, blocks, unsealed })}
      announce
    />
  );
};

export const SealsPage = ({ page, found, verified }: SealsPageProps) => {
  const { t, base } = page;
  const address = `${base}/staff/journal/seals`;
  const columns: Column<SealedBlock>[] = [
    {
      header: t('staff.journal.block'),
      cell: ({ number }) => t.number(number),
      numeric: true,
      isRowHeader: true,
    },
    {
      header: t('staff.journal.entries'),
      cell: ({ firstPosition, lastPosition }) => `${t.number(firstPosition)}–${t.number(lastPosition)}`,
      nowrap: true,
    },
    { header: t('staff.journal.sealedAt'), cell: ({ sealedAt }) => t.dateTime(sealedAt), nowrap: true },
    { header: t('staff.journal.hash'), cell: ({ hash }) => <code>{hash}</code> },
  ];
  return (
    <StaffPage
      page={page}
      title={t('staff.journal.seals')}
      lead={t('staff.journal.sealsLead')}
      breadcrumbs={[{ label: t('staff.journal.title'), href: `${base}/staff/journal` }]}
      actions={<ButtonLink href={`${address}?verify=1`}>{t('staff.journal.verify')}</ButtonLink>}
    >
      {verified && <Result page={page} verified={verified} />}
      {found.blocks.length === 0 ? (
        <EmptyState title={t('staff.journal.noBlocks')} />
      ) : (
        <Table
          id="blocks"
          caption={t('staff.journal.seals')}
          isCaptionHidden
          columns={columns}
          rows={found.blocks}
        />
      )}
      <Pagination
        t={t}
        countText={t('staff.journal.shown', { count: found.blocks.length })}
        nextHref={found.next === null ? undefined : `${address}?before=${found.next}`}
      />
    </StaffPage>
  );
};
