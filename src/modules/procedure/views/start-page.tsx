import { type LocalizedText, localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { type Description, DescriptionList } from '#ui/components/description-list.js';
import { Icon } from '#ui/components/icon.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Section } from '#ui/components/section.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import type { Fee, Procedure } from '../definition.js';
import { CHANNELS } from './words.js';

export interface StartData {
  procedure: Procedure;
  /** Median of business days over the last year; null while there were too few. */
  measuredDays: number | null;
  unit: { name: string; phone: string | undefined };
  waysToPay: Fee['payment'];
}

/** What it costs, how it is paid, who pays less. */
export const Cost = ({
  t,
  fee,
  waysToPay,
}: {
  t: Translator;
  fee: Fee | undefined;
  waysToPay: Fee['payment'];
}) => {
  if (!fee) return <>{t('procedure.start.free')}</>;
  const words = (text: LocalizedText) => localize(text, t.locale);
  return (
    <>
      <strong>{words(fee.text)}</strong>
      {fee.note && <p>{words(fee.note)}</p>}
      <ul>
        {waysToPay.map(({ text }) => (
          <li>{words(text)}</li>
        ))}
      </ul>
      {fee.reductions.length > 0 && (
        <>
          <p>{t('payment.fee.reductions')}</p>
          <ul>
            {fee.reductions.map(({ reason }) => (
              <li>{words(reason)}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
};

function facts(page: PageContext, { procedure, measuredDays, unit, waysToPay }: StartData): Description[] {
  const { t } = page;
  const words = (text: Parameters<typeof localize>[0]) => localize(text, t.locale);
  const { fee, output } = procedure;
  return [
    { term: t('procedure.start.who'), value: words(procedure.eligibility) },
    {
      term: t('procedure.start.cost'),
      value: <Cost t={t} fee={fee} waysToPay={waysToPay} />,
    },
    {
      term: t('procedure.start.time'),
      value: (
        <>
          <strong>{t('procedure.start.standardDays', { days: procedure.standardProcessingDays })}</strong>
          {measuredDays !== null && <p>{t('procedure.start.measuredDays', { days: measuredDays })}</p>}
        </>
      ),
    },
    ...(output.kind === 'none' ? [] : [{ term: t('procedure.start.result'), value: words(output.title) }]),
    {
      term: t('procedure.start.office'),
      value: unit.phone
        ? t('procedure.start.officePhone', unit as { name: string; phone: string })
        : unit.name,
    },
    ...(procedure.legalBasis.length === 0
      ? []
      : [
          {
            term: t('procedure.start.law'),
            value: procedure.legalBasis.map(({ law, article }) => `${law}${article ?? ''}`).join('、'),
          },
        ]),
  ];
}

/** What a procedure is, for whom, what it costs, how long it takes, what to prepare, and the ways to do it. */
export const StartPage = ({ page, data }: { page: PageContext; data: StartData }) => {
  const { t, base } = page;
  const { procedure } = data;
  const title = localize(procedure.title, t.locale);
  return (
    <CitizenPage
      page={page}
      title={title}
      lead={localize(procedure.summary, t.locale)}
      breadcrumbs={[{ label: t('procedure.list.title'), href: `${base}/procedures` }, { label: title }]}
    >
      <StartBody page={page} data={data} />
    </CitizenPage>
  );
};

/** The page without what stands around it and its heading. */
export const StartBody = ({ page, data }: { page: PageContext; data: StartData }) => {
  const { t, base } = page;
  const { procedure } = data;
  const words = (text: Parameters<typeof localize>[0]) => localize(text, t.locale);
  return (
    <>
      <DescriptionList items={facts(page, data)} />
      {procedure.prepare.length > 0 && (
        <Section title={t('procedure.start.prepare')}>
          <ul>
            {procedure.prepare.map((item) => (
              <li>{words(item)}</li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('procedure.start.ways')} id="ways">
        <ul class="ways">
          {procedure.ways.map(({ channel, text }) => (
            <li>
              <Icon name={CHANNELS[channel].icon} large />
              <div>
                <h3>{t(CHANNELS[channel].word)}</h3>
                <p>{words(text)}</p>
                {channel === 'online' && (
                  <ButtonRow>
                    <ButtonLink href={`${base}/procedures/${procedure.id}/apply`} size="large">
                      {t('procedure.start.begin')}
                    </ButtonLink>
                  </ButtonRow>
                )}
              </div>
            </li>
          ))}
          <li>
            <Icon name={CHANNELS.paper.icon} large />
            <div>
              <h3>{t('paper.start.title')}</h3>
              <p>{t('paper.start.text')}</p>
              <ButtonRow>
                <ButtonLink href={`${base}/procedures/${procedure.id}/form.pdf`} variant="secondary">
                  {t('paper.start.link')}
                </ButtonLink>
              </ButtonRow>
            </div>
          </li>
        </ul>
      </Section>
      {procedure.public.statistics && (
        <p>
          <a href={`${base}/procedures/${procedure.id}/statistics`}>{t('statistics.title')}</a>
        </p>
      )}
      <NotificationBanner t={t} kind="info" title={t('procedure.start.saved')}>
        <p>{t('procedure.start.savedText')}</p>
      </NotificationBanner>
    </>
  );
};
