import { dateIn } from '#kernel/clock.js';
import type { Translator } from '#kernel/i18n/translate.js';
import type { PublicTable } from '#modules/register/api.js';
import { Badge } from '#ui/components/badge.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Card, Cards } from '#ui/components/card.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { Details } from '#ui/components/details.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { FilterForm } from '#ui/components/filter-form.js';
import { Form } from '#ui/components/form.js';
import { LinkList } from '#ui/components/link-list.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Pagination } from '#ui/components/pagination.js';
import { SearchBox } from '#ui/components/search-box.js';
import { Section } from '#ui/components/section.js';
import { Select } from '#ui/components/select.js';
import { Table } from '#ui/components/table.js';
import { Textarea } from '#ui/components/textarea.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import {
  type DataRequest,
  type Dataset,
  GROUP_IDS,
  LICENCES,
  RESOURCE_FORMATS,
  type Resource,
  type Version,
} from '../model.js';
import type { Found } from '../search/search.js';
import type { Published } from '../service/catalog.js';

const ENDINGS = Object.entries(RESOURCE_FORMATS).map(([value, { label }]) => ({ value, label }));

/** The English title stands on pages that are in no kind of Japanese. */
const titleOf = (t: Translator, { about }: Dataset): { text: string; lang: string | undefined } => {
  if (t.locale === 'ja' || t.locale === 'ja-x-easy') return { text: about.title, lang: undefined };
  return about.titleEn
    ? { text: about.titleEn, lang: t.locale === 'en' ? undefined : 'en' }
    : { text: about.title, lang: 'ja' };
};
const textLang = (t: Translator): string | undefined =>
  t.locale === 'ja' || t.locale === 'ja-x-easy' ? undefined : 'ja';

const formatsOf = ({ resources }: Published): string[] => [
  ...new Set(resources.map(({ format }) => RESOURCE_FORMATS[format].label)),
];

export interface IndexPageProps {
  page: PageContext;
  query: { q?: string | undefined; format?: string | undefined; group?: string | undefined; start: number };
  /** Null: what was typed cannot be read. */
  found: Found | null;
  rows: number;
  requests: readonly DataRequest[];
  request: { id: string; words: string; error: string | undefined };
}

const Item = ({ page: { t, base }, published }: { page: PageContext; published: Published }) => {
  const { dataset, unitTitle } = published;
  const { text, lang } = titleOf(t, dataset);
  return (
    <Card title={text} lang={lang} href={`${base}/data/${dataset.name}`}>
      <p lang={textLang(t)}>{[...dataset.about.notes].slice(0, 120).join('')}</p>
      <p class="muted">
        {t('data.updated')} {t.date(dateIn(dataset.contentAt ?? published.modifiedAt))} ·{' '}
        <span lang={textLang(t)}>{unitTitle}</span>
      </p>
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
export const IndexPage = ({ page, query, found, rows, requests, request }: IndexPageProps) => {
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
                  <p class="lines" lang={textLang(t)}>
                    {t('data.answer')}：{answer}
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

const Programs = ({ page: { t, base } }: { page: PageContext }) => (
  <Section title={t('data.programs')}>
    <LinkList
      links={[
        { label: t('data.feed'), href: `${base}/data/feed.atom` },
        { label: t('data.ckan'), href: `${base}/api/3/action/package_search` },
        { label: `${t('data.dcat')} Turtle`, href: `${base}/data/catalog.ttl` },
        { label: `${t('data.dcat')} JSON-LD`, href: `${base}/data/catalog.jsonld` },
        { label: `${t('data.dcat')} RDF/XML`, href: `${base}/data/catalog.rdf` },
      ]}
    />
  </Section>
);

const Versions = ({
  page: { t, base },
  dataset,
  versions,
}: {
  page: PageContext;
  dataset: Dataset;
  versions: readonly Version[];
}) => (
  <Details summary={t('data.versions')}>
    <Table
      id="versions"
      caption={t('data.versions')}
      isCaptionHidden
      stacked
      columns={[
        {
          header: t('data.versions'),
          isRowHeader: true,
          cell: ({ version }) => (
            <a href={`${base}/data/${dataset.name}/versions/${version}`}>{t('data.version', { version })}</a>
          ),
        },
        { header: t('data.at'), cell: ({ at }) => t.dateTime(at) },
        { header: t('data.rows'), numeric: true, cell: ({ rows }) => (rows === null ? '' : t.number(rows)) },
        { header: t('data.digest'), cell: ({ digest }) => <code>{digest}</code> },
      ]}
      rows={versions}
    />
  </Details>
);

/** One dataset: what it is, its files, how fresh it is. */
export const DatasetPage = ({
  page,
  published,
  versions,
  downloads,
}: {
  page: PageContext;
  published: Published;
  versions: readonly Version[];
  downloads: number;
}) => {
  const { t, base } = page;
  const { dataset, resources, unitTitle } = published;
  const { about, name } = dataset;
  const { text, lang } = titleOf(t, dataset);
  const japanese = textLang(t);
  const licence = LICENCES[about.licence];
  const words = (value: string) => <span lang={japanese}>{value}</span>;
  return (
    <CitizenPage
      page={page}
      title={text}
      breadcrumbs={[{ label: t('data.title'), href: `${base}/data` }, { label: text }]}
    >
      {lang === 'ja' || japanese === undefined ? null : <p lang="ja">{about.title}</p>}
      <p class="lines" lang={japanese}>
        {about.notes}
      </p>
      <Section title={t('data.files')}>
        {dataset.source.kind !== 'upload' && <p class="muted">{t('data.live')}</p>}
        <Table
          id="files"
          caption={t('data.files')}
          isCaptionHidden
          stacked
          columns={[
            { header: t('data.files'), isRowHeader: true, cell: (one: Resource) => words(one.name) },
            { header: t('data.format'), cell: (one) => RESOURCE_FORMATS[one.format].label },
            {
              header: t('data.download'),
              cell: (one) => (
                <>
                  <a href={`${base}/data/${name}/${one.key}/download`} download>
                    {t('data.downloadAs', { format: RESOURCE_FORMATS[one.format].label })}
                  </a>
                  {one.isTable && (
                    <>
                      {' · '}
                      <a href={`${base}/data/${name}/${one.key}`}>{t('data.preview')}</a>
                    </>
                  )}
                </>
              ),
            },
          ]}
          rows={resources}
        />
      </Section>
      <DescriptionList
        items={[
          { term: t('data.updated'), value: t.dateTime(dataset.contentAt ?? published.modifiedAt) },
          { term: t('data.frequency'), value: t(`data.freq.${about.frequency}`) },
          { term: t('data.licence'), value: <a href={licence.url}>{licence.title}</a> },
          { term: t('data.unit'), value: words(unitTitle) },
          ...(about.contact ? [{ term: t('data.contact'), value: words(about.contact) }] : []),
          ...(about.groups.length > 0
            ? [
                {
                  term: t('data.theme'),
                  value: about.groups.map((group) => t(`data.group.${group}`)).join('、'),
                },
              ]
            : []),
          ...(about.tags.length > 0 ? [{ term: t('data.tags'), value: words(about.tags.join('、')) }] : []),
          { term: t('data.downloads'), value: t.number(downloads) },
        ]}
      />
      {versions.length > 0 && <Versions page={page} dataset={dataset} versions={versions} />}
    </CitizenPage>
  );
};

/** The first rows of a file. */
export const PreviewPage = ({
  page,
  published: { dataset },
  resource,
  table,
}: {
  page: PageContext;
  published: Published;
  resource: Resource;
  table: PublicTable;
}) => {
  const { t, base } = page;
  const { text } = titleOf(t, dataset);
  const here = `${base}/data/${dataset.name}`;
  return (
    <CitizenPage
      page={page}
      title={t('data.previewOf', { title: text })}
      width="wide"
      breadcrumbs={[
        { label: t('data.title'), href: `${base}/data` },
        { label: text, href: here },
        { label: t('data.preview') },
      ]}
    >
      <p lang={textLang(t)}>{resource.name}</p>
      <Table
        id="preview"
        caption={t('data.previewNote', { count: table.rows.length })}
        columns={table.headings.map((heading, at) => ({
          header: heading || '－',
          cell: (row: (typeof table.rows)[number]) => String(row[at] ?? ''),
          numeric: table.rows.some((row) => typeof row[at] === 'number'),
        }))}
        rows={table.rows}
      />
      <p>
        <a href={`${here}/${resource.key}/download`} download>
          {t('data.downloadAs', { format: RESOURCE_FORMATS[resource.format].label })}
        </a>
      </p>
    </CitizenPage>
  );
};
