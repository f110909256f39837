import { langOf } from '#kernel/i18n/lang-of.js';
import type { PublicTable } from '#modules/register/api.js';
import { Quoted } from '#ui/components/quoting.js';
import { Table } from '#ui/components/table.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import { RESOURCE_FORMATS, type Resource } from '../model.js';
import type { Published } from '../service/catalog.js';
import { titleOf } from './words.js';

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
  const { text, quoted } = titleOf(t, dataset);
  const here = `${base}/data/${dataset.name}`;
  return (
    <CitizenPage
      page={page}
      title={t('data.previewOf', { title: text })}
      quoted={quoted}
      width="wide"
      breadcrumbs={[
        { label: t('data.title'), href: `${base}/data` },
        { label: text, quoted, href: here },
        { label: t('data.preview') },
      ]}
    >
      <p lang={langOf(t)}>{resource.name}</p>
      <Table
        id="preview"
        caption={t('data.previewNote', { count: table.rows.length })}
        columns={table.headings.map((heading, at) => ({
          header: heading || '－',
          lang: langOf(t, heading),
          cell: (row: (typeof table.rows)[number]) => <Quoted t={t} text={String(row[at] ?? '')} />,
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
