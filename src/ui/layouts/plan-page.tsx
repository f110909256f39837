import { EmergencyBanner } from '#ui/components/emergency-banner.js';
import type { NavItem } from '#ui/page.js';
import { Document } from './document.js';
import { NavList } from './navigation.js';
import { Crumbs, MainTop, type PageProps, tabTitle } from './page-parts.js';
import { SiteFooter } from './site-footer.js';
import { CitizenHeader } from './site-header.js';

export interface PlanPageProps extends PageProps {
  /** Pages of the plan: overview, measures, comparison … */
  sections: NavItem[];
}

/** A citizen page inside the plan: wide, with the plan's own navigation. */
export const PlanPage = (props: PlanPageProps) => {
  const { page, sections, children, ...top } = props;
  return (
    <Document page={page} title={tabTitle(props)} isPrivate={props.isPrivate} kind="citizen">
      {page.emergency && <EmergencyBanner t={page.t} {...page.emergency} />}
      <CitizenHeader page={page} />
      <NavList page={page} items={sections} label={page.t('ui.nav.planSections')} class="section-nav" />
      <Crumbs
        page={page}
        crumbs={props.breadcrumbs}
        home={{ label: page.t('ui.breadcrumb.home'), href: `${page.base}/` }}
      />
      <main id="main" tabindex={-1} data-width="wide">
        <MainTop page={page} {...top} />
        {children}
      </main>
      <SiteFooter page={page} />
    </Document>
  );
};
