import { localize } from '#kernel/i18n/locales.js';
import { ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import type { Procedure } from '../definition.js';

/** The end of an anonymous survey: nothing is kept that could be followed, so there are thanks and the results. */
export const ThanksPage = ({ page, procedure }: { page: PageContext; procedure: Procedure }) => {
  const { t, base } = page;
  const title = localize(procedure.title, t.locale);
  return (
    <CitizenPage
      page={page}
      title={title}
      breadcrumbs={[
        { label: t('procedure.list.title'), href: `${base}/procedures` },
        { label: title, href: `${base}/procedures/${procedure.id}` },
        { label: t('kind.survey.done') },
      ]}
    >
      <NotificationBanner t={t} kind="success" title={t('kind.survey.done')}>
        <p>{t('kind.survey.doneText')}</p>
      </NotificationBanner>
      {procedure.public.statistics && (
        <ButtonRow>
          <ButtonLink href={`${base}/procedures/${procedure.id}/statistics`} size="large">
            {t('kind.survey.results')}
          </ButtonLink>
        </ButtonRow>
      )}
    </CitizenPage>
  );
};
