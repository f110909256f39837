import { localize } from '#kernel/i18n/locales.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { Button } from '#ui/components/button.js';
import { CopyButton } from '#ui/components/copy-button.js';
import { type Description, DescriptionList } from '#ui/components/description-list.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Quoted } from '#ui/components/quoting.js';
import { Section } from '#ui/components/section.js';
import { Textarea } from '#ui/components/textarea.js';
import { Timeline } from '#ui/components/timeline.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import type { ReportRules } from '../catalog.js';
import { PHOTO_STAGES, type Photo, shownState } from '../model.js';
import type { Followed } from '../service/following.js';
import { placeSource } from './photo-place.js';
import { StateTag } from './report-card.js';
import { ReportPlace } from './report-place.js';
import { eventWords, kindTitle, titleIn } from './words.js';

const Photos = ({
  page,
  rules,
  data: { report, photos, owner },
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
  const theirs = (report.releasedAt !== null && owner?.photos) || [];
  if (photos.length + theirs.length === 0) return null;
  const Figure = ({ photo, by }: { photo: Photo; by?: string | undefined }) => (
    <figure class="report-photo">
      <img
        src={`${base}/reports/${report.number}/photos/${photo.id}.jpg`}
        alt={alt(photo.stage)}
        loading="lazy"
      />
      <figcaption>{`${t(`reports.${photo.stage}`)}${by ? `　${by}` : ''}`}</figcaption>
    </figure>
  );
  return (
    <Section title={t('reports.photo')}>
      {PHOTO_STAGES.flatMap((stage) => photos.filter((photo) => photo.stage === stage && shown(photo))).map(
        (photo) => (
          <Figure photo={photo} />
        ),
      )}
      {PHOTO_STAGES.flatMap((stage) => theirs.filter((photo) => photo.stage === stage)).map((photo) => (
        <Figure photo={photo} by={owner ? localize(owner.name, t.locale) : undefined} />
      ))}
      {waiting > 0 && <p>{t('reports.photoWaits', { count: waiting })}</p>}
    </Section>
  );
};

/** Kind, state and place: what both everybody and the reporter see. */
const facts = (
  page: PageContext,
  rules: ReportRules,
  { report, isReporter, isOtherPublic, owner: ownerSide }: Followed,
): Description[] => {
  const { t } = page;
  const { point } = report;
  const owner = rules.owners.find(({ id, isOurs }) => id === report.owner && !isOurs);
  const contact = owner?.contact ? `（${localize(owner.contact, t.locale)}）` : '';
  const digits = isReporter ? 6 : rules.limits.publicDecimals;
  return [
    { term: t('reports.number'), value: formatReference(report.number) },
    { term: t('reports.kind'), value: kindTitle(t, rules, report.kind) },
    { term: t('reports.state'), value: <StateTag page={page} report={report} /> },
    ...(report.reason
      ? [{ term: t('reports.result'), value: titleIn(t, rules.reasons, report.reason) }]
      : []),
    ...(ownerSide?.reason
      ? [
          {
            term: t('reports.result'),
            value: `${localize(ownerSide.reason, t.locale)}（${localize(ownerSide.name, t.locale)}）`,
          },
        ]
      : []),
    ...(report.sameAs
      ? [
          {
            term: t('reports.sameAs'),
            value: isOtherPublic ? (
              <a href={`${page.base}/reports/${report.sameAs}`}>{formatReference(report.sameAs)}</a>
            ) : (
              formatReference(report.sameAs)
            ),
          },
        ]
      : []),
    ...(owner ? [{ term: t('reports.owner'), value: `${localize(owner.title, t.locale)}${contact}` }] : []),
    { term: t('reports.when'), value: t.dateTime(report.receivedAt) },
    ...(report.place ? [{ term: t('reports.where'), value: <Quoted t={t} text={report.place} /> }] : []),
    ...(point
      ? [
          {
            term: t('forms.position.both'),
            value: `${point.lat.toFixed(digits)}, ${point.lon.toFixed(digits)}`,
          },
        ]
      : []),
    ...(isReporter ? placeSource(page, report) : []),
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
        ...(event.reply !== '' && { text: <Quoted t={t} text={event.reply} /> }),
      }))}
    />
  </Section>
);

/** One report as everybody sees it. */
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
  return (
    <CitizenPage
      page={page}
      title={kindTitle(t, rules, report.kind)}
      lead={<Quoted t={t} text={report.publicWords ?? ''} />}
      breadcrumbs={[
        { label: t('reports.title'), href: `${base}/reports` },
        { label: formatReference(report.number) },
      ]}
    >
      <DescriptionList items={facts(page, rules, data)} />
      <ReportPlace page={page} label={kindTitle(t, rules, report.kind)} point={report.point} />
      <Photos page={page} rules={rules} data={data} />
      <History page={page} events={data.events} />
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

/** By a secret link, without an account: of who sent the report, or of somebody who saw the same. */
export const FollowPage = ({ page, rules, data, address, secret, isNew, error, words }: FollowProps) => {
  const { t, base } = page;
  const { report, isReporter } = data;
  const kept = t(isReporter ? 'reports.linkSecret' : 'reports.linkJoined');
  return (
    <CitizenPage
      page={page}
      title={t('reports.follow')}
      lead={
        isReporter || report.publicWords === null ? undefined : <Quoted t={t} text={report.publicWords} />
      }
      breadcrumbs={[{ label: t('reports.title'), href: `${base}/reports` }, { label: t('reports.follow') }]}
      errors={error === undefined ? [] : [{ id: 'words', text: error }]}
      isPrivate
    >
      {isNew && (
        <NotificationBanner
          t={t}
          kind="success"
          title={t(isReporter ? 'reports.sent' : 'reports.joinedIn')}
          announce
        >
          {isReporter && <p>{t('reports.thanks')}</p>}
          <p>{kept}</p>
          <p class="report-link">
            <a href={address}>{address}</a>
          </p>
          <CopyButton t={t} text={address} label={t('reports.copy')} />
        </NotificationBanner>
      )}
      <DescriptionList items={facts(page, rules, data)} />
      <ReportPlace page={page} label={kindTitle(t, rules, report.kind)} point={report.point} />
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
      {data.isMailed && (
        <Section title={t('reports.mails')}>
          <p>{t('reports.mailsGo')}</p>
          <Form t={t} action={`${base}/reports/follow/${secret}/stop-mails`}>
            <Button type="submit" variant="tertiary">
              {t('reports.mailStop')}
            </Button>
          </Form>
        </Section>
      )}
      {!isNew && <p class="muted">{kept}</p>}
    </CitizenPage>
  );
};
