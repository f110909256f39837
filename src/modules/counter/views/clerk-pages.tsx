import type { Journey, JourneyPage } from '#forms/journey.js';
import { FormPage, type FormPageProps, formPageTop } from '#forms/views/form-page.js';
import { dateIn } from '#kernel/clock.js';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { type LocalizedText, localize } from '#kernel/i18n/locales.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { Section } from '#ui/components/section.js';
import { Table } from '#ui/components/table.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { COUNTER_CHECKS } from '../interview.js';
import type { UsedGuide } from '../model.js';
import type { OpenInterview } from '../service/interview-forms.js';
import type { ReceivedCase } from '../service/reception.js';
import type { ToDo } from '../todo.js';
import { AnswerSections } from './answer-sections.js';
import { interviewPath } from './frame.js';
import { FROM_CHECK } from './interview-pages.js';

const CHECK_WORDS = {
  photoCard: 'staffEntry.check.photoCard',
  twoDocuments: 'staffEntry.check.twoDocuments',
  agentDocuments: 'staffEntry.check.agentDocuments',
} as const satisfies Record<(typeof COUNTER_CHECKS)[number], MessageKey>;

interface ClerkGuideProps extends Pick<FormPageProps, 'raw' | 'errors' | 'fields' | 'revealed'> {
  page: PageContext;
  used: UsedGuide;
  interview: string;
  way: Journey;
  formPage: JourneyPage;
}

/** A page of the questions about the event, asked by the clerk. */
export const ClerkGuidePage = ({ page, used, interview, way, formPage, ...sent }: ClerkGuideProps) => {
  const { t, base } = page;
  const href = (rest: string) => `${base}${interviewPath('staff', interview, rest)}`;
  const props: FormPageProps = {
    t,
    page: formPage,
    total: way.total,
    action: href(`/guide/${formPage.id}`),
    progressLabel: localize(used.guide.title, t.locale),
    ...sent,
  };
  const back = formPage.previous === null ? `${base}/staff/counter` : href(`/guide/${formPage.previous}`);
  return (
    <StaffPage page={page} {...formPageTop(props, back)}>
      <FormPage {...props} today={dateIn(page.now)} />
    </StaffPage>
  );
};

interface ClerkAsideProps {
  page: PageContext;
  interview: string;
  used: UsedGuide;
  isAtDesk: boolean;
  /** The visit that it belongs to. */
  visit: string | null;
}

/** The way back to the questions, and to the desk where the event has one. */
export const ClerkAside = ({ page, interview, used, isAtDesk, visit }: ClerkAsideProps) => {
  const { t, base } = page;
  const first = used.form.pages[0]?.id ?? '';
  return (
    <>
      <p>
        <a href={`${base}${interviewPath('staff', interview, `/guide/${first}`)}`}>
          {t('counter.interview.guide')}
        </a>
      </p>
      {used.guide.hasDesk && isAtDesk && (
        <Section title={t('counter.visits.title')}>
          {visit === null && <p>{t('counter.interview.deskText')}</p>}
          <ButtonRow>
            <ButtonLink
              href={
                visit === null
                  ? `${base}/staff/counter/visits/new?guide=${used.guide.id}&interview=${interview}`
                  : `${base}/staff/counter/visits/${visit}`
              }
              variant="secondary"
            >
              {t(visit === null ? 'counter.interview.desk' : 'counter.interview.visit')}
            </ButtonLink>
          </ButtonRow>
        </Section>
      )}
    </>
  );
};

interface ClerkCheckProps {
  page: PageContext;
  open: OpenInterview;
  isSigned: boolean;
  typed?: { check: string; error?: string };
  /** What kept it from being taken in. */
  problem?: string;
}

/** All answers before they are taken in: the screen goes to the person to sign, then the clerk takes them in. */
export const ClerkCheckPage = ({ page, open, isSigned, typed, problem }: ClerkCheckProps) => {
  const { t, base } = page;
  const href = (rest: string) => `${base}${interviewPath('staff', open.interview.id, rest)}`;
  return (
    <StaffPage
      page={page}
      title={t('guide.check.title')}
      lead={t(isSigned ? 'counter.check.signedLead' : 'counter.check.lead')}
      back={{ href: href('') }}
      errors={[
        ...(typed?.error ? [{ id: 'identityCheck', text: typed.error }] : []),
        ...(problem ? [{ id: 'main', text: problem }] : []),
      ]}
      actions={
        <>
          <ButtonLink href={href('/papers.pdf')} variant="secondary" icon="print" download>
            {t('counter.check.print')}
          </ButtonLink>
          <ButtonLink href={href('/forms.pdf')} variant="secondary" icon="print" download>
            {t('counter.check.forms')}
          </ButtonLink>
        </>
      }
    >
      <AnswerSections
        t={t}
        open={open}
        changeHref={(pageId, field) => `${href(`/form/${pageId}`)}?${FROM_CHECK}=check#${field}`}
      />
      <Section title={t('counter.check.handOver')}>
        {isSigned ? (
          <NotificationBanner t={t} kind="success" title={t('counter.check.signed')}>
            <p>{t('counter.check.signedText')}</p>
          </NotificationBanner>
        ) : (
          <p>{t('counter.check.handOverText')}</p>
        )}
        <ButtonRow>
          <ButtonLink href={href('/hand-over')} variant={isSigned ? 'tertiary' : 'primary'}>
            {t(isSigned ? 'counter.check.again' : 'counter.check.show')}
          </ButtonLink>
        </ButtonRow>
      </Section>
      {isSigned && (
        <Section title={t('counter.receive.title')}>
          <Form t={t} action={href('/receive')}>
            <RadioGroup
              t={t}
              id="identityCheck"
              label={t('staffEntry.check')}
              required
              value={typed?.check}
              error={typed?.error}
              options={COUNTER_CHECKS.map((check) => ({ value: check, label: t(CHECK_WORDS[check]) }))}
            />
            <ButtonRow>
              <Button type="submit" size="large">
                {t('counter.receive.button', { count: open.procedures.length })}
              </Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
    </StaffPage>
  );
};

interface ReceivedProps {
  page: PageContext;
  interview: string;
  cases: readonly ReceivedCase[];
  /** What is not done by these applications. */
  others: readonly ToDo[];
  /** The visit that it belongs to. */
  visitHref: string | null;
}

/** The numbers, large enough to be read out; the receipt to print. */
export const ReceivedPage = ({ page, interview, cases, others, visitHref }: ReceivedProps) => {
  const { t, base } = page;
  const titleOf = (title: LocalizedText) => localize(title, t.locale);
  return (
    <StaffPage
      page={page}
      title={t('counter.received.title')}
      lead={t('counter.received.lead', { count: cases.length })}
    >
      <Table
        id="received"
        caption={t('counter.received.title')}
        isCaptionHidden
        stacked
        columns={[
          {
            header: t('staff.case.procedure'),
            cell: ({ title, caseId }) => <a href={`${base}/staff/cases/${caseId}`}>{titleOf(title)}</a>,
            isRowHeader: true,
          },
          {
            header: t('staff.case.number'),
            cell: ({ number }) => <b class="code">{formatReference(number)}</b>,
            nowrap: true,
          },
          {
            header: t('guide.item.fee'),
            cell: ({ fee }) => (fee > 0 ? t.yen(fee) : t('procedure.start.free')),
            numeric: true,
          },
          { header: t('procedure.check.due'), cell: ({ dueOn }) => t.date(dueOn) },
        ]}
        rows={cases}
      />
      <ButtonRow>
        <ButtonLink
          href={`${base}${interviewPath('staff', interview, '/papers.pdf')}`}
          icon="print"
          size="large"
          download
        >
          {t('counter.received.print')}
        </ButtonLink>
        <ButtonLink
          href={`${base}${interviewPath('staff', interview, '/forms.pdf')}`}
          variant="secondary"
          icon="print"
          download
        >
          {t('counter.check.forms')}
        </ButtonLink>
        {visitHref && (
          <ButtonLink href={visitHref} variant="secondary">
            {t('counter.received.visit')}
          </ButtonLink>
        )}
        <ButtonLink href={`${base}/staff/counter`} variant="secondary">
          {t('counter.received.next')}
        </ButtonLink>
      </ButtonRow>
      {others.length > 0 && (
        <Section title={t('counter.received.others')}>
          <ul>
            {others.map(({ title, unit, elsewhere, bring }) => (
              <li>
                {title}（{unit?.name ?? elsewhere?.name}）{bring.length > 0 && ` ${bring.join('／')}`}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </StaffPage>
  );
};
