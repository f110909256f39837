import { localize } from '#kernel/i18n/locales.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { LinkList } from '#ui/components/link-list.js';
import { Section } from '#ui/components/section.js';
import { VisuallyHidden } from '#ui/components/visually-hidden.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import { EVENT_WORDS } from '../life-events.js';
import type { EventGroup } from '../service/catalogue.js';
import { Finder, type FinderData, listAddress } from './finder.js';

/** Everything that a municipality offers, by occasion in life: the first of each, and the way to the others. */
export const OverviewPage = ({
  page,
  data,
}: {
  page: PageContext;
  data: FinderData & { groups: EventGroup[] };
}) => {
  const { t, base } = page;
  const title = t('procedure.list.title');
  const total = data.sections.reduce((sum, { count }) => sum + count, 0);
  return (
    <CitizenPage page={page} title={title} width="wide" breadcrumbs={[{ label: title }]}>
      <Finder page={page} data={data} />
      {data.groups.length === 0 ? (
        <EmptyState title={t('procedure.list.noneHere')} icon="search">
          <p>{t('procedure.list.noneAdvice', { phone: page.city.office.phone })}</p>
        </EmptyState>
      ) : (
        <p>{t('finder.total', { count: total })}</p>
      )}
      {data.groups.map(({ event, total: count, items }) => {
        const name = t(EVENT_WORDS[event]);
        return (
          <Section
            title={name}
            id={event}
            aside={
              count > items.length && (
                <a href={listAddress(page, { event })}>
                  <VisuallyHidden>{`${name}: `}</VisuallyHidden>
                  {t('finder.seeAll', { count })}
                </a>
              )
            }
          >
            <LinkList
              links={items.map(({ id, title: words }) => ({
                label: localize(words, t.locale),
                href: `${base}/procedures/${id}`,
              }))}
            />
          </Section>
        );
      })}
    </CitizenPage>
  );
};
