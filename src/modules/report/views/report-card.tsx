import { formatReference } from '#kernel/values/reference-number.js';
import { Card } from '#ui/components/card.js';
import { Quoted } from '#ui/components/quoting.js';
import { StatusTag } from '#ui/components/status-tag.js';
import type { PageContext } from '#ui/page.js';
import type { ReportRules } from '../catalog.js';
import { type Report, shownState } from '../model.js';
import { kindTitle, STATE_TONES, STATE_WORDS } from './words.js';

export const StateTag = ({ page: { t }, report }: { page: PageContext; report: Report }) => {
  const state = shownState(report);
  return <StatusTag tone={STATE_TONES[state]} label={t(STATE_WORDS[state])} />;
};

export const ReportCard = ({
  page,
  rules,
  report,
  note,
}: {
  page: PageContext;
  rules: ReportRules;
  report: Report;
  note?: string;
}) => {
  const { t, base } = page;
  return (
    <Card
      title={kindTitle(t, rules, report.kind)}
      href={`${base}/reports/${report.number}`}
      mark={<StateTag page={page} report={report} />}
    >
      {report.publicWords && (
        <p>
          <Quoted t={t} text={report.publicWords} />
        </p>
      )}
      <p class="muted">
        {[formatReference(report.number), t.dateTime(report.receivedAt), note].filter(Boolean).join('　')}
      </p>
    </Card>
  );
};
