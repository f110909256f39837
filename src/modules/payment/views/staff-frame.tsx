import type { Child } from 'hono/jsx';
import { Tabs } from '#ui/components/tabs.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';

export const STAFF_TABS = ['list', 'books', 'refunds', 'reconciliation'] as const;
export type StaffTab = (typeof STAFF_TABS)[number];

const TAB_WORDS = {
  list: 'paymentDesk.tab.list',
  books: 'paymentDesk.tab.books',
  refunds: 'paymentDesk.tab.refunds',
  reconciliation: 'paymentDesk.tab.reconciliation',
} as const satisfies Record<StaffTab, string>;

const PATHS: Record<StaffTab, string> = {
  list: '',
  books: '/books',
  refunds: '/refunds',
  reconciliation: '/reconciliation',
};

/** Pages that this member of staff may open, with the present one marked. */
export interface StaffFrameProps {
  page: PageContext;
  tabs: readonly StaffTab[];
  current: StaffTab;
  title: string;
  lead?: Child;
  errors?: { id: string; text: string }[];
  children: Child;
}

/** The four lists of payments, one beside the other. */
export const StaffFrame = ({ page, tabs, current, title, lead, errors, children }: StaffFrameProps) => {
  const { t, base } = page;
  return (
    <StaffPage page={page} title={title} {...(lead !== undefined && { lead })} {...(errors && { errors })}>
      <Tabs
        label={t('paymentDesk.tabs')}
        tabs={tabs.map((tab) => ({
          label: t(TAB_WORDS[tab]),
          href: `${base}/staff/payments${PATHS[tab]}`,
          isCurrent: tab === current,
        }))}
      />
      {children}
    </StaffPage>
  );
};
