import { Card, Cards } from '#ui/components/card.js';
import type { IconName } from '#ui/components/icon.js';
import { LinkList } from '#ui/components/link-list.js';
import { Quoted, Quoting } from '#ui/components/quoting.js';
import { SearchBox } from '#ui/components/search-box.js';
import { Section } from '#ui/components/section.js';
import { Tile, Tiles } from '#ui/components/tile.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import type { OfficeDay, PlanSentence } from '../model.js';

export interface HomeData {
  lifeEvents: { id: string; title: string; icon: IconName }[];
  /** Events for which questions lead to everything that has to be done. */
  guides: { id: string; title: string; icon: IconName }[];
  popular: { id: string; title: string }[];
  office: OfficeDay;
  plan: PlanSentence | null;
}

/** Today's strip: is the office open, and when. */
const Today = ({ page, office }: { page: PageContext; office: OfficeDay }) => {
  const { t, city } = page;
  const state = office.isOpen
    ? t('portal.todayOpen')
    : office.holiday
      ? t('portal.todayHoliday', { name: office.holiday })
      : t('portal.todayClosed');
  return (
    <section class="today" aria-label={t('portal.today')}>
      <p class="today-date">{t.date(office.date)}</p>
      <p class="today-state" data-open={office.isOpen ? '' : undefined}>
        <Quoting t={t} sentence={state} text={office.holiday ?? undefined} />
      </p>
      <p>
        {office.nextOpen ? (
          t('portal.nextOpen', { date: t.date(office.nextOpen) })
        ) : (
          <>
            {t('portal.office')} <Quoted t={t} text={city.office.hours} />
          </>
        )}
      </p>
    </section>
  );
};

export const HomePage = ({ page, data }: { page: PageContext; data: HomeData }) => {
  const { t, base } = page;
  return (
    <CitizenPage page={page} title={page.city.name} width="wide" ownHeading>
      <div class="welcome">
        <div>
          <h1>{page.city.name}</h1>
          <p class="muted">{t('portal.welcome', { city: page.city.name })}</p>
        </div>
        <SearchBox
          t={t}
          action={`${base}/procedures`}
          label={t('portal.question')}
          hint={t('portal.questionHint')}
          size="large"
        />
      </div>
      <Today page={page} office={data.office} />
      {data.lifeEvents.length > 0 && (
        <Section title={t('portal.lifeEvents')}>
          <Tiles>
            {data.lifeEvents.map(({ id, title, icon }) => (
              <Tile href={`${base}/procedures?event=${id}`} title={title} icon={icon} />
            ))}
          </Tiles>
        </Section>
      )}
      {data.guides.length > 0 && (
        <Section title={t('guide.title')} aside={<a href={`${base}/guide`}>{t('guide.more')}</a>}>
          <p>{t('guide.lead')}</p>
          <Tiles>
            {data.guides.map(({ id, title, icon }) => (
              <Tile href={`${base}/guide/${id}`} title={title} icon={icon} />
            ))}
          </Tiles>
        </Section>
      )}
      {data.popular.length > 0 && (
        <Section
          title={t('portal.popular')}
          aside={<a href={`${base}/procedures`}>{t('portal.allProcedures')}</a>}
        >
          <LinkList
            links={data.popular.map(({ id, title }) => ({ label: title, href: `${base}/procedures/${id}` }))}
          />
        </Section>
      )}
      <Section title={t('portal.more')}>
        <Cards columns>
          <Card title={t('portal.my')} href={`${base}/my`}>
            <p>{t('portal.myText')}</p>
          </Card>
          <Card title={t('portal.verify')} href={`${base}/verify`}>
            <p>{t('portal.verifyText')}</p>
          </Card>
          {data.plan && (
            <Card title={t('portal.planTitle')} href={`${base}/plan`}>
              <p>
                <Quoting
                  t={t}
                  text={data.plan.title}
                  sentence={t('portal.planText', {
                    plan: data.plan.title,
                    count: data.plan.measures,
                    running: data.plan.running,
                  })}
                />
              </p>
              {data.plan.countedIndicators > 0 && (
                <p>{t('portal.planCounted', { count: data.plan.countedIndicators })}</p>
              )}
            </Card>
          )}
        </Cards>
      </Section>
    </CitizenPage>
  );
};
