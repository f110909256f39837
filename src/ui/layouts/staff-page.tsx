import type { Child } from 'hono/jsx';
import { Document } from './document.js';
import { NavList, staffNavigation } from './navigation.js';
import { Crumbs, Flash, PageHeading, type PageProps } from './page-parts.js';
import { StaffHeader } from './site-header.js';

export interface StaffPageProps extends PageProps {
  /** Buttons of the whole page, beside the h1 on wide screens. */
  actions?: Child;
}

/** A page of the staff console: navigation at the left on wide screens, above on phones. */
export const StaffPage = ({ page, title, ownHeading, lead, breadcrumbs, actions, children }: StaffPageProps) => (
  <Document page={page} title={title} isPrivate kind="staff">
    <StaffHeader page={page} />
    <div class="console">
      <NavList page={page} items={staffNavigation(page)} label={page.t('ui.nav.staff')} class="console-nav" />
      <div class="console-body">
        <Crumbs page={page} crumbs={breadcrumbs} home={{ label: page.t('ui.nav.inbox'), href: `${page.base}/staff` }} />
        <main id="main" tabindex={-1}>
          <Flash page={page} />
          {!ownHeading && (
            <div class="console-heading">
              <PageHeading title={title} lead={lead} />
              {actions && <div class="console-actions">{actions}</div>}
            </div>
          )}
          {children}
        </main>
      </div>
    </div>
  </Document>
);
