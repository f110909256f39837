import { localize } from '#kernel/i18n/locales.js';
import { Pagination } from '#ui/components/pagination.js';
import { Section } from '#ui/components/section.js';
import { Table } from '#ui/components/table.js';
import type { PageContext } from '#ui/page.js';
import { MOST_RELATED, type RelatedPage } from '../related.js';

/** Cases and reports about a row, in pages; nothing where the reader sees none. */
export const RelatedThings = ({
  page: { t, base },
  related: { items, count, next },
  here,
  isFirst,
}: {
  page: PageContext;
  related: RelatedPage;
  here: string;
  isFirst: boolean;
}) => {
  if (items.length === 0 && isFirst) return null;
  const whole = count > MOST_RELATED ? 'registers.related.more' : 'registers.related.count';
  return (
    <Section title={t('registers.related.title')} id="things">
      <Table
        id="things-list"
        caption={t('registers.related.title')}
        isCaptionHidden
        stacked
        columns={[
          {
            header: t('registers.related.number'),
            isRowHeader: true,
            cell: ({ number, path }) => <a href={base + path}>{number}</a>,
          },
          { header: t('registers.related.kind'), cell: ({ kind }) => t(kind) },
          { header: t('registers.related.what'), cell: ({ title }) => localize(title, t.locale) },
          { header: t('registers.related.state'), cell: ({ state }) => t(state) },
          { header: t('registers.related.day'), cell: ({ day }) => t.date(day) },
        ]}
        rows={items}
      />
      <Pagination
        t={t}
        countText={
          isFirst
            ? t(whole, { count: Math.min(count, MOST_RELATED) })
            : t('registers.shown', { shown: items.length })
        }
        previousHref={isFirst ? undefined : `${here}#things`}
        nextHref={next ? `${here}?${new URLSearchParams({ after: next })}#things` : undefined}
      />
    </Section>
  );
};
