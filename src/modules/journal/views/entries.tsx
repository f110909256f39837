import type { Entry } from '#kernel/journal/entry.js';
import type { EntryPage } from '#kernel/journal/journal.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { FilterForm } from '#ui/components/filter-form.js';
import { Pagination } from '#ui/components/pagination.js';
import { Select } from '#ui/components/select.js';
import { type Column, Table } from '#ui/components/table.js';
import { TextInput } from '#ui/components/text-input.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';

export interface EntriesPageProps {
  page: PageContext;
  filter: { type?: string | undefined; subject?: string | undefined };
  types: readonly string[];
  found: EntryPage;
}

const data = ({ data: attributes }: Entry): string =>
  Object.entries(attributes)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');

export const EntriesPage = ({ page, filter, types, found }: EntriesPageProps) => {
  const { t, base } = page;
  const address = `${base}/staff/journal`;
  const subjectHref = (subject: string) => `${address}?${new URLSearchParams({ subject })}`;
  const columns: Column<Entry>[] = [
    { header: t('staff.journal.position'), cell: ({ position }) => t.number(position), numeric: true },
    { header: t('staff.journal.at'), cell: ({ at }) => t.dateTime(at), nowrap: true },
    { header: t('staff.journal.type'), cell: ({ type }) => <code>{type}</code> },
    {
      header: t('staff.journal.subject'),
      cell: ({ subject }) => <a href={subjectHref(subject)}>{subject}</a>,
    },
    { header: t('staff.journal.actor'), cell: ({ actor }) => actor },
    { header: t('staff.journal.data'), cell: data },
  ];
  const next = new URLSearchParams(
    Object.entries({ ...filter, after: found.next?.toString() }).filter((pair): pair is [string, string] =>
      Boolean(pair[1]),
    ),
  );
  return (
    <StaffPage
      page={page}
      title={t('staff.journal.title')}
      lead={t('staff.journal.lead')}
      actions={<a href={`${address}/seals`}>{t('staff.journal.seals')}</a>}
    >
      <FilterForm
        t={t}
        action={address}
        label={t('staff.journal.filter')}
        {...((filter.type || filter.subject) && { clearHref: address })}
      >
        <Select
          t={t}
          id="type"
          name="type"
          label={t('staff.journal.type')}
          value={filter.type ?? ''}
          emptyLabel={t('staff.journal.all')}
          options={types.map((type) => ({ value: type, label: type }))}
          bare
        />
        <TextInput
          t={t}
          id="subject"
          name="subject"
          label={t('staff.journal.subject')}
          value={filter.subject ?? ''}
          bare
        />
      </FilterForm>
      {found.entries.length === 0 ? (
        <EmptyState title={t('staff.journal.none')} />
      ) : (
        <Table
          id="entries"
          caption={t('staff.journal.title')}
          isCaptionHidden
          columns={columns}
          rows={found.entries}
        />
      )}
      <Pagination
        t={t}
        countText={t('staff.journal.shown', { count: found.entries.length })}
        nextHref={found.next === null ? undefined : `${address}?${next}`}
      />
    </StaffPage>
  );
};
