import { EmergencyBanner } from '#ui/components/emergency-banner.js';
import { Document } from './document.js';
import { Crumbs, Flash, PageHeading, type PageProps } from './page-parts.js';
import { SiteFooter } from './site-footer.js';
import { CitizenHeader } from './site-header.js';

export interface CitizenPageProps extends PageProps {
  /** `reading` (default) keeps lines short; `wide` is for tiles, tables, maps. */
  width?: 'reading' | 'wide';
}

/** A page for residents and businesses, with everything from doctype to footer. */
export const CitizenPage = ({ page, title, ownHeading, lead, breadcrumbs, isPrivate, width, children }: CitizenPageProps) => (
  <Document page={page} title={title} isPrivate={isPrivate} kind="citizen">
    {page.emergency && <EmergencyBanner t={page.t} {...page.emergency} />}
    <CitizenHeader page={page} />
    <Crumbs page={page} crumbs={breadcrumbs} home={{ label: page.t('ui.breadcrumb.home'), href: `${page.base}/` }} />
    <main id="main" tabindex={-1} data-width={width ?? 'reading'}>
      <Flash page={page} />
      {!ownHeading && <PageHeading title={title} lead={lead} />}
      {children}
    </main>
    <SiteFooter page={page} />
  </Document>
);
