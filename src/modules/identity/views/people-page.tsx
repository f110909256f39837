import { ButtonLink } from '#ui/components/button.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Pagination } from '#ui/components/pagination.js';
import { Table } from '#ui/components/table.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { StaffWithGrants } from '../model/staff.js';
import { grantText, type RegistryWords } from './registry-words.js';

export interface PeoplePageProps {
  page: PageContext;
  words: RegistryWords;
  people: readonly StaffWithGrants[];
  total: number;
  nextHref: string | undefined;
}

export const PeoplePage = ({ page, words, people, total, nextHref }: PeoplePageProps) => {
  const { t, base } = page;
  const add = <ButtonLink href={`${base}/staff/people/new`}>{t('staff.people.add')}</ButtonLink>;
  return (
    <StaffPage
      page={page}
      title={t('staff.people.title')}
      lead={t('staff.people.lead')}
      breadcrumbs={[{ label: t('staff.people.title') }]}
      actions={add}
    >
      {people.length === 0 ? (
        <EmptyState title={t('staff.people.none')} />
      ) : (
        <>
          <Table
            id="people"
            caption={t('staff.people.title')}
            isCaptionHidden
            rows={people}
            columns={[
              {
                header: t('staff.people.name'),
                isRowHeader: true,
                cell: ({ member }) => <a href={`${base}/staff/people/${member.id}`}>{member.name}</a>,
              },
              {
                header: t('staff.people.grants'),
                cell: ({ grants }) =>
                  grants.map((grant) => grantText(page, words, grant)).join('、') ||
                  t('staff.people.noGrants'),
              },
              {
                header: t('staff.people.state'),
                nowrap: true,
                cell: ({ member }) => t(member.active ? 'staff.people.active' : 'staff.people.suspended'),
              },
            ]}
          />
          <Pagination
            t={t}
            nextHref={nextHref}
            countText={t('staff.people.shown', { shown: people.length, total })}
          />
        </>
      )}
    </StaffPage>
  );
};
