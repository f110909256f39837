import { Badge } from '#ui/components/badge.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Section } from '#ui/components/section.js';
import { Table } from '#ui/components/table.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { UnitView } from '../service/reading.js';
import { CloseUnitForm, EndForm, PostForm } from './unit-forms.js';
import { errorList, KIND_WORDS } from './words.js';

export interface UnitPageProps {
  page: PageContext;
  date: Temporal.PlainDate;
  view: UnitView;
  typed?: Record<string, string>;
  errors?: Record<string, string>;
}

export const UnitPage = ({ page, date, view, typed = {}, errors = {} }: UnitPageProps) => {
  const { t, base } = page;
  const { unit } = view;
  const here = `${base}/staff/organization`;
  const days = ({ from, to }: { from: Temporal.PlainDate; to: Temporal.PlainDate | null }) =>
    `${t.date(from)}〜${to ? t.date(to) : ''}`;
  const form = { page, view, typed, errors };
  const personColumns = [
    { header: t('organization.field.post'), cell: ({ title }: UnitView['history'][number]) => title },
    {
      header: t('organization.field.kind'),
      cell: ({ posting }: UnitView['history'][number]) => t(KIND_WORDS[posting.kind]),
    },
    { header: t('organization.period'), cell: ({ posting }: UnitView['history'][number]) => days(posting) },
  ];
  return (
    <StaffPage
      page={page}
      title={unit.name}
      lead={t('organization.lead', { date: t.date(date) })}
      breadcrumbs={[{ label: t('organization.title'), href: here }, { label: unit.name }]}
      errors={errorList(errors)}
    >
      {!view.isOpen && (
        <NotificationBanner
          t={t}
          kind="warning"
          title={t('organization.unit.notOpen', { date: t.date(date) })}
        />
      )}
      <DescriptionList
        items={[
          { term: t('organization.unit.parent'), value: view.parent ?? t('organization.none') },
          { term: t('organization.period'), value: days(unit) },
          ...(view.successor ? [{ term: t('organization.unit.successor'), value: view.successor }] : []),
        ]}
      />
      <Section title={t('organization.people')}>
        {view.people.length === 0 ? (
          <p>{t('organization.nobody')}</p>
        ) : (
          <Table
            id="people"
            caption={t('organization.people')}
            isCaptionHidden
            stacked
            rows={view.people}
            columns={[
              {
                header: t('organization.field.staff'),
                isRowHeader: true,
                cell: ({ name, isAway }) => (
                  <>
                    {name} {isAway && <Badge>{t('organization.away')}</Badge>}
                  </>
                ),
              },
              ...personColumns,
              ...(view.mayManage
                ? [
                    {
                      header: t('organization.posting.end'),
                      cell: (one: UnitView['people'][number]) => <EndForm {...form} person={one} />,
                    },
                  ]
                : []),
            ]}
          />
        )}
      </Section>
      {view.mayManage && <PostForm {...form} />}
      {view.history.length > 0 && (
        <Section title={t('organization.history')}>
          <Table
            id="history"
            caption={t('organization.history')}
            isCaptionHidden
            stacked
            rows={view.history}
            columns={[
              { header: t('organization.field.staff'), isRowHeader: true, cell: ({ name }) => name },
              ...personColumns,
            ]}
            note={view.hasMore && t('organization.historyMore')}
          />
        </Section>
      )}
      {view.mayManage && unit.parent !== null && <CloseUnitForm {...form} />}
    </StaffPage>
  );
};
