import type { Child } from 'hono/jsx';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { localize } from '#kernel/i18n/locales.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { formatVerificationCode } from '#kernel/values/verification-code.js';
import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { Details } from '#ui/components/details.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { Section } from '#ui/components/section.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { Timeline, type TimelineEntry } from '#ui/components/timeline.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { StaffAction } from '../model.js';
import { PartsSection } from '../parts/views/section.js';
import { RelatedSection } from '../related/views.js';
import type { ClosedCase, StaffCase } from '../service/work.js';
import { PURPOSES } from '../timeline.js';
import { AskedList } from './asked-list.js';
import { HandOverSection } from './pick-up.js';
import { CHECK_WORDS } from './staff-entry-pages.js';
import {
  CHANNELS,
  DELIVERY_WORDS,
  dueWords,
  ENTRY_WORDS,
  PURPOSE_WORDS,
  purposeWords,
  REVOCATION_WORDS,
  stateMark,
} from './words.js';

export interface PurposePageProps {
  page: PageContext;
  data: ClosedCase;
  error?: string;
}

/** Personal data opens with a purpose; the person can read it later. */
export const PurposePage = ({ page, data, error }: PurposePageProps) => {
  const { t, base } = page;
  return (
    <StaffPage
      page={page}
      title={t('staff.case.purposeTitle')}
      lead={`${formatReference(data.number)} ${localize(data.title, t.locale)}`}
      back={{ href: `${base}/staff`, label: t('staff.case.inbox') }}
      errors={error ? [{ id: 'purpose', text: error }] : []}
    >
      <p>{t('staff.case.purposeText')}</p>
      <Form t={t} action={`${base}/staff/cases/${data.id}/purpose`}>
        <RadioGroup
          t={t}
          id="purpose"
          label={t('staff.case.purpose')}
          required
          error={error}
          options={PURPOSES.map((purpose) => ({ value: purpose, label: t(PURPOSE_WORDS[purpose]) }))}
        />
        <ButtonRow>
          <Button type="submit">{t('staff.case.openCase')}</Button>
        </ButtonRow>
      </Form>
    </StaffPage>
  );
};

const ACTION_WORDS = {
  take: 'staff.case.action.take',
  approve: 'staff.case.action.approve',
  requestCorrection: 'staff.case.action.requestCorrection',
  refuse: 'staff.case.action.refuse',
  confirmFee: 'staff.case.action.confirmFee',
  issue: 'staff.case.action.issue',
  revoke: 'staff.case.action.revoke',
  signOff: 'casework.signOff',
  assign: 'inbox.assign.title',
  handOver: 'casework.handOver.title',
} as const satisfies Record<StaffAction, MessageKey>;

/** Steps that need something typed have a page of their own; the others act at once. */
export const STEP_PAGES = {
  requestCorrection: 'correction',
  refuse: 'refusal',
  confirmFee: 'fee',
  revoke: 'revocation',
  handOver: 'other-section',
  assign: 'assignee',
} as const satisfies Partial<Record<StaffAction, string>>;

export const STEP_POSTS = {
  take: 'take',
  signOff: 'sign-off',
  approve: 'approve',
  issue: 'issue',
} as const satisfies Partial<Record<StaffAction, string>>;

const isPost = (action: StaffAction): action is keyof typeof STEP_POSTS => action in STEP_POSTS;

function NextSteps({ page, data }: { page: PageContext; data: StaffCase }) {
  const { t, base } = page;
  const { id, revision, state, assignee } = data.case;
  const href = `${base}/staff/cases/${id}`;
  const offered = data.actions.filter(
    (action) => action !== 'take' || state === 'submitted' || assignee === null,
  );
  const handOver = data.actions.includes('take') && !offered.includes('take');
  const [first] = offered;
  if (data.actions.length === 0) return <p>{t('staff.case.nothingToDo')}</p>;
  const variant = (action: StaffAction) =>
    action === 'refuse' || action === 'revoke' ? 'danger' : action === first ? 'primary' : 'secondary';
  const take = (label: MessageKey, look: 'primary' | 'secondary' | 'tertiary' | 'danger', path: string) => (
    <Form t={t} action={`${href}/${path}`} hidden={{ revision: String(revision) }}>
      <Button type="submit" variant={look}>
        {t(label)}
      </Button>
    </Form>
  );
  return (
    <ul class="next-steps">
      {offered.map((action) => (
        <li>
          {isPost(action) ? (
            take(ACTION_WORDS[action], variant(action), STEP_POSTS[action])
          ) : (
            <ButtonLink href={`${href}/${STEP_PAGES[action]}`} variant={variant(action)}>
              {t(ACTION_WORDS[action])}
            </ButtonLink>
          )}
        </li>
      ))}
      {handOver && <li>{take('staff.case.action.takeOver', 'tertiary', STEP_POSTS.take)}</li>}
    </ul>
  );
}

const dueText = (t: PageContext['t'], subject: StaffCase['case'], today: Temporal.PlainDate): string => {
  const { text, tone } = dueWords(t, subject, today);
  return tone ? `${t.date(subject.dueOn)} ${text}` : t.date(subject.dueOn);
};

/** Looks that follow each other are one line, with how often. */
function historyLines({ t }: PageContext, history: StaffCase['history']): TimelineEntry[] {
  const lines: (TimelineEntry & { key: string; times: number })[] = [];
  for (const { type, at, name, purpose } of history) {
    const isLook = type === 'case.viewed';
    const key = isLook ? `${name} ${purpose}` : '';
    const last = lines.at(-1);
    if (last && isLook && last.key === key) {
      last.times += 1;
      last.text = t('staff.case.looks', { purpose: purposeWords(t, purpose ?? ''), times: last.times });
      continue;
    }
    lines.push({
      key,
      times: 1,
      at: t.dateTime(at),
      title: t(ENTRY_WORDS[type]),
      ...(name !== null && { by: name }),
      ...(isLook && { text: purposeWords(t, purpose ?? '') }),
    });
  }
  return lines;
}

function work(
  page: PageContext,
  data: StaffCase,
  today: Temporal.PlainDate,
): { term: string; value: Child }[] {
  const { t } = page;
  const { case: subject, assigneeName } = data;
  const { content } = subject;
  const isOpen = subject.phase !== 'closed';
  return [
    { term: t('ui.inbox.state'), value: <StatusTag {...stateMark(t, subject)} /> },
    { term: t('ui.inbox.assignee'), value: assigneeName ?? t('ui.inbox.nobody') },
    ...(isOpen ? [{ term: t('ui.inbox.due'), value: dueText(t, subject, today) }] : []),
    ...(subject.stoppedOn
      ? [
          {
            term: t('staff.case.clock'),
            value: t('staff.case.clockStopped', { date: t.date(subject.stoppedOn) }),
          },
        ]
      : []),
    { term: t('staff.case.channel'), value: t(CHANNELS[subject.channel].word) },
    ...(subject.content.identityCheck
      ? [{ term: t('staffEntry.check'), value: t(CHECK_WORDS[subject.content.identityCheck]) }]
      : []),
    ...(subject.delivery
      ? [{ term: t('staff.case.delivery'), value: t(DELIVERY_WORDS[subject.delivery]) }]
      : []),
    {
      term: t('staff.case.fee'),
      value:
        subject.fee === 0
          ? t('procedure.start.free')
          : subject.feeReceipt === null
            ? t('staff.case.feeOpen', { fee: t.yen(subject.fee) })
            : t('staff.case.feePaid', { fee: t.yen(subject.fee), receipt: subject.feeReceipt }),
    },
    ...(content.feeReason
      ? [{ term: t('payment.fee.reasonLabel'), value: localize(content.feeReason, t.locale) }]
      : []),
    ...(data.payment
      ? [
          {
            term: t('payment.number'),
            value: (
              <a class="code" href={`${page.base}/staff/payments/${data.payment.id}`}>
                {formatReference(data.payment.number)}
              </a>
            ),
          },
        ]
      : []),
    { term: t('staff.case.purpose'), value: purposeWords(t, data.purpose) },
    { term: t('staff.case.version'), value: subject.version },
  ];
}

const DocumentPart = ({ page, data }: { page: PageContext; data: StaffCase }) => {
  const { t, base } = page;
  const { output } = data.procedure;
  if (output.kind === 'none' || data.case.state === 'refused' || data.case.state === 'withdrawn') return null;
  const { certificate, revocation } = data;
  return (
    <Section title={localize(output.title, t.locale)} level={3}>
      {certificate && (
        <p>
          {t('procedure.document.code')}{' '}
          <span class="code">{formatVerificationCode(certificate.verificationCode)}</span>
        </p>
      )}
      {certificate?.revokedAt && (
        <p>{t('procedure.document.revoked', { at: t.dateTime(certificate.revokedAt) })}</p>
      )}
      {revocation && (
        <>
          <p>
            {t('revocation.reason')}: {t(REVOCATION_WORDS[revocation.reason])}
          </p>
          <p class="quote">{revocation.words}</p>
        </>
      )}
      <ButtonLink
        href={`${base}/staff/cases/${data.case.id}/certificate/preview.pdf`}
        variant="tertiary"
        icon="paper"
      >
        {t(certificate ? 'staff.case.openDocument' : 'staff.case.previewDocument')}
      </ButtonLink>
      {certificate && (
        <HandOverSection
          page={page}
          caseId={data.case.id}
          delivery={data.case.delivery}
          certificate={certificate}
        />
      )}
    </Section>
  );
};

/** Answers as asked at the left, the work at the right, beneath what happened. */
export const StaffCasePage = ({
  page,
  data,
  today,
}: {
  page: PageContext;
  data: StaffCase;
  today: Temporal.PlainDate;
}) => {
  const { t, base } = page;
  const { case: subject, procedure, corrections } = data;
  const { content } = subject;
  const before = new Map(
    corrections.flatMap((correction) =>
      correction.before.map(({ field, answer }) => [field, answer] as const),
    ),
  );
  const open = corrections.find(({ answeredAt }) => answeredAt === null);
  const title = localize(procedure.title, t.locale);
  return (
    <StaffPage
      page={page}
      title={title}
      lead={
        <>
          <span class="code">{formatReference(subject.number)}</span> {subject.applicantName}
        </>
      }
      back={{ href: `${base}/staff`, label: t('staff.case.inbox') }}
    >
      <div class="case-columns">
        <div class="case-answers">
          {open && (
            <NotificationBanner
              t={t}
              kind="info"
              title={t('staff.case.askedFor', { date: t.date(open.dueOn) })}
            >
              <p class="quote">{open.message}</p>
            </NotificationBanner>
          )}
          {content.refusal !== null && (
            <NotificationBanner t={t} kind="info" title={t('procedure.case.refusal')}>
              <p class="quote">{content.refusal}</p>
            </NotificationBanner>
          )}
          <Section title={t('staff.case.answers')}>
            <AskedList
              t={t}
              asked={content.askedInJapanese ?? content.asked}
              before={before}
              filesAt={`${base}/staff/cases/${subject.id}/files`}
            />
            {data.scanFile && (
              <p>
                <a href={`${base}/staff/cases/${subject.id}/files/${data.scanFile}`}>{t('scan.case.file')}</a>
              </p>
            )}
            {content.askedInJapanese && (
              <Details summary={t('staff.case.asAsked')}>
                <AskedList t={t} asked={content.asked} level={3} />
              </Details>
            )}
          </Section>
          <PartsSection
            page={page}
            caseHref={`${base}/staff/cases/${subject.id}`}
            isStaff
            parts={data.parts}
          />
        </div>
        <aside class="case-work" aria-label={t('staff.case.work')}>
          <Section title={t('staff.case.work')}>
            <NextSteps page={page} data={data} />
            <DescriptionList items={work(page, data, today)} stacked />
          </Section>
          <Section title={t('casework.message.title')} level={3}>
            <p>
              <a href={`${base}/staff/cases/${subject.id}/messages`}>{t('casework.message.title')}</a>
            </p>
          </Section>
          {procedure.review.steps.length > 0 && (
            <Section title={t('casework.steps.title')} level={3}>
              <ol>
                {procedure.review.steps.map(({ title: name }, index) => (
                  <li>
                    {name}
                    {index < subject.stepsDone && `（${t('casework.steps.done')}）`}
                    {index === subject.stepsDone &&
                      subject.phase !== 'closed' &&
                      `（${t('casework.steps.next')}）`}
                  </li>
                ))}
              </ol>
            </Section>
          )}
          {procedure.review.checks.length > 0 && (
            <Section title={t('staff.case.checks')} level={3}>
              <ul>
                {procedure.review.checks.map((check) => (
                  <li>{check}</li>
                ))}
              </ul>
            </Section>
          )}
          <DocumentPart page={page} data={data} />
          <RelatedSection page={page} caseId={subject.id} related={data.related} />
        </aside>
      </div>
      <Section title={t('staff.case.history')} id="history">
        <Timeline entries={historyLines(page, data.history)} />
      </Section>
    </StaffPage>
  );
};
