import { dateIn } from '#kernel/clock.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { type LocalizedText, localize } from '#kernel/i18n/locales.js';
import { ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { Icon } from '#ui/components/icon.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Section } from '#ui/components/section.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import { type Channel, type Fee, kindOf, type Procedure } from '../definition.js';
import { periodState } from '../period.js';
import { kindWords } from './kind-words.js';
import { startFacts } from './start-facts.js';
import { CHANNELS } from './words.js';

export interface StartData {
  procedure: Procedure;
  /** Median of business days over the last year; null while there were too few. */
  measuredDays: number | null;
  unit: { name: string; phone: string | undefined };
  waysToPay: Fee['payment'];
}

const PERIOD_WORDS = {
  early: 'kind.period.early',
  over: 'kind.period.over',
} as const satisfies Record<string, MessageKey>;

/** Every procedure has its form on paper: one that says nothing of it gets it as its last way. */
const waysOf = ({ ways }: Procedure): { channel: Channel; text: LocalizedText | null }[] =>
  ways.some(({ channel }) => channel === 'paper') ? ways : [...ways, { channel: 'paper', text: null }];

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
  const words = kindWords(procedure);
  const href = `${base}/procedures/${procedure.id}`;
  const isSurvey = kindOf(procedure) === 'survey';
  const state = periodState(procedure, dateIn(page.now));
  return (
    <>
      <DescriptionList items={startFacts(page, data)} />
      {procedure.prepare.length > 0 && (
        <Section title={t('procedure.start.prepare')}>
          <ul>
            {procedure.prepare.map((item) => (
              <li>{localize(item, t.locale)}</li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t(words.ways)} id="ways">
        {state !== 'open' && <NotificationBanner t={t} kind="warning" title={t(PERIOD_WORDS[state])} />}
        <ul class="ways">
          {waysOf(procedure).map(({ channel, text }) => (
            <li>
              <Icon name={CHANNELS[channel].icon} large />
              <div>
                <h3>{t(CHANNELS[channel].word)}</h3>
                <p>{text ? localize(text, t.locale) : t('paper.start.text')}</p>
                {channel === 'online' && state === 'open' && (
                  <ButtonRow>
                    <ButtonLink href={`${href}/apply`} size="large">
                      {t(words.begin)}
                    </ButtonLink>
                  </ButtonRow>
                )}
                {channel === 'paper' && (
                  <ButtonRow>
                    <ButtonLink href={`${href}/form.pdf`} variant="secondary">
                      {t('paper.start.link')}
                    </ButtonLink>
                  </ButtonRow>
                )}
              </div>
            </li>
          ))}
        </ul>
      </Section>
      {procedure.public.statistics && (
        <p>
          <a href={`${href}/statistics`}>{t(isSurvey ? 'kind.survey.results' : 'statistics.title')}</a>
        </p>
      )}
      {!isSurvey && (
        <NotificationBanner t={t} kind="info" title={t('procedure.start.saved')}>
          <p>{t('procedure.start.savedText')}</p>
        </NotificationBanner>
      )}
    </>
  );
};
