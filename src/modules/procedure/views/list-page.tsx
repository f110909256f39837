import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { Badge } from '#ui/components/badge.js';
import { Card, Cards } from '#ui/components/card.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Pagination } from '#ui/components/pagination.js';
import { Quoting } from '#ui/components/quoting.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import type { Procedure } from '../definition.js';
import { EVENT_WORDS } from '../life-events.js';
import { Finder, type FinderData, listAddress } from './finder.js';
import { AUDIENCE_WORDS } from './words.js';

export interface ListData extends FinderData {
  items: Procedure[];
  next: string | null;
  total: number;
  isFirst: boolean;
}

function titleOf(t: Translator, { text, event, section }: FinderData): string {
  if (text.trim()) return t('finder.found', { text: text.trim() });
  if (event) return t(EVENT_WORDS[event]);
  return section ? t('finder.ofSection', { section: section.name }) : t('procedure.list.title');
}

/** Who does it, what it costs and how long it takes, in one line. */
const inShort = (t: Translator, { unit, fee, standardProcessingDays: days }: Procedure, data: FinderData) =>
  [
    data.sections.find(({ id }) => id === unit)?.name,
    fee ? localize(fee.text, t.locale) : t('procedure.start.free'),
    days > 0 && t('procedure.start.standardDays', { days }),
  ]
    .filter(Boolean)
    .join(' ／ ');

/** Procedures that were looked for. */
export const ListPage = ({ page, data }: { page: PageContext; data: ListData }) => {
  const { t } = page;
  const { items, next, total, text, event, section } = data;
  const query = { text, event, unit: section?.id };
  const title = titleOf(t, data);
  const quoted = text.trim() || section?.name;
  return (
    <CitizenPage
      page={page}
      title={title}
      quoted={quoted}
      width="wide"
      breadcrumbs={[
        { label: t('procedure.list.title'), href: `${page.base}/procedures` },
        { label: title, quoted },
      ]}
    >
      <Finder page={page} data={data} />
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
          <Cards columns={items.length > 3}>
            {items.map((procedure) => (
              <Card
                level={2}
                title={localize(procedure.title, t.locale)}
                href={`${page.base}/procedures/${procedure.id}`}
                mark={
                  procedure.audience !== 'resident' && <Badge>{t(AUDIENCE_WORDS[procedure.audience])}</Badge>
                }
              >
                <p>{localize(procedure.summary, t.locale)}</p>
                <p class="card-note">
                  <Quoting
                    t={t}
                    text={data.sections.map(({ name }) => name)}
                    sentence={inShort(t, procedure, data)}
                  />
                </p>
              </Card>
            ))}
          </Cards>
          <Pagination
            t={t}
            countText={t('procedure.list.count', { total, shown: items.length })}
            previousHref={data.isFirst ? undefined : listAddress(page, query)}
            nextHref={next === null ? undefined : listAddress(page, { ...query, after: next })}
          />
        </>
      )}
    </CitizenPage>
  );
};
