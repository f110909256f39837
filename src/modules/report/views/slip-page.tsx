import { groupedCode } from '#kernel/values/readable-code.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { ReportRules } from '../catalog.js';
import { type Report, SPOKEN } from '../model.js';
import { deskPath } from './desk-list-page.js';
import { kindTitle } from './words.js';

interface SlipProps {
  page: PageContext;
  rules: ReportRules;
  report: Report;
  code: string;
  isOurs: boolean;
  /** Who told of it first; whoever called later about the same reads what is public. */
  isReporter: boolean;
  /** The same goes to the address that the caller gave. */
  isMailed: boolean;
  /** Where the code is typed, as a whole address. */
  address: string;
}

/** What is read out to who called, or printed for them. */
export const SlipPage = ({ page, rules, report, code, isOurs, isReporter, isMailed, address }: SlipProps) => {
  const { t, base } = page;
  return (
    <StaffPage
      page={page}
      title={t('reportDesk.slip')}
      lead={t('reportDesk.slipLead')}
      breadcrumbs={[
        { label: t('reportDesk.nav'), href: `${base}/staff/reports` },
        { label: t('reportDesk.slip') },
      ]}
    >
      <DescriptionList
        items={[
          { term: t('reports.number'), value: formatReference(report.number) },
          { term: t('reports.code'), value: <strong>{groupedCode(code, SPOKEN)}</strong> },
          { term: t('reportDesk.slipWhere'), value: <span class="report-link">{address}</span> },
          { term: t('reports.kind'), value: kindTitle(t, rules, report.kind) },
          { term: t('reports.where'), value: report.place },
          { term: t('reports.when'), value: t.dateTime(report.receivedAt) },
          { term: t('reportDesk.slipOffice'), value: `${page.city.name} ${page.city.office.phone}` },
        ].filter(({ value }) => value !== '')}
      />
      {isMailed && <p>{t('reportDesk.slipMailed')}</p>}
      <p>{t(isReporter ? 'reportDesk.slipSecret' : 'reportDesk.slipJoined')}</p>
      {isOurs && (
        <p>
          <a href={`${base}${deskPath(report.id)}`}>{t('reportDesk.slipOn')}</a>
        </p>
      )}
    </StaffPage>
  );
};
