import { ButtonLink } from '#ui/components/button.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { Table } from '#ui/components/table.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { ProcedureLine } from '../service/reading.js';
import { editorHref } from './hrefs.js';
import { STATE_TONES, STATE_WORDS } from './words.js';

interface ListProps {
  page: PageContext;
  lines: readonly ProcedureLine[];
  next: string | null;
  total: number;
  units: ReadonlyMap<string, string>;
}

/** Every procedure of one's sections: what is being written first. */
export const ListPage = ({ page, lines, next, total, units }: ListProps) => {
  const { t, base } = page;
  return (
    <StaffPage
      page={page}
      title={t('authoring.list.title')}
      lead={t('authoring.list.lead')}
      actions={
        <>
          <ButtonLink href={`${base}/staff/authoring/new`}>{t('authoring.new.title')}</ButtonLink>
          <ButtonLink variant="secondary" href={`${base}/staff/authoring/import`}>
            {t('authoring.import.title')}
          </ButtonLink>
        </>
      }
    >
      {lines.length === 0 ? (
        <EmptyState title={t('authoring.list.empty')} />
      ) : (
        <Table
          id="definitions"
          caption={t('authoring.list.count', { count: total })}
          columns={[
            {
              header: t('authoring.list.name'),
              isRowHeader: true,
              cell: (line) => (
                <a href={editorHref(page, line.id, line.draft ? '' : '/versions')}>{line.title}</a>
              ),
            },
            { header: t('authoring.list.unit'), cell: ({ unit }) => units.get(unit) ?? unit },
            {
              header: t('authoring.list.draft'),
              cell: ({ draft }) =>
                draft && <StatusTag tone={STATE_TONES[draft]} label={t(STATE_WORDS[draft])} />,
            },
            { header: t('authoring.list.offered'), cell: (line) => <Offered page={page} line={line} /> },
          ]}
          rows={lines}
        />
      )}
      {next !== null && (
        <p>
          <a href={`${base}/staff/authoring?after=${encodeURIComponent(next)}`}>{t('authoring.list.next')}</a>
        </p>
      )}
    </StaffPage>
  );
};

const Offered = ({ page: { t }, line }: { page: PageContext; line: ProcedureLine }) => (
  <>
    {line.version !== null ? (
      <StatusTag tone="done" label={t('authoring.list.version', { version: versionWords(line.version) })} />
    ) : (
      t('authoring.list.notOffered')
    )}
    {line.from && <p>{t('authoring.list.from', { date: t.date(line.from) })}</p>}
    {line.until && <p>{t('authoring.list.until', { date: t.date(line.until) })}</p>}
    {line.hasNewOriginal && <p>{t('authoring.origin.changed')}</p>}
  </>
);

/** 3.0, a version of the editor, is simply the third. */
export const versionWords = (version: string): string => version.replace(/\.0$/, '');
