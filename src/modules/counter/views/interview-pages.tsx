import type { Child } from 'hono/jsx';
import type { JourneyPage } from '#forms/journey.js';
import { FormPage, type FormPageProps, formPageTop } from '#forms/views/form-page.js';
import { dateIn } from '#kernel/clock.js';
import { localize } from '#kernel/i18n/locales.js';
import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { CheckboxGroup } from '#ui/components/checkbox-group.js';
import { ConfirmButton } from '#ui/components/confirm-button.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { ProgressBar } from '#ui/components/progress-bar.js';
import { Section } from '#ui/components/section.js';
import type { PageContext } from '#ui/page.js';
import type { UsedGuide } from '../model.js';
import type { OpenInterview } from '../service/interview-forms.js';
import { AnswerSections } from './answer-sections.js';
import { Frame, interviewPath, type Side } from './frame.js';
import { ToBring } from './todo-cards.js';

/** Says that the person came from the page that checks the answers. */
export const FROM_CHECK = 'from';

interface InterviewPageProps {
  page: PageContext;
  side: Side;
  open: OpenInterview;
}

interface OverviewProps extends InterviewPageProps {
  used: UsedGuide;
  /** Every procedure that the list offers, chosen or not. */
  choices: readonly { id: string; title: string }[];
  /** Nothing was chosen. */
  isNothingChosen?: boolean;
  /** What the clerk can do besides. */
  aside?: Child;
}

/** Which procedures are filled together, and how far it is. */
export const OverviewPage = ({
  page,
  side,
  open,
  used,
  choices,
  isNothingChosen = false,
  aside,
}: OverviewProps) => {
  const { t, base } = page;
  const { interview, way } = open;
  const { id, content } = interview;
  const href = (rest: string) => `${base}${interviewPath(side, id, rest)}`;
  // Pages that the guide's answers fill are not on the way.
  const done = way.pages.filter((one) => one.isComplete && !open.combined.statedPages.has(one.id)).length;
  const goOn = way.current ? `/form/${way.current.id}` : '/check';
  const error = isNothingChosen ? t('guide.entry.chooseOne') : undefined;
  return (
    <Frame
      page={page}
      side={side}
      title={t(side === 'staff' ? 'counter.interview.title' : 'guide.entry.title')}
      lead={localize(used.guide.title, t.locale)}
      back={side === 'staff' ? { href: `${base}/staff/counter` } : { href: `${base}/guide/${used.guide.id}` }}
      errors={error ? [{ id: 'procedures', text: error }] : []}
    >
      {content.procedures.length === 0 ? (
        <NotificationBanner t={t} kind="info" title={t('guide.entry.noForms')} />
      ) : (
        <>
          <p>
            {t(side === 'staff' ? 'counter.interview.text' : 'guide.entry.text', {
              count: content.procedures.length,
            })}
          </p>
          <ProgressBar
            label={t('guide.entry.progress')}
            value={done}
            max={way.total}
            text={t('guide.entry.pages', { done, total: way.total })}
          />
          <ButtonRow>
            <ButtonLink href={href(goOn)} size="large">
              {t(
                way.current === null
                  ? 'guide.entry.check'
                  : done === 0
                    ? 'guide.entry.begin'
                    : 'guide.entry.goOn',
              )}
            </ButtonLink>
          </ButtonRow>
          {side === 'person' && (
            <Section title={t('guide.entry.later')}>
              <p>{t('guide.entry.laterText')}</p>
              <Form t={t} action={href('/code')}>
                <ButtonRow>
                  <Button type="submit" variant="secondary">
                    {t('guide.entry.code')}
                  </Button>
                </ButtonRow>
              </Form>
            </Section>
          )}
        </>
      )}
      {aside}
      {choices.length > 0 && (
        <Section title={t('guide.entry.which')}>
          <Form t={t} action={href('/procedures')}>
            <CheckboxGroup
              t={t}
              id="procedures"
              label={t('guide.entry.whichLabel')}
              hint={t('guide.entry.whichHint')}
              bare
              {...(error && { error })}
              options={choices.map(({ id: value, title }) => ({ value, label: title }))}
              values={content.procedures.map((one) => one.id)}
            />
            <ButtonRow>
              <Button type="submit" variant="secondary">
                {t('guide.entry.choose')}
              </Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
      <Form t={t} action={href('/discard')}>
        <ConfirmButton
          id="discard"
          isQuiet
          label={t('guide.entry.discardTitle')}
          question={t('guide.entry.discardText')}
          proceed={t('guide.entry.discard')}
          cancel={t('procedure.draft.keep')}
        />
      </Form>
    </Frame>
  );
};

interface QuestionProps
  extends InterviewPageProps,
    Pick<FormPageProps, 'raw' | 'errors' | 'fields' | 'revealed'> {
  formPage: JourneyPage;
  isFromCheck: boolean;
}

/** One page of the form that all procedures make together. */
export const InterviewQuestionPage = ({
  page,
  side,
  open,
  formPage,
  isFromCheck,
  ...sent
}: QuestionProps) => {
  const { t, base } = page;
  const { interview, way, combined, procedures } = open;
  const href = (rest: string) => `${base}${interviewPath(side, interview.id, rest)}`;
  const titleOf = (id: string): string => {
    const found = procedures.find(({ procedure }) => procedure.id === id);
    return found ? localize(found.procedure.title, t.locale) : '';
  };
  const owners = new Set(formPage.page.fields.map(({ id }) => combined.sectionOf.get(id)?.procedure ?? ''));
  const [owner = ''] = owners;
  const headings = new Map(
    formPage.page.fields.flatMap(({ id }) => {
      const section = combined.sectionOf.get(id);
      if (!section || (section.title === undefined && owners.size === 1)) return [];
      const title = section.title && localize(section.title, t.locale);
      const whose = owners.size > 1 ? titleOf(section.procedure) : undefined;
      return [[id, { title: whose ?? title ?? '', note: whose === undefined ? undefined : title }] as const];
    }),
  );
  const props: FormPageProps = {
    t,
    page: formPage,
    total: way.total,
    action: href(`/form/${formPage.id}`),
    hidden: { [FROM_CHECK]: isFromCheck ? 'check' : undefined },
    ...(owners.size === 1 && { progressLabel: owner === '' ? t('guide.check.common') : titleOf(owner) }),
    headings,
    ...sent,
  };
  const back = isFromCheck ? '/check' : formPage.previous === null ? '' : `/form/${formPage.previous}`;
  return (
    <Frame page={page} side={side} {...formPageTop(props, href(back))}>
      <FormPage {...props} today={dateIn(page.now)} />
      <p>
        <a href={href('')}>{t('guide.entry.overview')}</a>
      </p>
    </Frame>
  );
};

/** All answers of the person, before the code is given out. */
export const PersonCheckPage = ({ page, open }: Omit<InterviewPageProps, 'side'>) => {
  const { t, base } = page;
  const href = (rest: string) => `${base}${interviewPath('person', open.interview.id, rest)}`;
  return (
    <Frame
      page={page}
      side="person"
      title={t('guide.check.title')}
      lead={t('guide.check.lead')}
      back={{ href: href('') }}
    >
      <AnswerSections
        t={t}
        open={open}
        changeHref={(pageId, field) => `${href(`/form/${pageId}`)}?${FROM_CHECK}=check#${field}`}
      />
      <Form t={t} action={href('/code')}>
        <ButtonRow>
          <Button type="submit" size="large">
            {t('guide.check.code')}
          </Button>
        </ButtonRow>
      </Form>
      <p class="muted">{t('guide.check.hint')}</p>
    </Frame>
  );
};

interface CodeProps extends Omit<InterviewPageProps, 'side'> {
  /** As a person reads it. */
  code: string;
  picture: string;
  until: Temporal.PlainDate;
  bring: readonly string[];
}

/** The code, large, and its QR code: to be shown at the counter. */
export const CodePage = ({ page, open, code, picture, until, bring }: CodeProps) => {
  const { t, base } = page;
  const href = (rest: string) => `${base}${interviewPath('person', open.interview.id, rest)}`;
  return (
    <Frame page={page} side="person" title={t('guide.code.title')} lead={t('guide.code.lead')}>
      <div class="entry-code">
        <p class="entry-code-text">
          <span class="muted">{t('guide.code.label')}</span>
          <strong>{code}</strong>
        </p>
        <img
          src={`data:image/svg+xml;base64,${Buffer.from(picture).toString('base64')}`}
          alt={t('guide.code.picture')}
          width="200"
          height="200"
        />
      </div>
      <p>{t('guide.code.until', { date: t.date(until) })}</p>
      {open.way.current && (
        <NotificationBanner t={t} kind="info" title={t('guide.code.unfinished')}>
          <p>
            <a href={href(`/form/${open.way.current.id}`)}>{t('guide.entry.goOn')}</a>
          </p>
        </NotificationBanner>
      )}
      <ButtonRow>
        <ButtonLink href={href('/slip.pdf')} variant="secondary" icon="print" download>
          {t('guide.code.print')}
        </ButtonLink>
      </ButtonRow>
      <ToBring t={t} things={bring} />
      <Section title={t('guide.code.after')}>
        <p>{t('guide.code.afterText')}</p>
        <p>
          <a href={href('')}>{t('guide.entry.overview')}</a>
        </p>
      </Section>
    </Frame>
  );
};

/** The counter has it: nothing more to type here. */
export const AtCounterPage = ({ page, isReceived }: { page: PageContext; isReceived: boolean }) => {
  const { t, base } = page;
  return (
    <Frame page={page} side="person" title={t(isReceived ? 'guide.entry.received' : 'guide.entry.atCounter')}>
      <p>{t(isReceived ? 'guide.entry.receivedText' : 'guide.entry.atCounterText')}</p>
      <p>
        <a href={`${base}/`}>{t('guide.entry.home')}</a>
      </p>
    </Frame>
  );
};
