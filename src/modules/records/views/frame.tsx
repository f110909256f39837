import type { Child } from 'hono/jsx';
import { ButtonLink } from '#ui/components/button.js';
import { Tabs } from '#ui/components/tabs.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';

export const RECORDS_TABS = ['register', 'binders', 'disposals', 'disclosures'] as const;
export type RecordsTab = (typeof RECORDS_TABS)[number];

const WORDS = {
  register: 'records.tab.register',
  binders: 'records.tab.binders',
  disposals: 'records.tab.disposals',
  disclosures: 'records.tab.disclosures',
} as const satisfies Record<RecordsTab, string>;
const PATHS: Record<RecordsTab, string> = {
  register: '',
  binders: '/binders',
  disposals: '/disposals',
  disclosures: '/disclosures',
};

/** The lists of the records office, one beside the other. */
export const RecordsFrame = ({
  page,
  current,
  title,
  mayKeep,
  errors = [],
  children,
}: {
  page: PageContext;
  current: RecordsTab;
  title: string;
  mayKeep: boolean;
  errors?: { id: string; text: string }[];
  children: Child;
}) => {
  const { t, base } = page;
  return (
    <StaffPage
      page={page}
      title={title}
      errors={errors}
      {...(mayKeep && {
        actions: (
          <ButtonLink href={`${base}/staff/records/new`} variant="secondary">
            {t('records.receive.button')}
          </ButtonLink>
        ),
      })}
    >
      <Tabs
        label={t('records.tabs')}
        tabs={RECORDS_TABS.map((tab) => ({
          label: t(WORDS[tab]),
          href: `${base}/staff/records${PATHS[tab]}`,
          isCurrent: tab === current,
        }))}
      />
      {children}
    </StaffPage>
  );
};
