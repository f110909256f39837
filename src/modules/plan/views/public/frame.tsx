import type { Child } from 'hono/jsx';
import { langOf } from '#kernel/i18n/lang-of.js';
import type { Crumb } from '#ui/components/breadcrumb.js';
import { Phrase } from '#ui/components/phrase.js';
import { PlanPage } from '#ui/layouts/plan-page.js';
import type { NavItem, PageContext } from '#ui/page.js';

const planSections = ({ t, base }: PageContext): NavItem[] => [
  { label: t('plan.nav.overview'), href: `${base}/plan` },
  { label: t('plan.nav.compare'), href: `${base}/plan/compare` },
  { label: t('plan.nav.ratings'), href: `${base}/plan/ratings` },
  { label: t('plan.nav.governance'), href: `${base}/plan/governance` },
  { label: t('plan.nav.terms'), href: `${base}/plan/terms` },
];

export interface PlanFrameProps {
  page: PageContext;
  title: string;
  /** The title is the plan's own words: Japanese also on a page in another language. */
  isOwnTitle?: boolean;
  /** Line above the h1: pillar, number. */
  above?: Child;
  /** Line under the h1. */
  lead?: Child;
  /** From the plan's overview down; the overview itself has none. */
  crumbs?: Crumb[];
  children: Child;
}

/** Every public page of the plan: its navigation, where one is, and the heading. */
export const PlanFrame = ({
  page,
  title,
  isOwnTitle = false,
  above,
  lead,
  crumbs = [],
  children,
}: PlanFrameProps) => (
  <PlanPage
    page={page}
    title={title}
    ownHeading
    sections={planSections(page)}
    breadcrumbs={[
      crumbs.length > 0
        ? { label: page.t('plan.nav.plan'), href: `${page.base}/plan` }
        : { label: page.t('plan.nav.plan') },
      ...crumbs,
    ]}
  >
    <div class="page-heading">
      {above && <p class="muted">{above}</p>}
      <h1 lang={isOwnTitle ? langOf(page.t) : undefined}>
        <Phrase text={title} />
      </h1>
      {lead && <p class="lead">{lead}</p>}
    </div>
    {children}
  </PlanPage>
);
