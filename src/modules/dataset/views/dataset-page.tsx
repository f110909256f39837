import { dateIn } from '#kernel/clock.js';
import { langOf } from '#kernel/i18n/lang-of.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { Details } from '#ui/components/details.js';
import { Pagination } from '#ui/components/pagination.js';
import { Section } from '#ui/components/section.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { Table } from '#ui/components/table.js';
import { VisuallyHidden } from '#ui/components/visually-hidden.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import {
  type Dataset,
  dueOn,
  isLate,
  isLive,
  LICENCES,
  partsOf,
  RESOURCE_FORMATS,
  type Resource,
  type Version,
} from '../model.js';
import type { Published } from '../service/catalog.js';
import { alternatesOf } from './alternates.js';
import { titleOf } from './words.js';

/** Files of another catalogue lie there. */
const downloadOf = (base: string, name: string, { address, key }: Resource): string =>
  address ?? `${base}/data/${name}/${key}/download`;

interface VersionsShown {
  versions: readonly Version[];
  /** The last of them, where there are older ones. */
  next: number | null;
  /** Somebody turned the page. */
  isOlder: boolean;
}

const Versions = ({
  page: { t, base },
  dataset,
  versions,
  next,
  isOlder,
}: {
  page: PageContext;
  dataset: Dataset;
} & VersionsShown) => {
  const parts = partsOf(dataset);
  return (
    <Details summary={t('data.versions')} open={isOlder}>
      <Table
        id="versions"
        caption={t('data.versions')}
        isCaptionHidden
        stacked
        columns={[
          {
            header: t('data.versions'),
            isRowHeader: true,
            cell: ({ version }: Version) => (
              <a href={`${base}/data/${dataset.name}/versions/${version}`}>
                {t('data.version', { version })}
              </a>
            ),
          },
          ...(parts.length > 1
            ? [
                {
                  header: t('data.files'),
                  cell: ({ part }: Version) => parts.find(({ key }) => key === part)?.name ?? '',
                },
              ]
            : []),
          { header: t('data.at'), cell: ({ at }) => t.dateTime(at) },
          {
            header: t('data.rows'),
            numeric: true,
            cell: ({ rows }) => (rows === null ? '' : t.number(rows)),
          },
          { header: t('data.digest'), cell: ({ digest }) => <code>{digest}</code> },
        ]}
        rows={versions}
      />
      {next !== null && (
        <Pagination
          t={t}
          nextHref={`${base}/data/${dataset.name}?before=${next}#versions`}
          countText={t('data.olderVersions')}
        />
      )}
    </Details>
  );
};

/** One dataset: what it is, its files, how fresh it is. */
export const DatasetPage = ({
  page,
  published,
  downloads,
  ...shown
}: VersionsShown & {
  page: PageContext;
  published: Published;
  /** By file. */
  downloads: ReadonlyMap<string, number>;
}) => {
  const { t, base } = page;
  const { dataset, resources, unitTitle } = published;
  const { about, name } = dataset;
  const { text, lang, quoted } = titleOf(t, dataset);
  const japanese = langOf(t);
  const due = dueOn(dataset);
  const licence = LICENCES[about.licence];
  const words = (value: string) => <span lang={japanese}>{value}</span>;
  // Read alone, as in a list of links, each says of which file it is.
  const ofFile = (one: Resource) => <VisuallyHidden>{words(one.name)} · </VisuallyHidden>;
  return (
    <CitizenPage
      page={page}
      title={text}
      quoted={quoted}
      breadcrumbs={[
        { label: t('data.title'), href: `${base}/data` },
        { label: text, quoted },
      ]}
      alternates={alternatesOf(page)}
    >
      {lang === 'ja' || japanese === undefined ? null : <p lang="ja">{about.title}</p>}
      <p class="lines" lang={japanese}>
        {about.notes}
      </p>
      <Section title={t('data.files')}>
        {isLive(dataset) && <p class="muted">{t('data.live')}</p>}
        <Table
          id="files"
          caption={t('data.files')}
          isCaptionHidden
          stacked
          columns={[
            {
              header: t('data.files'),
              isRowHeader: true,
              cell: (one: Resource) => (
                <>
                  {words(one.name)}
                  {one.description && <p class="muted">{words(one.description)}</p>}
                </>
              ),
            },
            { header: t('data.format'), cell: (one) => RESOURCE_FORMATS[one.format].label },
            {
              header: t('data.download'),
              cell: (one) => (
                <>
                  <a href={downloadOf(base, name, one)} download={one.address === undefined}>
                    {ofFile(one)}
                    {t('data.downloadAs', { format: RESOURCE_FORMATS[one.format].label })}
                  </a>
                  {one.isTable && (
                    <>
                      {' · '}
                      <a href={`${base}/data/${name}/${one.key}`}>
                        {ofFile(one)}
                        {t('data.preview')}
                      </a>
                    </>
                  )}
                </>
              ),
            },
            // Files that lie elsewhere are counted there.
            ...(dataset.source.kind === 'harvest'
              ? []
              : [
                  {
                    header: t('data.downloads'),
                    numeric: true,
                    cell: ({ key }: Resource) => t.number(downloads.get(key) ?? 0),
                  },
                ]),
          ]}
          rows={resources}
        />
      </Section>
      <DescriptionList
        items={[
          { term: t('data.updated'), value: t.dateTime(published.freshAt) },
          { term: t('data.frequency'), value: t(`data.freq.${about.frequency}`) },
          ...(due && isLate(dataset, page.now)
            ? [
                {
                  term: t('data.overdue'),
                  value: <StatusTag tone="problem" label={t('data.late', { day: t.date(dateIn(due)) })} />,
                },
              ]
            : []),
          ...(dataset.source.kind === 'harvest'
            ? [
                { term: t('data.publisher'), value: words(dataset.source.publisher) },
                { term: t('data.origin'), value: <a href={dataset.source.page}>{dataset.source.page}</a> },
              ]
            : []),
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
          ...(dataset.source.kind === 'harvest'
            ? []
            : [
                {
                  term: t('data.downloads'),
                  value: t.number([...downloads.values()].reduce((sum, count) => sum + count, 0)),
                },
              ]),
        ]}
      />
      {shown.versions.length > 0 && <Versions page={page} dataset={dataset} {...shown} />}
    </CitizenPage>
  );
};
