import type { Child } from 'hono/jsx';
import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { localize } from '#kernel/i18n/locales.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { Button, ButtonLink } from '#ui/components/button.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import { StatusTag } from '#ui/components/status-tag.js';
import type { PageContext } from '#ui/page.js';
import type { StaffAction } from '../model.js';
import type { StaffCase } from '../service/work.js';
import { CheckForm, type SentApproval } from './check-form.js';
import { CHECK_WORDS } from './staff-entry-pages.js';
import { CHANNELS, DELIVERY_WORDS, dueWords, purposeWords, stateMark } from './words.js';

const ACTION_WORDS = {
  take: 'staff.case.action.take',
  approve: 'staff.case.action.approve',
  requestCorrection: 'staff.case.action.requestCorrection',
  refuse: 'staff.case.action.refuse',
  confirmFee: 'staff.case.action.confirmFee',
  issue: 'staff.case.action.issue',
  revoke: 'staff.case.action.revoke',
  reissue: 'reissueDesk.title',
  signOff: 'casework.signOff',
  assign: 'inbox.assign.title',
  handOver: 'casework.handOver.title',
} as const satisfies Record<StaffAction, MessageKey>;

/** Steps that need something typed have a page of their own; the others act at once. */
const STEP_PAGES = {
  requestCorrection: 'correction',
  refuse: 'refusal',
  confirmFee: 'fee',
  revoke: 'revocation',
  reissue: 'reissue',
  handOver: 'other-section',
  assign: 'assignee',
} as const satisfies Partial<Record<StaffAction, string>>;

const STEP_POSTS = {
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
  // With points to check, approving stands beneath them: both are sent together.
  const isBeneath = (action: StaffAction) => action === 'approve' && data.mayCheck && data.checks.length > 0;
  const possible = data.actions.filter(
    (action) => action !== 'take' || state === 'submitted' || assignee === null,
  );
  const offered = possible.filter((action) => !isBeneath(action));
  const handOver = data.actions.includes('take') && !possible.includes('take');
  const [first] = possible;
  if (data.decision !== null)
    return (
      <p>
        {t('casework.decision.underWay')}{' '}
        <a href={`${base}/staff/decisions/${data.decision}`}>{t('casework.decision.link')}</a>
      </p>
    );
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
  if (tone === 'waiting') return text;
  return tone ? `${t.date(subject.dueOn)} ${text}` : t.date(subject.dueOn);
};

function facts(
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

/** What can be done next, and where the case stands. On phones it comes before the answers. */
export const CaseWork = ({
  page,
  data,
  today,
  sent,
}: {
  page: PageContext;
  data: StaffCase;
  today: Temporal.PlainDate;
  sent: SentApproval | undefined;
}) => {
  const { t, base } = page;
  const { case: subject, procedure } = data;
  const { steps } = procedure.review;
  return (
    <aside class="case-work" aria-label={t('staff.case.work')}>
      <Section title={t('staff.case.work')}>
        <CheckForm page={page} data={data} sent={sent} />
        <NextSteps page={page} data={data} />
        <p>
          <a href={`${base}/staff/cases/${subject.id}/messages`}>{t('casework.message.title')}</a>
        </p>
        <DescriptionList items={facts(page, data, today)} stacked />
      </Section>
      {steps.length > 0 && (
        <Section title={t('casework.steps.title')} level={3}>
          <ol>
            {steps.map(({ title: name }, index) => (
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
    </aside>
  );
};
