import type { Child } from 'hono/jsx';
import { ButtonLink } from '#ui/components/button.js';
import { Tabs } from '#ui/components/tabs.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { MOST_COUNTED } from '../model/draft.js';
import type { Counts } from '../service/worklists.js';

export const TABS = {
  toDecide: { label: 'decision.list.toDecide', path: '' },
  onBehalf: { label: 'onBehalf.tab', path: '/on-behalf' },
  mine: { label: 'decision.list.mine', path: '/mine' },
  circulating: { label: 'decision.list.circulating', path: '/circulating' },
  toConfirm: { label: 'decision.list.toConfirm', path: '/to-confirm' },
  unmanned: { label: 'unmanned.tab', path: '/unmanned' },
} as const;
export type Tab = keyof typeof TABS;

interface FrameProps {
  page: PageContext;
  tab: Tab;
  counts: Counts;
  children: Child;
}

/** The lists, each with how much is in it. */
export const ListFrame = ({ page, tab, counts, children }: FrameProps) => {
  const { t, base } = page;
  const here = `${base}/staff/decisions`;
  const shown = (count: number) =>
    count >= MOST_COUNTED ? t('decision.list.many', { count: MOST_COUNTED }) : t.number(count);
  return (
    <StaffPage
      page={page}
      title={t('decision.title')}
      breadcrumbs={[{ label: t('decision.title') }]}
      actions={
        <>
          {counts.mayDraft && <ButtonLink href={`${here}/new`}>{t('decision.form.new')}</ButtonLink>}
          <ButtonLink href={`${here}/delegations`} variant="secondary">
            {t('decision.delegation.title')}
          </ButtonLink>
          <ButtonLink href={`${here}/statistics`} variant="secondary">
            {t('decisionFigures.title')}
          </ButtonLink>
        </>
      }
    >
      <Tabs
        label={t('decision.title')}
        tabs={(Object.keys(TABS) as Tab[]).flatMap((one) => {
          const count = counts[one];
          if (count === null) return [];
          const { label, path } = TABS[one];
          return [{ label: t(label), href: here + path, isCurrent: one === tab, count: shown(count) }];
        })}
      />
      {children}
    </StaffPage>
  );
};
