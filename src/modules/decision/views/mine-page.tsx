import { EmptyState } from '#ui/components/empty-state.js';
import { Pagination } from '#ui/components/pagination.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { Table } from '#ui/components/table.js';
import type { PageContext } from '#ui/page.js';
import type { Draft } from '../model/draft.js';
import type { Counts } from '../service/worklists.js';
import { ListFrame } from './frame.js';
import { STATE_TONES, STATE_WORDS } from './words.js';

interface MineProps {
  page: PageContext;
  lines: readonly { draft: Draft; kind: string; at: { unit: string; title: string; days: number }[] }[];
  next: string | null;
  counts: Counts;
}

/** Own drafts, the newest first: how far each is, and with whom it lies. */
export const MinePage = ({ page, lines, next, counts }: MineProps) => {
  const { t, base } = page;
  const here = `${base}/staff/decisions`;
  return (
    <ListFrame page={page} tab="mine" counts={counts}>
      {lines.length === 0 ? (
        <EmptyState title={t('decision.list.noneMine')} />
      ) : (
        <>
          <Table
            id="mine"
            caption={t('decision.list.mine')}
            isCaptionHidden
            stacked
            rows={lines}
            columns={[
              {
                header: t('decision.field.title'),
                isRowHeader: true,
                cell: ({ draft }) => <a href={`${here}/${draft.id}`}>{draft.content.title}</a>,
              },
              { header: t('decision.field.kind'), cell: ({ kind }) => kind },
              {
                header: t('decision.field.state'),
                cell: ({ draft }) => (
                  <StatusTag tone={STATE_TONES[draft.state]} label={t(STATE_WORDS[draft.state])} />
                ),
              },
              {
                header: t('decision.list.liesWith'),
                cell: ({ at }) =>
                  at
                    .map(
                      ({ unit, title, days }) => `${unit} ${title}（${t('decision.list.days', { days })}）`,
                    )
                    .join('、'),
              },
              { header: t('decision.field.begun'), cell: ({ draft }) => t.dateTime(draft.createdAt) },
            ]}
          />
          <Pagination
            t={t}
            nextHref={next ? `${here}/mine?before=${next}` : undefined}
            countText={t('decision.list.shown', { shown: lines.length })}
          />
        </>
      )}
    </ListFrame>
  );
};
