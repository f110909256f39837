import type { Child } from 'hono/jsx';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { mayHappen } from '../../defining/approval.js';
import type { Draft } from '../../defining/draft.js';
import { titleOf } from './words.js';

export const draftHref = ({ base }: PageContext, register: string, rest = ''): string =>
  `${base}/staff/registers/drafts/${register}${rest}`;

/** A page of a draft: where it belongs, what is wrong, and whether somebody else was first. */
export const DraftFrame = ({
  page,
  draft,
  title,
  errors = {},
  isConflict = false,
  unsaid = '',
  children,
}: {
  page: PageContext;
  draft: Draft;
  title: string;
  errors?: Readonly<Record<string, string>>;
  isConflict?: boolean;
  /** What was typed and not kept, where no form holds it any more. */
  unsaid?: string;
  children: Child;
}) => {
  const { t, base } = page;
  const isClosed = !mayHappen(draft.state, 'edit');
  const name = t('registerDesk.draftOf', { title: titleOf(t, draft.document) });
  return (
    <StaffPage
      page={page}
      title={title}
      breadcrumbs={[
        { label: t('register.index.title'), href: `${base}/staff/registers` },
        ...(title === name ? [] : [{ label: name, href: draftHref(page, draft.register) }]),
        { label: title },
      ]}
      errors={Object.entries(errors).map(([id, text]) => ({ id, text }))}
    >
      {isConflict && (
        <NotificationBanner
          t={t}
          kind="warning"
          title={t(isClosed ? 'registerCheck.closed' : 'registerDesk.conflict')}
        >
          <p>{t(isClosed ? 'registerCheck.closedText' : 'registerDesk.conflictText')}</p>
          {unsaid && <p class="quote">{unsaid}</p>}
          <p>
            <a href={draftHref(page, draft.register)}>{name}</a>
          </p>
        </NotificationBanner>
      )}
      {children}
    </StaffPage>
  );
};
