import { Button, ButtonLink } from '#ui/components/button.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Section } from '#ui/components/section.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { Timeline } from '#ui/components/timeline.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { DraftView } from '../service/draft-view.js';
import { ActForms } from './act-forms.js';
import { Attachments, SpoiledFiles } from './attachments.js';
import { RelatedList } from './related.js';
import { DraftRoute } from './route-steps.js';
import { ACT_WORDS, errorList, RIGHT_WORDS, rightAsTold, STATE_TONES, STATE_WORDS } from './words.js';

export interface DraftPageProps {
  page: PageContext;
  view: DraftView;
  typed?: Record<string, string>;
  errors?: Record<string, string>;
  /** Somebody else acted meanwhile: nothing was done. What was written, which may have no form any more. */
  moved?: string;
  /** It was not agreed to, because of a spoiled attachment. */
  spoiled?: boolean;
}

const Text = ({ children }: { children: string }) => (
  <>
    {children.split('\n').map((line, index) => (
      <>
        {index > 0 && <br />}
        {line}
      </>
    ))}
  </>
);

/** One draft: what it says, its route, what this person can do now, what was done. */
export const DraftPage = ({
  page,
  view,
  typed = {},
  errors = {},
  moved,
  spoiled = false,
}: DraftPageProps) => {
  const { t, base } = page;
  const { draft, may } = view;
  const { content } = draft;
  const list = `${base}/staff/decisions`;
  const here = `${list}/${draft.id}`;
  const facts = [
    { term: t('decision.field.kind'), value: view.kind?.title ?? draft.kind },
    { term: t('decision.field.drafter'), value: `${view.unit} ${view.drafter}` },
    ...(draft.amount === null ? [] : [{ term: t('decision.field.amount'), value: t.yen(draft.amount) }]),
    ...(content.budget === '' ? [] : [{ term: t('decision.field.budget'), value: content.budget }]),
    ...(draft.dueOn ? [{ term: t('decision.field.dueOn'), value: t.date(draft.dueOn) }] : []),
    ...(draft.article ? [{ term: t('decision.field.article'), value: draft.article }] : []),
    ...(draft.urgent ? [{ term: t('decision.field.urgent'), value: t('decision.field.urgentYes') }] : []),
    ...(draft.sentAt ? [{ term: t('decision.field.sentAt'), value: t.dateTime(draft.sentAt) }] : []),
    ...(draft.decidedAt ? [{ term: t('decision.field.decidedAt'), value: t.dateTime(draft.decidedAt) }] : []),
    ...(content.related === ''
      ? []
      : [{ term: t('decision.field.related'), value: <Text>{content.related}</Text> }]),
    ...(view.basedOn === null
      ? []
      : [
          {
            term: t('draftLinks.basedOn'),
            value: <a href={`${list}/${view.basedOn}`}>{t('draftLinks.basedOnOpen')}</a>,
          },
        ]),
    ...(content.links.length === 0
      ? []
      : [{ term: t('draftLinks.title'), value: <RelatedList page={page} related={view.related} /> }]),
  ];
  return (
    <StaffPage
      page={page}
      title={content.title}
      breadcrumbs={[{ label: t('decision.title'), href: list }, { label: content.title }]}
      actions={
        <>
          {may.has('edit') && <ButtonLink href={`${here}/edit`}>{t('decision.form.edit')}</ButtonLink>}
          {view.isKeeper && draft.state !== 'withdrawn' && (
            <ButtonLink href={`${base}/staff/records/drafts/${draft.id}`} variant="secondary">
              {t(draft.state === 'decided' ? 'decision.records.issue' : 'decision.records.keep')}
            </ButtonLink>
          )}
          {may.has('redraft') && (
            <Form t={t} action={`${here}/redraft`}>
              <Button type="submit" variant="secondary">
                {t('decision.form.redraft')}
              </Button>
            </Form>
          )}
        </>
      }
      errors={errorList(errors)}
    >
      {moved !== undefined && (
        <NotificationBanner t={t} kind="warning" title={t('decision.act.moved')} announce>
          <p>{t('decision.act.movedText')}</p>
          {moved !== '' && (
            <>
              <p>{t('decision.act.movedWords')}</p>
              <blockquote>
                <Text>{moved}</Text>
              </blockquote>
            </>
          )}
        </NotificationBanner>
      )}
      {view.away.map(({ words }) => (
        <NotificationBanner
          t={t}
          kind="info"
          title={t('draftAway.title', { unit: words.unit, title: words.title })}
        >
          <p>
            {words.who.length === 0
              ? t('draftAway.nobody')
              : t('draftAway.text', {
                  who: words.who.map(({ name, right }) => `${name}（${t(RIGHT_WORDS[right])}）`).join('、'),
                })}
          </p>
        </NotificationBanner>
      ))}
      <SpoiledFiles page={page} files={view.files} refused={spoiled} />
      <p>
        <StatusTag tone={STATE_TONES[draft.state]} label={t(STATE_WORDS[draft.state])} />
      </p>
      <DescriptionList items={facts} />
      {draft.erasedAt === null ? (
        <Section title={t('decision.field.body')}>
          <p>
            <Text>{content.body}</Text>
          </p>
        </Section>
      ) : (
        <NotificationBanner t={t} kind="info" title={t('draftEnd.title')}>
          <p>{t('draftEnd.text')}</p>
        </NotificationBanner>
      )}
      {content.reason !== '' && (
        <Section title={t('decision.field.reason')}>
          <p>
            <Text>{content.reason}</Text>
          </p>
        </Section>
      )}
      <Attachments page={page} view={view} here={here} />
      <ActForms page={page} view={view} typed={typed} errors={errors} />
      {view.steps.length > 0 && (
        <Section title={t('decision.route.title')}>
          <DraftRoute page={page} steps={view.steps} />
        </Section>
      )}
      {view.acts.length > 0 && (
        <Section title={t('decision.done.title')}>
          <Timeline
            entries={view.acts.map((line) => ({
              at: t.dateTime(line.at),
              title: t(line.isDecision ? 'decision.done.decided' : ACT_WORDS[line.act]),
              by: [line.unit, line.title, line.name, rightAsTold(page.t, line)].filter(Boolean).join(' '),
              ...(line.comment !== null && { text: <Text>{line.comment}</Text> }),
            }))}
          />
        </Section>
      )}
    </StaffPage>
  );
};
