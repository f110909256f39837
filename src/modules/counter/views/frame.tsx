import type { Child } from 'hono/jsx';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageProps } from '#ui/layouts/page-parts.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';

/** On whose screen an interview is filled in. */
export type Side = 'person' | 'staff';

/** Below the base: /pre-entry/… of the person, /staff/counter/interviews/… of the clerk. */
export const interviewPath = (side: Side, id: string, rest = ''): string =>
  `${side === 'person' ? '/pre-entry' : '/staff/counter/interviews'}/${id}${rest}`;

/** The same page for the person on their phone and for the clerk. */
export const Frame = ({
  page,
  side,
  children,
  ...top
}: Omit<PageProps, 'isPrivate'> & { page: PageContext; side: Side; children: Child }) =>
  side === 'person' ? (
    <CitizenPage page={page} {...top} isPrivate>
      {children}
    </CitizenPage>
  ) : (
    <StaffPage page={page} {...top}>
      {children}
    </StaffPage>
  );
