import { FormPage, formPageTop, onePage } from '#forms/views/form-page.js';
import { dateIn } from '#kernel/clock.js';
import { localize } from '#kernel/i18n/locales.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { formatVerificationCode } from '#kernel/values/verification-code.js';
import { ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { ConfirmButton } from '#ui/components/confirm-button.js';
import { CopyButton } from '#ui/components/copy-button.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { Details } from '#ui/components/details.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Section } from '#ui/components/section.js';
import { StatusTag } from '#ui/components/status-tag.js';
import { type Step, Steps } from '#ui/components/steps.js';
import { Timeline } from '#ui/components/timeline.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import { type Case, isFeeDue, nextActions } from '../model.js';
import { PartsSection } from '../parts/views/section.js';
import { ReissueNote } from '../reissue/views.js';
import type { CorrectionPage, MyCase } from '../service/my.js';
import { AskedList } from './asked-list.js';
import { kindWords } from './kind-words.js';
import { LookList, type LookWords } from './looks.js';
import { PickUpSection } from './pick-up.js';
import {
  DELIVERY_WORDS,
  ENTRY_WORDS,
  REVOCATION_WORDS,
  stateMark,
  stateText,
  submittedDay,
} from './words.js';

/** What happens next, with dates: after submitting and as long as it runs. */
function nextSteps({ t }: PageContext, { case: mine, procedure }: MyCase): Step[] {
  const at = (states: readonly Case['state'][]) => states.includes(mine.state);
  const isReviewed = at(['approved', 'issued', 'completed']);
  const review = t('procedure.next.review');
  const steps: Step[] = [
    { title: t(kindWords(procedure).received), when: submittedDay(t, mine), state: 'done' },
    isReviewed
      ? { title: review, state: 'done' }
      : {
          title: review,
          // While the case waits for somebody else nobody can promise a day.
          ...(mine.phase === 'working' && { when: t('procedure.next.by', { date: t.date(mine.dueOn) }) }),
          state: 'current',
        },
  ];
  if (mine.fee > 0) {
    steps.push({
      title: t('procedure.next.pay', { fee: t.yen(mine.fee) }),
      ...(mine.content.feeReason && {
        text: t('payment.fee.reason', { reason: localize(mine.content.feeReason, t.locale) }),
      }),
      state: mine.feeReceipt !== null ? 'done' : mine.state === 'approved' ? 'current' : 'next',
    });
  }
  if (procedure.output.kind !== 'none') {
    steps.push({
      title: t('procedure.next.receive', { document: localize(procedure.output.title, t.locale) }),
      text: t(DELIVERY_WORDS[mine.delivery ?? 'myPage']),
      state:
        mine.state === 'issued' ? 'done' : mine.state === 'approved' && !isFeeDue(mine) ? 'current' : 'next',
    });
  }
  return steps;
}

const DocumentSection = ({ page, mine }: { page: PageContext; mine: MyCase }) => {
  const { t, base } = page;
  const { certificate, procedure, reissue, revocation } = mine;
  if (!certificate || procedure.output.kind === 'none') return null;
  const { id, delivery } = mine.case;
  return (
    <Section title={localize(procedure.output.title, t.locale)} id="document">
      {reissue && <ReissueNote t={t} reissue={reissue} />}
      {certificate.revokedAt ? (
        <NotificationBanner
          t={t}
          kind="warning"
          title={t('procedure.document.revoked', { at: t.dateTime(certificate.revokedAt) })}
        >
          {revocation && (
            <>
              <p>
                {t('revocation.reason')}: {t(REVOCATION_WORDS[revocation.reason])}
              </p>
              <p class="quote" lang="ja">
                {revocation.words}
              </p>
            </>
          )}
        </NotificationBanner>
      ) : (
        <>
          {delivery === 'myPage' && (
            <ButtonRow>
              <ButtonLink
                href={`${base}/my/cases/${id}/certificate.pdf`}
                size="large"
                icon="download"
                download
              >
                {t('procedure.document.download')}
              </ButtonLink>
            </ButtonRow>
          )}
          <DescriptionList
            items={[
              { term: t('procedure.document.issuedOn'), value: t.date(certificate.issuedOn) },
              ...(certificate.validUntil
                ? [{ term: t('procedure.document.validUntil'), value: t.date(certificate.validUntil) }]
                : []),
              {
                term: t('procedure.document.code'),
                value: (
                  <>
                    <span class="code">{formatVerificationCode(certificate.verificationCode)}</span>{' '}
                    <CopyButton t={t} text={formatVerificationCode(certificate.verificationCode)} />
                  </>
                ),
              },
            ]}
          />
          <PickUpSection
            page={page}
            number={mine.case.number}
            certificate={certificate}
            code={mine.pickUpCode}
          />
          <p>
            {t('procedure.document.anybody')}{' '}
            <a href={`${base}/verify/${certificate.verificationCode}`}>{t('procedure.document.verify')}</a>
          </p>
        </>
      )}
    </Section>
  );
};

const ToDo = ({ page, mine }: { page: PageContext; mine: MyCase }) => {
  const { t, base } = page;
  const { case: subject, payment } = mine;
  const open = mine.corrections.find(({ answeredAt }) => answeredAt === null);
  if (subject.state === 'correctionRequested' && open) {
    return (
      <NotificationBanner t={t} kind="warning" title={t('procedure.correction.title')}>
        <p class="quote">{open.message}</p>
        <p>{t('procedure.correction.until', { date: t.date(open.dueOn) })}</p>
        <ButtonRow>
          <ButtonLink href={`${base}/my/cases/${subject.id}/correction`}>
            {t('procedure.correction.begin')}
          </ButtonLink>
        </ButtonRow>
      </NotificationBanner>
    );
  }
  if (subject.state === 'approved' && isFeeDue(subject)) {
    return (
      <NotificationBanner
        t={t}
        kind="warning"
        title={t('procedure.payment.title', { fee: t.yen(subject.fee) })}
      >
        {subject.content.feeReason && (
          <p>{t('payment.fee.reason', { reason: localize(subject.content.feeReason, t.locale) })}</p>
        )}
        {payment && (
          <>
            <p>
              {t('payment.todo.text', {
                date: t.date(payment.dueOn),
                number: formatReference(payment.number),
              })}
            </p>
            <ButtonRow>
              <ButtonLink href={`${base}/my/payments/${payment.id}`} size="large">
                {t('payment.pay.button')}
              </ButtonLink>
            </ButtonRow>
          </>
        )}
      </NotificationBanner>
    );
  }
  return null;
};

export interface MyCasePageProps {
  page: PageContext;
  mine: MyCase;
  words: LookWords;
  /** Right after it was submitted. */
  isNew: boolean;
}

/** One own case: what it says now, what to do, the document, what happened, what was answered, who looked. */
export const MyCasePage = ({ page, mine, words, isNew }: MyCasePageProps) => {
  const { t, base } = page;
  const { case: subject, procedure } = mine;
  const title = localize(procedure.title, t.locale);
  const number = formatReference(subject.number);
  const isRunning = subject.phase !== 'closed';
  const said = kindWords(procedure);
  return (
    <CitizenPage
      page={page}
      title={title}
      isPrivate
      breadcrumbs={[{ label: t('procedure.my.title'), href: `${base}/my` }, { label: title }]}
    >
      {isNew && (
        <NotificationBanner t={t} kind="success" title={t(said.done)} announce>
          <p>{t(said.doneText)}</p>
        </NotificationBanner>
      )}
      <p class="case-number">
        {t('procedure.case.number')} <strong class="code">{number}</strong> <CopyButton t={t} text={number} />
      </p>
      <p>
        <StatusTag {...stateMark(t, subject)} /> {stateText(t, subject, said)}
      </p>
      {subject.content.refusal !== null && (
        <NotificationBanner t={t} kind="info" title={t('procedure.case.refusal')}>
          <p class="quote">{subject.content.refusal}</p>
        </NotificationBanner>
      )}
      <ToDo page={page} mine={mine} />
      <PartsSection
        page={page}
        caseHref={`${base}/my/cases/${subject.id}`}
        isStaff={false}
        parts={mine.parts}
      />
      <DocumentSection page={page} mine={mine} />
      {mine.payment && mine.payment.state !== 'due' && (
        <Section title={t('payment.title')} id="payment">
          <p>
            <a href={`${base}/my/payments/${mine.payment.id}`}>{t('payment.todo.record')}</a>
          </p>
        </Section>
      )}
      {isRunning && (
        <Section title={t('procedure.next.title')} id="next">
          <Steps t={t} steps={nextSteps(page, mine)} />
        </Section>
      )}
      <Section title={t('procedure.case.history')} id="history">
        <Timeline
          entries={mine.history.map(({ type, at }) => ({
            at: t.dateTime(at),
            title: t(type === 'case.submitted' ? said.received : ENTRY_WORDS[type]),
          }))}
        />
      </Section>
      <Section title={t(said.answers)} id="answers">
        <Details summary={t(said.showAnswers)}>
          <AskedList t={t} asked={subject.content.asked} filesAt={`${base}/my/cases/${subject.id}/files`} />
          <p class="muted">{t(said.version, { version: subject.version })}</p>
        </Details>
      </Section>
      <Section title={t('procedure.looks.title')} id="looks">
        <LookList page={page} looks={mine.looks} words={words} />
      </Section>
      <Section title={t('message.title')} id="messages">
        <p>
          <a href={`${base}/my/cases/${subject.id}/messages`}>{t('message.lead')}</a>
        </p>
      </Section>
      {nextActions(subject).includes('withdraw') && (
        <Section title={t('procedure.withdraw.title')} id="withdraw">
          <Details summary={t(said.withdrawOpen)}>
            <p>{t(said.withdrawText)}</p>
            <Form t={t} action={`${base}/my/cases/${subject.id}/withdraw`}>
              <ConfirmButton
                id="withdraw-question"
                label={t(said.withdrawButton)}
                question={t(said.withdrawQuestion)}
                cancel={t('common.back')}
              />
            </Form>
          </Details>
        </Section>
      )}
    </CitizenPage>
  );
};

/** Only the fields that the office named, as they stand. */
export const CorrectionFormPage = ({ page, data }: { page: PageContext; data: CorrectionPage }) => {
  const { t, base } = page;
  const { id } = data.case;
  const href = `${base}/my/cases/${id}`;
  const props = {
    t,
    page: onePage('correction', t('procedure.correction.pageTitle'), data.fields),
    total: 1,
    raw: data.raw,
    errors: data.errors,
    revealed: data.revealed,
    action: `${href}/correction`,
    progressLabel: localize(data.procedure.title, t.locale),
    submitLabel: t('procedure.correction.submit'),
  };
  return (
    <CitizenPage page={page} {...formPageTop(props, href)} isPrivate>
      <NotificationBanner t={t} kind="info" title={t('procedure.correction.message')}>
        <p class="quote">{data.open.message}</p>
        <p>{t('procedure.correction.until', { date: t.date(data.open.dueOn) })}</p>
      </NotificationBanner>
      <FormPage {...props} today={dateIn(page.now)} />
    </CitizenPage>
  );
};
