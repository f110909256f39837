import { localize } from '#kernel/i18n/locales.js';
import { Badge } from '#ui/components/badge.js';
import { Card, Cards } from '#ui/components/card.js';
import { Chips } from '#ui/components/chips.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Pagination } from '#ui/components/pagination.js';
import { SearchBox } from '#ui/components/search-box.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import type { LifeEvent, Procedure } from '../definition.js';
import { EVENT_WORDS } from '../life-events.js';
import { AUDIENCE_WORDS } from './words.js';

export interface ListData {
  items: Procedure[];
  next: string | null;
  total: number;
  text: string;
  event: LifeEvent | undefined;
  isFirst: boolean;
  events: LifeEvent[];
}

const address = (page: PageContext, query: Record<string, string | undefined>): string => {
  const given = Object.entries(query).filter(
    (pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== '',
  );
  return `${page.base}/procedures${given.length > 0 ? `?${new URLSearchParams(given)}` : ''}`;
};

export const ListPage = ({ page, data }: { page: PageContext; data: ListData }) => {
  const { t } = page;
  const { items, next, total, text, event } = data;
  const title = event ? t(EVENT_WORDS[event]) : t('procedure.list.title');
  const chips = [
    {
      label: t('procedure.list.allEvents'),
      href: address(page, { q: text }),
      ...(event === undefined && { state: 'chosen' as const }),
    },
    ...data.events.map((one) => ({
      label: t(EVENT_WORDS[one]),
      href: address(page, { q: text, event: one }),
      ...(event === one && { state: 'chosen' as const }),
    })),
  ];
  return (
    <CitizenPage page={page} title={title} width="wide" breadcrumbs={[{ label: t('procedure.list.title') }]}>
      <SearchBox
        t={t}
        action={`${page.base}/procedures`}
        label={t('procedure.list.question')}
        hint={t('procedure.list.hint')}
        value={text}
        hidden={{ event }}
      />
      <Chips t={t} label={t('procedure.list.events')} chips={chips} />
      {items.length === 0 ? (
        <EmptyState
          title={text ? t('procedure.list.none', { text }) : t('procedure.list.noneHere')}
          icon="search"
        >
          <p>{t('procedure.list.noneAdvice', { phone: page.city.office.phone })}</p>
          <p>
            <a href={`${page.base}/procedures`}>{t('procedure.list.showAll')}</a>
          </p>
        </EmptyState>
      ) : (
        <>
          <Cards>
            {items.map((procedure) => (
              <Card
                level={2}
                title={localize(procedure.title, t.locale)}
                href={`${page.base}/procedures/${procedure.id}`}
                mark={<Badge>{t(AUDIENCE_WORDS[procedure.audience])}</Badge>}
              >
                <p>{localize(procedure.summary, t.locale)}</p>
              </Card>
            ))}
          </Cards>
          <Pagination
            t={t}
            countText={t('procedure.list.count', { total, shown: items.length })}
            previousHref={data.isFirst ? undefined : address(page, { q: text, event })}
            nextHref={next === null ? undefined : address(page, { q: text, event, after: next })}
          />
        </>
      )}
    </CitizenPage>
  );
};
