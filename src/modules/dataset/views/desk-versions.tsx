import { Pagination } from '#ui/components/pagination.js';
import { Section } from '#ui/components/section.js';
import { Table } from '#ui/components/table.js';
import { isPartGone, type Version } from '../model.js';
import type { DeskPageProps } from './desk-page.js';

/** Every version that was kept: whether it is out, and since when. */
export const DeskVersions = ({ page: { t, base }, dataset, versions, next, mayPublish }: DeskPageProps) => {
  const at = (version: number) => `${base}/staff/datasets/${dataset.id}/versions/${version}`;
  if (versions.length === 0) return null;
  return (
    <Section title={t('dataset.versions')}>
      <Table
        id="versions"
        caption={t('dataset.versions')}
        isCaptionHidden
        stacked
        columns={[
          {
            header: t('dataset.versions'),
            isRowHeader: true,
            cell: ({ version }: Version) => <a href={at(version)}>{t('data.version', { version })}</a>,
          },
          { header: t('dataset.versionName'), cell: ({ name }) => name },
          {
            header: t('dataset.rows'),
            numeric: true,
            cell: ({ rows }) => (rows === null ? '' : t.number(rows)),
          },
          { header: t('dataset.at'), nowrap: true, cell: ({ at: when }) => t.dateTime(when) },
          {
            header: t('dataset.releasedAt'),
            cell: (one) => {
              const { version, releasedAt, recalled } = one;
              return (
                <>
                  {releasedAt ? t.dateTime(releasedAt) : t('dataset.neverReleased')}
                  {recalled && (
                    <p class="lines">
                      {t('dataset.recalledAt', { at: t.dateTime(recalled.at), reason: recalled.reason })}
                    </p>
                  )}
                  {releasedAt && isPartGone(dataset, one) && <p>{t('dataset.partGone')}</p>}
                  {releasedAt && !recalled && !isPartGone(dataset, one) && mayPublish && (
                    <p>
                      <a href={`${at(version)}/recall`}>{t('dataset.recallOf', { version })}</a>
                    </p>
                  )}
                </>
              );
            },
          },
          // A word joiner: no line ends within the name.
          { header: 'SHA-\u2060256', cell: ({ digest }) => <code>{digest}</code> },
        ]}
        rows={versions}
      />
      {next !== null && (
        <Pagination
          t={t}
          nextHref={`${base}/staff/datasets/${dataset.id}?before=${next}#versions`}
          countText={t('data.olderVersions')}
        />
      )}
    </Section>
  );
};
