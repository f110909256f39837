import { formatReference } from '#kernel/values/reference-number.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { Case, Certificate } from '../model.js';
import { HandOverSection } from './pick-up.js';

/** Once more, after a wrong pick-up code. */
export const HandOverPage = ({
  page,
  subject,
  certificate,
  typed,
}: {
  page: PageContext;
  subject: Case;
  certificate: Certificate;
  typed: string;
}) => {
  const { t, base } = page;
  const error = t('template.handOver.codeWrong');
  return (
    <StaffPage
      page={page}
      title={t('template.handOver.title')}
      lead={formatReference(subject.number)}
      back={{ href: `${base}/staff/cases/${subject.id}` }}
      errors={[{ id: 'code', text: error }]}
    >
      <HandOverSection
        page={page}
        caseId={subject.id}
        delivery={subject.delivery}
        certificate={certificate}
        typed={typed}
        error={error}
      />
    </StaffPage>
  );
};
