import { dateIn } from '#kernel/clock.js';
import { localize } from '#kernel/i18n/locales.js';
import { formatVerificationCode } from '#kernel/values/verification-code.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { TextInput } from '#ui/components/text-input.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import type { Verification } from '../service/verify.js';

const EXAMPLE = '4K7M-0X3T-29FH-CJ5W-R8VY';

export const VerifyPage = ({
  page,
  typed = '',
  error,
}: {
  page: PageContext;
  typed?: string;
  error?: string;
}) => {
  const { t, base } = page;
  return (
    <CitizenPage
      page={page}
      title={t('procedure.verify.title')}
      lead={t('procedure.verify.lead')}
      errors={error ? [{ id: 'code', text: error }] : []}
    >
      <Form t={t} action={`${base}/verify`} method="get">
        <TextInput
          t={t}
          id="code"
          label={t('procedure.verify.code')}
          hint={t('procedure.verify.hint', { example: EXAMPLE })}
          value={typed}
          error={error}
          required
          bare
          width="20"
          autoComplete="off"
        />
        <ButtonRow>
          <Button type="submit">{t('procedure.verify.button')}</Button>
        </ButtonRow>
      </Form>
    </CitizenPage>
  );
};

const RESULTS = {
  valid: { kind: 'success', title: 'procedure.verify.valid', text: 'procedure.verify.validText' },
  expired: { kind: 'warning', title: 'procedure.verify.expired', text: 'procedure.verify.expiredText' },
  revoked: { kind: 'error', title: 'procedure.verify.revoked', text: 'procedure.verify.revokedText' },
} as const;

/** What anybody may know about a document: its kind, when it was issued and by whom, and whether it is in force. */
export const VerificationPage = ({
  page,
  result,
  head,
}: {
  page: PageContext;
  result: Verification;
  head: string;
}) => {
  const { t, base } = page;
  const back = { href: `${base}/verify`, label: t('procedure.verify.again') };
  if (result.kind !== 'found') {
    return (
      <CitizenPage page={page} title={t('procedure.verify.title')} back={back} isPrivate>
        <NotificationBanner t={t} kind="error" title={t('procedure.verify.unknown')}>
          <p>{t('procedure.verify.unknownText', { phone: page.city.office.phone })}</p>
        </NotificationBanner>
      </CitizenPage>
    );
  }
  const { kind, title, text } = RESULTS[result.status];
  return (
    <CitizenPage page={page} title={t('procedure.verify.title')} back={back} isPrivate>
      <NotificationBanner t={t} kind={kind} title={t(title)}>
        <p>{t(text)}</p>
        {result.isReplaced && <p>{t('reissue.verify')}</p>}
      </NotificationBanner>
      <DescriptionList
        items={[
          { term: t('procedure.verify.document'), value: localize(result.title, t.locale) },
          { term: t('procedure.document.issuedOn'), value: t.date(result.issuedOn) },
          { term: t('procedure.verify.issuer'), value: head },
          ...(result.validUntil
            ? [{ term: t('procedure.document.validUntil'), value: t.date(result.validUntil) }]
            : []),
          ...(result.revokedAt
            ? [{ term: t('procedure.verify.revokedOn'), value: t.date(dateIn(result.revokedAt)) }]
            : []),
          {
            term: t('procedure.document.code'),
            value: <span class="code">{formatVerificationCode(result.code)}</span>,
          },
        ]}
      />
      <p>{t('procedure.verify.compare')}</p>
    </CitizenPage>
  );
};
