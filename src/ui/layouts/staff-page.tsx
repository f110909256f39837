import type { Child } from 'hono/jsx';
import { Document } from './document.js';
import { NavList } from './navigation.js';
import { Crumbs, MainTop, type PageProps, tabTitle } from './page-parts.js';
import { StaffHeader } from './site-header.js';

export interface StaffPageProps extends Omit<PageProps, 'isPrivate'> {
  /** Buttons of the whole page, beside the h1 on wide screens. */
  actions?: Child;
  /** On wide screens in place of the console's navigation: the parts of what is being worked on. */
  parts?: Child;
}

/** A page of the staff console: navigation at the left on wide screens, above on phones. */
export const StaffPage = (props: StaffPageProps) => {
  const { page, actions, parts, children, ...top } = props;
  // Not everybody has an inbox: the console begins with what stands first in its navigation.
  const [home = { label: page.t('ui.nav.inbox'), href: `${page.base}/staff` }] = page.navigation.staff;
  return (
    <Document page={page} title={tabTitle(props)} isPrivate kind="staff">
      <StaffHeader page={page} />
      <div class="console">
        {parts && <div class="console-parts">{parts}</div>}
        <NavList
          page={page}
          items={page.navigation.staff}
          label={page.t('ui.nav.staff')}
          class="console-nav"
        />
        <div class="console-body">
          <Crumbs page={page} crumbs={props.breadcrumbs} home={{ label: home.label, href: home.href }} />
          <main id="main" tabindex={-1}>
            <div class="console-heading">
              <div>
                <MainTop page={page} {...top} />
              </div>
              {actions && <div class="console-actions">{actions}</div>}
            </div>
            {children}
          </main>
        </div>
      </div>
    </Document>
  );
};
