import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Textarea } from '#ui/components/textarea.js';
import { Timeline } from '#ui/components/timeline.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { MESSAGE_LIMIT } from '../model.js';
import type { Conversation } from '../service/messages.js';

interface TypedMessage {
  text: string;
  error?: string;
}

export const MyMessagesPage = ({
  page,
  caseId,
  data,
  typed = { text: '' },
}: {
  page: PageContext;
  caseId: string;
  data: Conversation;
  typed?: TypedMessage;
}) => {
  const { t, base } = page;
  return (
    <CitizenPage
      page={page}
      title={t('message.title')}
      lead={t('message.lead')}
      back={{ href: `${base}/my/cases/${caseId}` }}
      errors={typed.error ? [{ id: 'text', text: typed.error }] : []}
      isPrivate
    >
      {data.hasOlder && <p>{t('message.older')}</p>}
      {data.messages.length === 0 ? (
        <p>{t('message.none')}</p>
      ) : (
        <Timeline
          entries={data.messages.map(({ kind, sentAt, text }) => ({
            at: t.dateTime(sentAt),
            title: t(kind === 'fromApplicant' ? 'message.you' : 'message.office'),
            text,
          }))}
        />
      )}
      <Form t={t} action={`${base}/my/cases/${caseId}/messages`}>
        <Textarea
          t={t}
          id="text"
          label={t('message.label')}
          value={typed.text}
          error={typed.error}
          maxLength={MESSAGE_LIMIT}
          required
        />
        <ButtonRow>
          <Button type="submit">{t('message.button')}</Button>
        </ButtonRow>
      </Form>
    </CitizenPage>
  );
};

export const CaseMessagesPage = ({
  page,
  caseId,
  hasAccount,
  data,
  typed = {},
}: {
  page: PageContext;
  caseId: string;
  hasAccount: boolean;
  data: Conversation;
  typed?: { message?: TypedMessage; note?: TypedMessage };
}) => {
  const { t, base } = page;
  const href = `${base}/staff/cases/${caseId}/messages`;
  const { message = { text: '' }, note = { text: '' } } = typed;
  return (
    <StaffPage
      page={page}
      title={t('casework.message.title')}
      back={{ href: `${base}/staff/cases/${caseId}` }}
      errors={[
        ...(message.error ? [{ id: 'message', text: message.error }] : []),
        ...(note.error ? [{ id: 'note', text: note.error }] : []),
      ]}
    >
      {data.hasOlder && <p>{t('casework.message.older')}</p>}
      {data.messages.length === 0 ? (
        <p>{t('casework.message.none')}</p>
      ) : (
        <Timeline
          entries={data.messages.map(({ kind, sentAt, text, name }) => ({
            at: t.dateTime(sentAt),
            title:
              kind === 'note'
                ? t('casework.note.mark')
                : t(kind === 'fromApplicant' ? 'casework.message.from' : 'message.office'),
            text,
            ...(name !== null && { by: name }),
          }))}
        />
      )}
      {hasAccount ? (
        <Form t={t} action={href} hidden={{ kind: 'toApplicant' }}>
          <Textarea
            t={t}
            id="message"
            label={t('casework.message.label')}
            hint={t('casework.message.hint')}
            value={message.text}
            error={message.error}
            maxLength={MESSAGE_LIMIT}
            required
          />
          <ButtonRow>
            <Button type="submit">{t('casework.message.button')}</Button>
          </ButtonRow>
        </Form>
      ) : (
        <NotificationBanner t={t} kind="info" title={t('casework.message.noAccount')} />
      )}
      <Form t={t} action={href} hidden={{ kind: 'note' }}>
        <Textarea
          t={t}
          id="note"
          label={t('casework.note.label')}
          hint={t('casework.note.hint')}
          value={note.text}
          error={note.error}
          maxLength={MESSAGE_LIMIT}
          required
        />
        <ButtonRow>
          <Button type="submit" variant="secondary">
            {t('casework.note.button')}
          </Button>
        </ButtonRow>
      </Form>
    </StaffPage>
  );
};
