import type { Child } from 'hono/jsx';
import { Breadcrumb, type Crumb } from '#ui/components/breadcrumb.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Phrase } from '#ui/components/phrase.js';
import type { PageContext } from '#ui/page.js';

/** What all layouts of full pages take. */
export interface PageProps {
  page: PageContext;
  /** Of the browser tab, and the h1 unless `ownHeading`. */
  title: string;
  /** The page brings its h1 itself: a one-question form page, the portal. */
  ownHeading?: boolean;
  /** One line under the h1. */
  lead?: Child;
  /** From the portal down, which the layout adds; the page itself is the last, without address. */
  breadcrumbs?: Crumb[];
  /** Keeps the page out of search machines. */
  isPrivate?: boolean;
  children: Child;
}

export const Crumbs = ({ page, crumbs, home }: { page: PageContext; crumbs: Crumb[] | undefined; home: Crumb }) =>
  crumbs ? <Breadcrumb t={page.t} crumbs={[home, ...crumbs]} /> : null;

export const Flash = ({ page }: { page: PageContext }) =>
  page.flash ? <NotificationBanner t={page.t} kind={page.flash.kind} title={page.flash.text} announce /> : null;

export const PageHeading = ({ title, lead }: { title: string; lead?: Child }) => (
  <div class="page-heading">
    <h1>
      <Phrase text={title} />
    </h1>
    {lead && <p class="lead">{lead}</p>}
  </div>
);
