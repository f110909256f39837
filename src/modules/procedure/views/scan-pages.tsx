import { sheetIdText } from '#forms/paper/code.js';
import { localize } from '#kernel/i18n/locales.js';
import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { FileInput } from '#ui/components/file-input.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Pagination } from '#ui/components/pagination.js';
import { Section } from '#ui/components/section.js';
import { Table } from '#ui/components/table.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { PageOutcome } from '../scan.js';
import type { ScanLine, ScanService } from '../service/scans.js';

export interface ScanListProps {
  page: PageContext;
  items: readonly ScanLine[];
  nextHref: string | null;
  isFirst: boolean;
  /** Megabytes of one file. */
  limit: number;
  error?: string;
}

/** Upload of scans, and the sheets that wait for somebody to read them. */
export const ScanListPage = ({ page, items, nextHref, isFirst, limit, error }: ScanListProps) => {
  const { t, base } = page;
  return (
    <StaffPage
      page={page}
      title={t('scan.title')}
      lead={t('scan.lead')}
      errors={error ? [{ id: 'file', text: error }] : []}
    >
      <Section title={t('scan.upload.title')}>
        <Form t={t} action={`${base}/staff/scans`} multipart>
          <FileInput
            t={t}
            id="file"
            label={t('scan.upload.label')}
            hint={t('scan.upload.hint')}
            limits={t('scan.upload.limits', { size: limit })}
            accept="application/pdf,image/jpeg,image/png,image/tiff"
            multiple
            required
            error={error}
          />
          <ButtonRow>
            <Button type="submit">{t('scan.upload.button')}</Button>
          </ButtonRow>
        </Form>
      </Section>
      <Section title={t('scan.list.title')}>
        {items.length === 0 ? (
          <EmptyState title={t('scan.list.empty')}>
            <p>{t('scan.list.emptyText')}</p>
          </EmptyState>
        ) : (
          <Table
            id="scans"
            caption={t('scan.list.title')}
            isCaptionHidden
            stacked
            columns={[
              {
                header: t('scan.list.procedure'),
                cell: (scan) => (
                  <a href={`${base}/staff/scans/${scan.id}`}>{localize(scan.title, t.locale)}</a>
                ),
                isRowHeader: true,
              },
              { header: t('scan.list.sheet'), cell: (scan) => sheetIdText(scan.sheet), nowrap: true },
              { header: t('scan.list.scannedAt'), cell: (scan) => t.dateTime(scan.scannedAt), nowrap: true },
            ]}
            rows={items}
          />
        )}
        {(nextHref || !isFirst) && (
          <Pagination
            t={t}
            nextHref={nextHref ?? undefined}
            previousHref={isFirst ? undefined : `${base}/staff/scans`}
            countText={t(nextHref ? 'scan.list.more' : 'scan.list.count', { count: items.length })}
          />
        )}
      </Section>
    </StaffPage>
  );
};

type Batch = Awaited<ReturnType<ScanService['batch']>>;

/** What became of an upload, sheet by sheet and page by page. */
export const ScanBatchPage = ({ page, batch }: { page: PageContext; batch: Batch }) => {
  const { t, base } = page;
  const titleOf = (scan: string): string => {
    const sheet = batch.sheets.get(scan);
    return sheet ? localize(sheet.title, t.locale) : '';
  };
  const words = (outcome: PageOutcome): string => {
    switch (outcome.kind) {
      case 'read': {
        const { page: number, pages } = outcome;
        const read = t('scan.outcome.read', { title: titleOf(outcome.scan), page: number, pages });
        return outcome.laidBy === 'marks' ? read : `${read}。${t('scan.outcome.crooked')}`;
      }
      case 'attached':
      case 'notAttached':
        return t(`scan.outcome.${outcome.kind}`, { title: titleOf(outcome.scan) });
      default:
        return t(`scan.outcome.${outcome.kind}`);
    }
  };
  return (
    <StaffPage
      page={page}
      title={t('scan.batch.title')}
      lead={t('scan.batch.lead', { pages: batch.pages.length, sheets: batch.sheets.size })}
      back={{ href: `${base}/staff/scans`, label: t('scan.title') }}
    >
      {batch.sheets.size === 0 ? (
        <NotificationBanner t={t} kind="warning" title={t('scan.batch.none')} />
      ) : (
        <Section title={t('scan.batch.sheets')}>
          <Table
            id="sheets"
            caption={t('scan.batch.sheets')}
            isCaptionHidden
            stacked
            columns={[
              {
                header: t('scan.list.procedure'),
                cell: ([id, { title, mayRead }]) =>
                  mayRead ? (
                    <a href={`${base}/staff/scans/${id}`}>{localize(title, t.locale)}</a>
                  ) : (
                    localize(title, t.locale)
                  ),
                isRowHeader: true,
              },
              {
                header: t('scan.open.attention'),
                cell: ([, { mayRead, unit, known }]) => (
                  <>
                    {!mayRead && <p>{t('scan.sheet.otherUnit', { unit })}</p>}
                    {known && <p>{t('scan.sheet.known')}</p>}
                  </>
                ),
              },
            ]}
            rows={[...batch.sheets]}
          />
        </Section>
      )}
      <Section title={t('scan.batch.pages')}>
        <Table
          id="pages"
          caption={t('scan.batch.pages')}
          isCaptionHidden
          stacked
          columns={[
            {
              header: t('scan.batch.number'),
              cell: ({ number }) => t('scan.batch.page', { page: number }),
              isRowHeader: true,
              nowrap: true,
            },
            { header: t('scan.batch.title'), cell: ({ outcome }) => words(outcome) },
          ]}
          rows={batch.pages.map((outcome, index) => ({ number: index + 1, outcome }))}
        />
      </Section>
      <ButtonRow>
        <ButtonLink href={`${base}/staff/scans`} variant="secondary">
          {t('scan.batch.again')}
        </ButtonLink>
      </ButtonRow>
    </StaffPage>
  );
};
