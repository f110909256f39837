import { today } from '#kernel/clock.js';
import { Button } from '#ui/components/button.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Inbox, type InboxRow } from '#ui/components/inbox.js';
import { Pagination } from '#ui/components/pagination.js';
import type { PageContext } from '#ui/page.js';
import type { Counts, WorkLine } from '../service/worklists.js';
import type { Queue, StepKey } from '../store/steps.js';
import { ListFrame, TABS } from './frame.js';
import { KIND_WORDS, RIGHT_WORDS } from './words.js';

interface WorkProps {
  page: PageContext;
  queue: Queue;
  lines: readonly WorkLine[];
  next: StepKey | null;
  counts: Counts;
}

const EMPTY_WORDS = {
  toDecide: 'decision.list.noneToDecide',
  onBehalf: 'onBehalf.none',
  circulating: 'decision.list.noneCirculating',
  toConfirm: 'decision.list.noneToConfirm',
  unmanned: 'unmanned.none',
} as const;

/** Short enough to be said on the phone. */
export const shortId = (id: string): string => id.slice(-6).toUpperCase();

/** What waits for this person: the oldest draft first. */
export const WorkPage = ({ page, queue, lines, next, counts }: WorkProps) => {
  const { t, base } = page;
  const here = `${base}/staff/decisions`;
  const day = today({ now: () => page.now });
  const row = ({ draft, step, unit, drafter, kind, days, behalf }: WorkLine): InboxRow => {
    const isLate = draft.dueOn !== null && Temporal.PlainDate.compare(draft.dueOn, day) < 0;
    const asked = t(KIND_WORDS[step.kind]);
    const isToday = draft.dueOn?.equals(day) ?? false;
    return {
      id: `${draft.id}.${draft.round}.${step.no}`,
      href: `${here}/${draft.id}`,
      number: shortId(draft.id),
      person: `${unit} ${drafter}`,
      subject: draft.urgent
        ? t('decision.list.urgent', { title: draft.content.title })
        : `${draft.content.title}（${kind}）`,
      state: {
        tone: isLate ? 'problem' : 'active',
        label: behalf
          ? t('onBehalf.as', { kind: asked, right: t(RIGHT_WORDS[behalf.right]), seat: behalf.seat })
          : asked,
      },
      due: {
        text: draft.dueOn ? t.date(draft.dueOn) : t('decision.list.noDue'),
        tone: isLate ? 'late' : isToday ? 'today' : undefined,
      },
      assignee: t('decision.list.days', { days }),
    };
  };
  const label = t(TABS[queue].label);
  return (
    <ListFrame page={page} tab={queue} counts={counts}>
      {lines.length === 0 ? (
        <EmptyState title={t(EMPTY_WORDS[queue])} />
      ) : (
        <>
          <Inbox
            t={t}
            caption={label}
            rows={lines.map(row)}
            headers={[
              t('decision.list.number'),
              t('decision.field.drafter'),
              t('decision.field.title'),
              t('decision.list.step'),
              t('decision.list.due'),
              t('decision.list.waiting'),
            ]}
            {...((queue === 'toDecide' || queue === 'onBehalf') && {
              action: `${here}/approve`,
              bulkActions: (
                <Button type="submit" size="small">
                  {t('decision.many.approve')}
                </Button>
              ),
            })}
          />
          <Pagination
            t={t}
            nextHref={
              next
                ? `${here}${TABS[queue].path}?${new URLSearchParams({ draft: next.draft, no: String(next.no) })}`
                : undefined
            }
            countText={t('decision.list.shown', { shown: lines.length })}
          />
        </>
      )}
    </ListFrame>
  );
};
