import { localize } from '#kernel/i18n/locales.js';
import { formatVerificationCode } from '#kernel/values/verification-code.js';
import { ButtonLink } from '#ui/components/button.js';
import { Section } from '#ui/components/section.js';
import type { PageContext } from '#ui/page.js';
import { ReissueNote } from '../reissue/views.js';
import type { StaffCase } from '../service/work.js';
import { HandOverSection } from './pick-up.js';
import { REVOCATION_WORDS } from './words.js';

/** The certificate or letter that the case ends with: to look at, to hand over, why it was revoked. */
export const DocumentPart = ({ page, data }: { page: PageContext; data: StaffCase }) => {
  const { t, base } = page;
  const { output } = data.procedure;
  if (output.kind === 'none' || data.case.state === 'refused' || data.case.state === 'withdrawn') return null;
  const { certificate, revocation } = data;
  return (
    <Section title={localize(output.title, t.locale)}>
      {certificate && (
        <p>
          {t('procedure.document.code')}{' '}
          <span class="code">{formatVerificationCode(certificate.verificationCode)}</span>
        </p>
      )}
      {data.reissue && <ReissueNote t={t} reissue={data.reissue} />}
      {certificate?.revokedAt && (
        <p>{t('procedure.document.revoked', { at: t.dateTime(certificate.revokedAt) })}</p>
      )}
      {revocation && (
        <>
          <p>
            {t('revocation.reason')}: {t(REVOCATION_WORDS[revocation.reason])}
          </p>
          <p class="quote">{revocation.words}</p>
        </>
      )}
      <ButtonLink
        href={`${base}/staff/cases/${data.case.id}/certificate/preview.pdf`}
        variant="tertiary"
        icon="paper"
      >
        {t(certificate ? 'staff.case.openDocument' : 'staff.case.previewDocument')}
      </ButtonLink>
      {certificate && (
        <HandOverSection
          page={page}
          caseId={data.case.id}
          delivery={data.case.delivery}
          certificate={certificate}
        />
      )}
    </Section>
  );
};
