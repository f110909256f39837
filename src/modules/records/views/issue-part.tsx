import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import { StatusTag } from '#ui/components/status-tag.js';
import type { PageContext } from '#ui/page.js';
import type { Issue } from '../issue.js';
import { type DocumentHead, numberText } from '../model.js';
import type { IssueAround } from '../service/issuing.js';
import { issueMark, sealText, WAY_WORDS } from './issue-words.js';

interface IssuePartProps {
  page: PageContext;
  document: DocumentHead;
  around: IssueAround;
}

const Steps = ({ page: { t, base }, document, around, issue }: IssuePartProps & { issue: Issue }) => {
  const here = `${base}/staff/records/documents/${document.id}`;
  const hidden = { revision: String(issue.revision) };
  const isOmitted = issue.seal === 'omitted';
  const maySeal = isOmitted ? around.mayWork : around.maySeal;
  if (issue.state === 'prepared')
    return (
      <>
        <p>{t(isOmitted ? 'dispatch.step.unset' : 'dispatch.step.waits')}</p>
        <ButtonRow>
          <ButtonLink href={`${here}/letter.pdf`} variant="secondary">
            {t('dispatch.step.preview')}
          </ButtonLink>
        </ButtonRow>
        {maySeal && (
          <Form t={t} action={`${here}/seal`} hidden={hidden}>
            <Button type="submit">{t(isOmitted ? 'dispatch.step.set' : 'dispatch.step.seal')}</Button>
          </Form>
        )}
        {around.mayWork && issue.originId !== null && (
          <Form t={t} action={`${here}/cancel-issue`} hidden={hidden}>
            <Button type="submit" variant="secondary">
              {t('dispatch.step.cancel')}
            </Button>
          </Form>
        )}
      </>
    );
  const { way } = issue;
  if (issue.state !== 'ready' || way === 'counter' || !around.mayWork) return null;
  const isSentHere = way === 'mail' && around.sendsMail;
  return (
    <>
      <p>{t(isSentHere ? 'dispatch.mail.ready' : `dispatch.ready.${way}`)}</p>
      {issue.mailBegunAt && (
        <p>
          <strong>{t('dispatch.mail.begun', { time: t.dateTime(issue.mailBegunAt) })}</strong>
        </p>
      )}
      {isSentHere && (
        <Form t={t} action={`${here}/send-mail`}>
          <Button type="submit">{t('dispatch.mail.send', { address: issue.words?.mail ?? '' })}</Button>
        </Form>
      )}
      <ButtonRow>
        {way === 'post' && (
          <ButtonLink href={`${here}/address-sheet.pdf`} variant="secondary">
            {t('dispatch.step.sheet')}
          </ButtonLink>
        )}
        {way === 'mail' && (
          <ButtonLink href={`${here}/mail.eml`} variant="secondary">
            {t('dispatch.step.mail')}
          </ButtonLink>
        )}
      </ButtonRow>
      <Form t={t} action={`${here}/dispatch`}>
        <Button type="submit" {...(isSentHere && { variant: 'secondary' })}>
          {t(`dispatch.send.${way}`)}
        </Button>
      </Form>
    </>
  );
};

const Own = (props: IssuePartProps & { issue: Issue }) => {
  const { page, issue, around } = props;
  const { t, base } = page;
  const none = t('records.none');
  return (
    <Section title={t('dispatch.own.title')} id="issue">
      <DescriptionList
        items={[
          { term: t('dispatch.stateLabel'), value: <StatusTag {...issueMark(t, issue.state)} /> },
          {
            term: t('dispatch.addressee'),
            value: issue.words ? `${issue.words.addressee}　${issue.words.honorific}` : none,
          },
          {
            term: t('dispatch.sender'),
            value: issue.words ? `${issue.words.sender}　${issue.words.senderName}` : none,
          },
          { term: t('dispatch.seal.label'), value: sealText(t, issue) },
          { term: t('dispatch.sealedAt'), value: issue.sealedAt ? t.dateTime(issue.sealedAt) : none },
          { term: t('dispatch.way.label'), value: t(WAY_WORDS[issue.way]) },
          {
            term: t('dispatch.dispatchedAt'),
            value: issue.dispatchedAt ? t.dateTime(issue.dispatchedAt) : none,
          },
          ...(issue.way === 'my'
            ? [{ term: t('dispatch.openedAt'), value: issue.openedAt ? t.dateTime(issue.openedAt) : none }]
            : []),
          {
            term: t('dispatch.origin'),
            value: (
              <a
                href={
                  issue.originId === null
                    ? `${base}/staff/records/disclosures/${around.disclosure}`
                    : `${base}/staff/records/documents/${issue.originId}`
                }
              >
                {t('dispatch.originLink')}
              </a>
            ),
          },
        ]}
      />
      <Steps {...props} />
    </Section>
  );
};

/** Enforcement on the page of a document: what goes out by it, or how it goes out itself. */
export const IssuePart = (props: IssuePartProps) => {
  const { page, document, around } = props;
  const { t, base } = page;
  const { issue, issued, draft, mayIssue } = around;
  return (
    <>
      {draft !== null && (
        <p>
          <a href={`${base}/staff/decisions/${draft}`}>{t('dispatch.draft.link')}</a>
        </p>
      )}
      {issue && <Own {...props} issue={issue} />}
      {(mayIssue || issued.length > 0) && (
        <Section title={t('dispatch.issue.title')}>
          {issued.length > 0 && (
            <ul class="file-list">
              {issued.map(({ issue: one, document: outgoing }) => (
                <li>
                  <a href={`${base}/staff/records/documents/${one.documentId}`}>
                    {outgoing ? numberText(outgoing) : t('dispatch.originLink')}
                  </a>
                  <span>{one.words?.addressee}</span>
                  <StatusTag {...issueMark(t, one.state)} />
                </li>
              ))}
            </ul>
          )}
          {mayIssue && (
            <ButtonRow>
              <ButtonLink href={`${base}/staff/records/documents/${document.id}/issue`}>
                {t('dispatch.issue.button')}
              </ButtonLink>
            </ButtonRow>
          )}
        </Section>
      )}
    </>
  );
};
