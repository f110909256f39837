import type { Journey, JourneyPage } from '#forms/journey.js';
import { FormPage, type FormPageProps, formPageTop } from '#forms/views/form-page.js';
import { dateIn } from '#kernel/clock.js';
import { localize } from '#kernel/i18n/locales.js';
import { ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Section } from '#ui/components/section.js';
import { Steps } from '#ui/components/steps.js';
import { Tile, Tiles } from '#ui/components/tile.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import type { UsedGuide } from '../model.js';

export const guidePath = ({ guide }: UsedGuide, pageId: string, query: string): string =>
  `/guide/${guide.id}/questions/${pageId}${query}`;

/** All events for which there are questions. */
export const GuidesPage = ({ page, guides }: { page: PageContext; guides: readonly UsedGuide[] }) => {
  const { t, base } = page;
  return (
    <CitizenPage
      page={page}
      title={t('guide.title')}
      lead={t('guide.lead')}
      width="wide"
      breadcrumbs={[{ label: t('guide.title') }]}
    >
      {guides.length === 0 ? (
        <EmptyState title={t('guide.none')} icon="office">
          <p>
            <a href={`${base}/procedures`}>{t('guide.allProcedures')}</a>
          </p>
        </EmptyState>
      ) : (
        <Tiles label={t('guide.title')}>
          {guides.map(({ guide }) => (
            <Tile
              href={`${base}/guide/${guide.id}`}
              title={localize(guide.title, t.locale)}
              icon={guide.icon}
            />
          ))}
        </Tiles>
      )}
    </CitizenPage>
  );
};

/** What happens when the questions are answered, and the one button. */
export const GuideStartPage = ({ page, used }: { page: PageContext; used: UsedGuide }) => {
  const { t, base } = page;
  const { guide, form } = used;
  const steps = [
    { title: t('guide.start.answer'), text: <p>{t('guide.start.answerText')}</p> },
    { title: t('guide.start.list'), text: <p>{t('guide.start.listText')}</p> },
    { title: t('guide.start.fill'), text: <p>{t('guide.start.fillText')}</p> },
    { title: t('guide.start.counter'), text: <p>{t('guide.start.counterText')}</p> },
  ];
  return (
    <CitizenPage
      page={page}
      title={localize(guide.title, t.locale)}
      lead={localize(guide.summary, t.locale)}
      breadcrumbs={[
        { label: t('guide.title'), href: `${base}/guide` },
        { label: localize(guide.title, t.locale) },
      ]}
    >
      <ButtonRow>
        <ButtonLink href={`${base}${guidePath(used, form.pages[0]?.id ?? '', '')}`} size="large">
          {t('guide.start.button')}
        </ButtonLink>
      </ButtonRow>
      <Section title={t('guide.start.how')}>
        <Steps t={t} steps={steps} />
        <p>{t('guide.start.nothingKept')}</p>
      </Section>
      {guide.hasDesk && (
        <Section title={t('guide.desk.title')}>
          <p>{t('guide.desk.text')}</p>
          <p>{t('guide.desk.call', { phone: page.city.office.phone })}</p>
        </Section>
      )}
    </CitizenPage>
  );
};

interface GuideQuestionProps extends Pick<FormPageProps, 'raw' | 'errors' | 'fields' | 'revealed'> {
  page: PageContext;
  used: UsedGuide;
  way: Journey;
  formPage: JourneyPage;
  /** That takes along what was answered before. */
  query: string;
}

/** One page of questions. */
export const GuideQuestionPage = ({ page, used, way, formPage, query, ...sent }: GuideQuestionProps) => {
  const { t, base } = page;
  const props: FormPageProps = {
    t,
    page: formPage,
    total: way.total,
    action: `${base}${guidePath(used, formPage.id, query)}`,
    progressLabel: localize(used.guide.title, t.locale),
    ...sent,
  };
  const back =
    formPage.previous === null ? `/guide/${used.guide.id}` : guidePath(used, formPage.previous, query);
  return (
    <CitizenPage page={page} {...formPageTop(props, `${base}${back}`)} isPrivate>
      <FormPage {...props} today={dateIn(page.now)} />
    </CitizenPage>
  );
};
