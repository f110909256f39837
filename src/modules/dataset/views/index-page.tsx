import { dateIn } from '#kernel/clock.js';
import { langOf } from '#kernel/i18n/lang-of.js';
import { Badge } from '#ui/components/badge.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Card, Cards } from '#ui/components/card.js';
import { Details } from '#ui/components/details.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { FilterForm } from '#ui/components/filter-form.js';
import { Form } from '#ui/components/form.js';
import { LinkList } from '#ui/components/link-list.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Pagination } from '#ui/components/pagination.js';
import { Quoting } from '#ui/components/quoting.js';
import { SearchBox } from '#ui/components/search-box.js';
import { Section } from '#ui/components/section.js';
import { Select } from '#ui/components/select.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { Textarea } from '#ui/components/textarea.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import type { Dashboard } from '../dashboard.js';
import { type DataRequest, dueOn, GROUP_IDS, isLate, RESOURCE_FORMATS } from '../model.js';
import type { Found } from '../search/search.js';
import type { Published } from '../service/catalog.js';
import { alternatesOf } from './alternates.js';
import { DashboardCards } from './dashboard-page.js';
import { formatsOf, titleOf } from './words.js';

const ENDINGS = Object.entries(RESOURCE_FORMATS).map(([value, { label }]) => ({ value, label }));

export interface IndexPageProps {
  page: PageContext;
  query: { q?: string | undefined; format?: string | undefined; group?: string | undefined; start: number };
  /** Null: what was typed cannot be read. */
  found: Found | null;
  rows: number;
  /** Pages of charts: the first of them. */
  dashboards: readonly Dashboard[];
  requests: readonly DataRequest[];
  request: { id: string; words: string; error: string | undefined };
}

const Item = ({ page: { t, base, now }, published }: { page: PageContext; published: Published }) => {
  const { dataset, publisher } = published;
  const { text, lang } = titleOf(t, dataset);
  const due = dueOn(dataset);
  return (
    <Card title={text} lang={lang} href={`${base}/data/${dataset.name}`}>
      <p lang={langOf(t)}>{[...dataset.about.notes].slice(0, 120).join('')}</p>
      <p class="muted">
        {t('data.updated')} {t.date(dateIn(published.freshAt))} · <span lang={langOf(t)}>{publisher}</span>
      </p>
      {due && isLate(dataset, now) && (
        <p>
          <StatusTag tone="problem" label={t('data.late', { day: t.date(dateIn(due)) })} />
        </p>
      )}
      <p>
        {formatsOf(published).map((label) => (
          <>
            <Badge>{label}</Badge>{' '}
          </>
        ))}
      </p>
    </Card>
  );
};

/** Search first, then what there is, then what people would like to have. */
export const IndexPage = ({ page, query, found, rows, dashboards, requests, request }: IndexPageProps) => {
  const { t, base } = page;
  const { q, format, group, start } = query;
  const here = `${base}/data`;
  const at = (from: number): string => {
    const asked = Object.entries({ q, format, group }).flatMap(([name, value]) =>
      value ? [[name, value]] : [],
    );
    return `${here}?${new URLSearchParams([...asked, ...(from > 0 ? [['start', String(from)]] : [])])}`;
  };
  return (
    <CitizenPage
      page={page}
      title={t('data.title')}
      lead={t('data.lead', { city: page.city.name })}
      breadcrumbs={[{ label: t('data.title') }]}
      alternates={alternatesOf(page)}
      errors={request.error === undefined ? [] : [{ id: 'words', text: request.error }]}
    >
      <SearchBox
        t={t}
        action={here}
        label={t('data.search')}
        hint={t('data.searchHint')}
        value={q}
        size="large"
        hidden={{ format, group }}
      />
      <FilterForm
        t={t}
        action={here}
        label={t('data.filter')}
        hidden={{ q }}
        {...((format || group) && { clearHref: q ? `${here}?${new URLSearchParams({ q })}` : here })}
      >
        <Select
          t={t}
          id="format"
          label={t('data.format')}
          bare
          width="10"
          value={format}
          emptyLabel={t('data.all')}
          options={ENDINGS}
        />
        <Select
          t={t}
          id="group"
          label={t('data.theme')}
          bare
          width="20"
          value={group}
          emptyLabel={t('data.all')}
          options={GROUP_IDS.map((value) => ({ value, label: t(`data.group.${value}`) }))}
        />
      </FilterForm>
      {found === null ? (
        <NotificationBanner t={t} kind="warning" title={t('data.badSearch')} />
      ) : found.count === 0 ? (
        <EmptyState title={t('data.none')} icon="inbox">
          {t('data.noneText')}
        </EmptyState>
      ) : (
        <Section title={t('data.found', { count: found.count })}>
          <Cards>
            {found.items.map((published) => (
              <Item page={page} published={published} />
            ))}
          </Cards>
          {found.count > rows && (
            <Pagination
              t={t}
              countText={`${start + 1}–${start + found.items.length} / ${t.number(found.count)}`}
              previousHref={start > 0 ? at(Math.max(0, start - rows)) : undefined}
              nextHref={start + rows < found.count ? at(start + rows) : undefined}
            />
          )}
        </Section>
      )}
      {dashboards.length > 0 && (
        <Section
          title={t('data.dashboards')}
          aside={<a href={`${here}/dashboards`}>{t('data.dashboardsAll')}</a>}
        >
          <DashboardCards page={page} items={dashboards} />
        </Section>
      )}
      <Section title={t('data.request')} id="request">
        <p>{t('data.requestLead')}</p>
        <Form t={t} action={`${here}/requests`} hidden={{ id: request.id }}>
          <Textarea
            t={t}
            id="words"
            label={t('data.requestWords')}
            hint={t('data.requestHint')}
            rows={4}
            maxLength={1000}
            required
            value={request.words}
            error={request.error}
          />
          <ButtonRow>
            <Button type="submit" variant="secondary">
              {t('data.requestSend')}
            </Button>
          </ButtonRow>
        </Form>
        {requests.length > 0 && (
          <Details summary={t('data.requested')} isList>
            {requests.map(({ words, answer, at: when }) => (
              <div>
                <p class="muted">{t.date(dateIn(when))}</p>
                <p class="lines" lang="">
                  {words}
                </p>
                {answer !== null && (
                  <p class="lines">
                    <Quoting t={t} sentence={t('data.answer', { answer })} text={answer} />
                  </p>
                )}
              </div>
            ))}
          </Details>
        )}
      </Section>
      <Programs page={page} />
    </CitizenPage>
  );
};

const Programs = ({ page }: { page: PageContext }) => (
  <Section title={page.t('data.programs')}>
    <LinkList
      links={[
        { label: page.t('data.ckan'), href: `${page.base}/api/3/action/package_search` },
        ...alternatesOf(page).map(({ title, href }) => ({ label: title, href })),
      ]}
    />
  </Section>
);
