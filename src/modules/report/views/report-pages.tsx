import { localize } from '#kernel/i18n/locales.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Card, Cards } from '#ui/components/card.js';
import { CopyButton } from '#ui/components/copy-button.js';
import { type Description, DescriptionList } from '#ui/components/description-list.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { FilterForm } from '#ui/components/filter-form.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Pagination } from '#ui/components/pagination.js';
import { Section } from '#ui/components/section.js';
import { Select } from '#ui/components/select.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { Textarea } from '#ui/components/textarea.js';
import { Timeline } from '#ui/components/timeline.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import type { ReportRules } from '../catalog.js';
import { PHOTO_STAGES, type Photo, type Report, roundPoint, shownState } from '../model.js';
import { answerName, type TypedReport } from '../report-form.js';
import type { Followed } from '../service/following.js';
import { eventWords, kindTitle, STATE_TONES, STATE_WORDS, titleIn } from './words.js';

const StateTag = ({ page: { t }, report }: { page: PageContext; report: Report }) => {
  const state = shownState(report);
  return <StatusTag tone={STATE_TONES[state]} label={t(STATE_WORDS[state])} />;
};

const ReportCard = ({
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
      {report.publicWords && <p>{report.publicWords}</p>}
      <p class="muted">
        {[formatReference(report.number), t.dateTime(report.receivedAt), note].filter(Boolean).join('　')}
      </p>
    </Card>
  );
};

interface ListProps {
  page: PageContext;
  rules: ReportRules;
  items: readonly Report[];
  filter: { kind: string; state: string };
  nextHref: string | undefined;
}

/** What staff have released, the newest first. */
export const ReportsPage = ({ page, rules, items, filter, nextHref }: ListProps) => {
  const { t, base } = page;
  const isFiltered = filter.kind !== '' || filter.state !== '';
  return (
    <CitizenPage
      page={page}
      title={t('reports.title')}
      lead={t('reports.lead')}
      breadcrumbs={[{ label: t('reports.title') }]}
      width="wide"
    >
      <ButtonRow>
        <ButtonLink href={`${base}/reports/new`} size="large">
          {t('reports.send')}
        </ButtonLink>
      </ButtonRow>
      <p>{t('reports.phoneInstead', { phone: page.city.office.phone })}</p>
      <p>
        <a href={`${base}/reports/statistics`}>{t('reportFigures.title')}</a>
      </p>
      <Section title={t('reports.known')}>
        <FilterForm
          t={t}
          action={`${base}/reports`}
          label={t('reports.filter')}
          {...(isFiltered && { clearHref: `${base}/reports` })}
        >
          <Select
            t={t}
            id="kind"
            label={t('reports.kind')}
            bare
            value={filter.kind}
            emptyLabel={t('reports.allKinds')}
            options={rules.kinds.map(({ id, title }) => ({ value: id, label: localize(title, t.locale) }))}
          />
          <Select
            t={t}
            id="state"
            label={t('reports.state')}
            bare
            value={filter.state}
            emptyLabel={t('reports.allStates')}
            options={[
              { value: 'open', label: t('reports.open') },
              { value: 'closed', label: t('reports.isClosed') },
            ]}
          />
        </FilterForm>
        {items.length === 0 ? (
          <EmptyState title={t(isFiltered ? 'reports.noneFits' : 'reports.none')} icon="info" />
        ) : (
          <>
            <Cards>
              {items.map((report) => (
                <ReportCard page={page} rules={rules} report={report} />
              ))}
            </Cards>
            <Pagination t={t} nextHref={nextHref} countText={t('reports.shown', { count: items.length })} />
          </>
        )}
      </Section>
    </CitizenPage>
  );
};

interface DuplicatesProps {
  page: PageContext;
  rules: ReportRules;
  typed: TypedReport;
  formKey: string;
  found: readonly { report: Report; metres: number }[];
}

/** Nothing is sent yet: the reporter joins one of them, or says that it is something else. */
export const DuplicatesPage = ({ page, rules, typed, formKey, found }: DuplicatesProps) => {
  const { t, base } = page;
  const contact = {
    name: typed.values.name ?? '',
    email: typed.values.email ?? '',
    phone: typed.values.phone ?? '',
  };
  const answers = rules.kinds.flatMap(({ id, questions }) =>
    questions.map((question) => {
      const name = answerName(id, question.id);
      return [name, typed.values[name] ?? ''] as const;
    }),
  );
  const part = (name: string) => typed.place[name]?.[0] ?? '';
  return (
    <CitizenPage
      page={page}
      title={t('reports.duplicates')}
      lead={t('reports.duplicatesLead')}
      breadcrumbs={[{ label: t('reports.title'), href: `${base}/reports` }, { label: t('reports.send') }]}
      isPrivate
    >
      {found.map(({ report, metres }) => (
        <>
          <ReportCard
            page={page}
            rules={rules}
            report={report}
            note={t('reports.away', { metres: Math.max(5, Math.round(metres / 5) * 5) })}
          />
          <Form t={t} action={`${base}/reports/${report.number}/join`} hidden={{ key: formKey, ...contact }}>
            <Button type="submit" variant="secondary">
              {t('reports.join')}
            </Button>
          </Form>
        </>
      ))}
      <Form
        t={t}
        action={`${base}/reports/new`}
        multipart
        hidden={{
          key: formKey,
          asNew: 'yes',
          kind: typed.values.kind ?? '',
          words: typed.values.words ?? '',
          usePhoto: typed.values.usePhoto ?? '',
          'place.words': part('words'),
          'place.lat': part('lat'),
          'place.lon': part('lon'),
          ...contact,
          ...Object.fromEntries(answers),
        }}
      >
        {(typed.photo[''] ?? []).map((file) => (
          <input type="hidden" name="photo" value={file} />
        ))}
        <ButtonRow>
          <Button type="submit">{t('reports.sendAnyway')}</Button>
        </ButtonRow>
      </Form>
    </CitizenPage>
  );
};

const Photos = ({
  page,
  rules,
  data: { report, photos },
}: {
  page: PageContext;
  rules: ReportRules;
  data: Followed;
}) => {
  const { t, base } = page;
  const shown = (photo: Photo) => photo.released !== null && report.releasedAt !== null;
  const alt = (stage: Photo['stage']) =>
    `${t('reports.photoOf', { kind: kindTitle(t, rules, report.kind) })}（${t(`reports.${stage}`)}）`;
  const waiting = photos.filter((photo) => !shown(photo)).length;
  if (photos.length === 0) return null;
  return (
    <Section title={t('reports.photo')}>
      {PHOTO_STAGES.flatMap((stage) => photos.filter((photo) => photo.stage === stage && shown(photo))).map(
        (photo) => (
          <figure class="report-photo">
            <img
              src={`${base}/reports/${report.number}/photos/${photo.id}.jpg`}
              alt={alt(photo.stage)}
              loading="lazy"
            />
            <figcaption>{t(`reports.${photo.stage}`)}</figcaption>
          </figure>
        ),
      )}
      {waiting > 0 && <p>{t('reports.photoWaits', { count: waiting })}</p>}
    </Section>
  );
};

/** Kind, state and place: what both everybody and the reporter see. */
const facts = (page: PageContext, rules: ReportRules, report: Report, isOwn: boolean): Description[] => {
  const { t } = page;
  const point =
    report.point && (isOwn ? report.point : roundPoint(report.point, rules.limits.publicDecimals));
  const owner = rules.owners.find(({ id, isOurs }) => id === report.owner && !isOurs);
  const contact = owner?.contact ? `（${localize(owner.contact, t.locale)}）` : '';
  const digits = isOwn ? 6 : rules.limits.publicDecimals;
  return [
    { term: t('reports.number'), value: formatReference(report.number) },
    { term: t('reports.kind'), value: kindTitle(t, rules, report.kind) },
    { term: t('reports.state'), value: <StateTag page={page} report={report} /> },
    ...(report.reason
      ? [{ term: t('reports.result'), value: titleIn(t, rules.reasons, report.reason) }]
      : []),
    ...(owner ? [{ term: t('reports.owner'), value: `${localize(owner.title, t.locale)}${contact}` }] : []),
    { term: t('reports.when'), value: t.dateTime(report.receivedAt) },
    ...(isOwn && report.place ? [{ term: t('reports.where'), value: report.place }] : []),
    ...(point
      ? [
          {
            term: `${t('forms.position.lat')}・${t('forms.position.lon')}`,
            value: `${point.lat.toFixed(digits)}, ${point.lon.toFixed(digits)}`,
          },
        ]
      : []),
    ...(report.followers > 1
      ? [{ term: t('reports.followers'), value: t('reports.people', { count: report.followers }) }]
      : []),
  ];
};

const History = ({ page: { t }, events }: { page: PageContext; events: Followed['events'] }) => (
  <Section title={t('reports.history')}>
    <Timeline
      entries={events.map((event) => ({
        at: t.dateTime(event.at),
        title: eventWords(t, event),
        ...(event.reply !== '' && { text: event.reply }),
      }))}
    />
  </Section>
);

/** One report as everybody sees it. What reporters wrote when they reopened it stays between them and the town. */
export const PublicReportPage = ({
  page,
  rules,
  data,
  formKey,
}: {
  page: PageContext;
  rules: ReportRules;
  data: Followed;
  formKey: string;
}) => {
  const { t, base } = page;
  const { report } = data;
  const events = data.events.map((event) => (event.kind === 'reopened' ? { ...event, reply: '' } : event));
  return (
    <CitizenPage
      page={page}
      title={kindTitle(t, rules, report.kind)}
      lead={report.publicWords ?? ''}
      breadcrumbs={[
        { label: t('reports.title'), href: `${base}/reports` },
        { label: formatReference(report.number) },
      ]}
    >
      <DescriptionList items={facts(page, rules, report, false)} />
      <Photos page={page} rules={rules} data={data} />
      <History page={page} events={events} />
      {shownState(report) !== 'closed' && (
        <Form t={t} action={`${base}/reports/${report.number}/join`} hidden={{ key: formKey }}>
          <Button type="submit" variant="secondary">
            {t('reports.join')}
          </Button>
        </Form>
      )}
    </CitizenPage>
  );
};

interface FollowProps {
  page: PageContext;
  rules: ReportRules;
  data: Followed;
  /** The whole address of this page. */
  address: string;
  secret: string;
  isNew: boolean;
  error: string | undefined;
  words: string;
}

/** The reporter's own page: by the secret link, without an account. */
export const FollowPage = ({ page, rules, data, address, secret, isNew, error, words }: FollowProps) => {
  const { t, base } = page;
  const { report } = data;
  return (
    <CitizenPage
      page={page}
      title={t('reports.follow')}
      breadcrumbs={[{ label: t('reports.title'), href: `${base}/reports` }, { label: t('reports.follow') }]}
      errors={error === undefined ? [] : [{ id: 'words', text: error }]}
      isPrivate
    >
      {isNew && (
        <NotificationBanner t={t} kind="success" title={t('reports.sent')} announce>
          <p>{t('reports.thanks')}</p>
          <p>{t('reports.linkSecret')}</p>
          <p class="report-link">
            <a href={address}>{address}</a>
          </p>
          <CopyButton t={t} text={address} label={t('reports.copy')} />
        </NotificationBanner>
      )}
      <DescriptionList items={facts(page, rules, report, true)} />
      {report.releasedAt === null ? (
        <p>{t('reports.notPublic')}</p>
      ) : (
        <p>
          <a href={`${base}/reports/${report.number}`}>{t('reports.isPublic')}</a>
        </p>
      )}
      <Photos page={page} rules={rules} data={data} />
      <History page={page} events={data.events} />
      {data.mayReopen && (
        <Section title={t('reports.reopen')}>
          <Form t={t} action={`${base}/reports/follow/${secret}/reopen`}>
            <Textarea
              t={t}
              id="words"
              label={t('reports.reopenWords')}
              value={words}
              error={error}
              rows={3}
            />
            <Button type="submit">{t('reports.reopen')}</Button>
          </Form>
        </Section>
      )}
      {!isNew && <p class="muted">{t('reports.linkSecret')}</p>}
    </CitizenPage>
  );
};
