import type { Child } from 'hono/jsx';
import type { LocalizedText } from '#kernel/i18n/locales.js';
import { BackLink } from '#ui/components/back-link.js';
import { Breadcrumb, type Crumb } from '#ui/components/breadcrumb.js';
import { ErrorSummary, type FieldError } from '#ui/components/error-summary.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Phrase } from '#ui/components/phrase.js';
import { Quoting } from '#ui/components/quoting.js';
import type { PageContext } from '#ui/page.js';

/** What all layouts of full pages take. */
export interface PageProps {
  page: PageContext;
  /** Of the browser tab, and the h1 unless `ownHeading`. */
  title: string;
  /** Text of the town in the title, which may be in another language than the page. */
  quoted?: LocalizedText | undefined;
  /** The page brings its h1 itself: a one-question form page, the portal. */
  ownHeading?: boolean;
  /** One line under the h1. */
  lead?: Child;
  /** From the portal down, which the layout adds; the page itself is the last, without address. */
  breadcrumbs?: Crumb[];
  /** Link to the step before, above everything else in the main part. */
  back?: { href: string; label?: string };
  /** What is wrong with a form that came back; stands over the h1 and marks the browser's tab. */
  errors?: FieldError[];
  /** Keeps the page out of search machines. */
  isPrivate?: boolean;
  children: Child;
}

export const Crumbs = ({
  page,
  crumbs,
  home,
}: {
  page: PageContext;
  crumbs: Crumb[] | undefined;
  home: Crumb;
}) => {
  if (!crumbs) return null;
  const beneath = crumbs.filter(({ href }) => href !== home.href);
  return <Breadcrumb t={page.t} crumbs={[home, ...beneath]} />;
};

/** Title of the browser's tab: an error is said there first, so that a screen reader begins with it. */
export const tabTitle = ({ page, title, errors = [] }: PageProps): string =>
  errors.length > 0 ? `${page.t('ui.field.errorPrefix')}${title}` : title;

/** What stands in the h1. */
export const Title = ({ page: { t }, title, quoted }: Pick<PageProps, 'page' | 'title' | 'quoted'>) =>
  t.lang.startsWith('ja') ? <Phrase text={title} /> : <Quoting t={t} sentence={title} text={quoted} />;

/** What stands in the main part before the page's own content. */
export const MainTop = ({
  page,
  title,
  quoted,
  ownHeading = false,
  lead,
  back,
  errors = [],
}: Omit<PageProps, 'children'>) => (
  <>
    {page.flash && <NotificationBanner t={page.t} kind={page.flash.kind} title={page.flash.text} announce />}
    {back && <BackLink t={page.t} {...back} />}
    <ErrorSummary t={page.t} errors={errors} />
    {!ownHeading && (
      <div class="page-heading">
        <h1>
          <Title page={page} title={title} quoted={quoted} />
        </h1>
        {lead && <p class="lead">{lead}</p>}
      </div>
    )}
  </>
);
