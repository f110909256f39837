import { localize } from '#kernel/i18n/locales.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { CopyButton } from '#ui/components/copy-button.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Textarea } from '#ui/components/textarea.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { ThirdParty } from '../definition.js';

/** Characters of why a part is waived. */
export const REASON_LIMIT = 1000;

interface LinkPageProps {
  page: PageContext;
  isStaff: boolean;
  caseHref: string;
  definition: ThirdParty;
  link: string;
  /** SVG. */
  qr: string;
  expiresAt: Temporal.Instant;
}

/** The link, this once: to copy, to print, to hold a phone over. */
export const LinkPage = ({ page, isStaff, caseHref, definition, link, qr, expiresAt }: LinkPageProps) => {
  const { t } = page;
  const Layout = isStaff ? StaffPage : CitizenPage;
  return (
    <Layout
      page={page}
      title={t('part.link.title')}
      lead={t('part.link.lead', { who: localize(definition.who, t.locale) })}
      back={{ href: caseHref }}
    >
      <NotificationBanner t={t} kind="warning" title={localize(definition.title, t.locale)} announce>
        <p>{t('part.link.once')}</p>
        <p>{t('part.until', { at: t.dateTime(expiresAt) })}</p>
      </NotificationBanner>
      <p>
        <span class="code">{link}</span> <CopyButton t={t} text={link} />
      </p>
      <p>
        <img class="link-qr" src={`data:image/svg+xml,${encodeURIComponent(qr)}`} alt={t('part.link.qr')} />
      </p>
    </Layout>
  );
};

interface WaivePageProps {
  page: PageContext;
  caseHref: string;
  definition: ThirdParty;
  typed?: { reason: string; error: string };
}

export const WaivePage = ({ page, caseHref, definition, typed }: WaivePageProps) => {
  const { t } = page;
  return (
    <StaffPage
      page={page}
      title={t('part.waive', { title: localize(definition.title, t.locale) })}
      lead={t('part.waive.lead')}
      back={{ href: caseHref }}
      errors={typed ? [{ id: 'reason', text: typed.error }] : []}
    >
      <Form t={t} action={`${caseHref}/parts/${definition.id}/waive`}>
        <Textarea
          t={t}
          id="reason"
          label={t('part.waive.reason')}
          value={typed?.reason ?? ''}
          error={typed?.error}
          maxLength={REASON_LIMIT}
          required
        />
        <ButtonRow>
          <Button type="submit">{t('part.waive.button')}</Button>
        </ButtonRow>
      </Form>
    </StaffPage>
  );
};
