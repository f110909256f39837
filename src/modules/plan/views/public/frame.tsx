import type { Child } from 'hono/jsx';
import type { Crumb } from '#ui/components/breadcrumb.js';
import { Title } from '#ui/layouts/page-parts.js';
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
  /** The plan's own words in the title: Japanese also on a page in another language. */
  quoted?: string | undefined;
  /** Line above the h1: pillar, number. */
  above?: Child;
  /** Line under the h1. */
  lead?: Child;
  /** From the plan's overview down; the overview itself has none. */
  crumbs?: Crumb[];
  children: Child;
}

/** Every public page of the plan: its navigation, where one is, and the heading. */
export const PlanFrame = ({ page, title, quoted, above, lead, crumbs = [], children }: PlanFrameProps) => (
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
      <h1>
        <Title page={page} title={title} quoted={quoted} />
      </h1>
      {lead && <p class="lead">{lead}</p>}
    </div>
    {children}
  </PlanPage>
);
