import { EmergencyBanner } from '#ui/components/emergency-banner.js';
import { type Alternate, Document } from './document.js';
import { Crumbs, MainTop, type PageProps, tabTitle } from './page-parts.js';
import { SiteFooter } from './site-footer.js';
import { CitizenHeader } from './site-header.js';

export interface CitizenPageProps extends PageProps {
  /** `reading` (default) keeps lines short; `wide` is for tiles, tables, maps. */
  width?: 'reading' | 'wide';
  alternates?: readonly Alternate[];
}

/** A page for residents and businesses, from head to footer. */
export const CitizenPage = (props: CitizenPageProps) => {
  const { page, width = 'reading', children, ...top } = props;
  return (
    <Document
      page={page}
      title={tabTitle(props)}
      isPrivate={props.isPrivate}
      kind="citizen"
      alternates={props.alternates}
    >
      {page.emergency && <EmergencyBanner t={page.t} {...page.emergency} />}
      <CitizenHeader page={page} />
      <Crumbs
        page={page}
        crumbs={props.breadcrumbs}
        home={{ label: page.t('ui.breadcrumb.home'), href: `${page.base}/` }}
      />
      <main id="main" tabindex={-1} data-width={width}>
        <MainTop page={page} {...top} />
        {children}
      </main>
      <SiteFooter page={page} />
    </Document>
  );
};
