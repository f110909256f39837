import { errorText, type FieldError, type Raw } from '#forms/fields/field-type.js';
import { files } from '#forms/fields/file/files.js';
import { Lines } from '#forms/fields/paragraphs.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { Textarea } from '#ui/components/textarea.js';
import { Timeline } from '#ui/components/timeline.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { messageFiles } from '../message-files.js';
import { MESSAGE_LIMIT, type Message } from '../model.js';
import { CHOSEN_REPLY, type ReplyChoices, ReplyPicker } from '../replies/views/reply-pages.js';
import type { Conversation } from '../service/messages.js';

interface TypedMessage {
  text: string;
  error?: string;
  /** Files that were taken in already, and what is wrong with others. */
  files?: { raw: Raw; errors: readonly FieldError[] };
}

/** The words, and the files with the links to get them. */
const MessageText = ({
  t,
  text,
  sent,
  at,
}: {
  t: Translator;
  text: string;
  sent: Message['files'];
  at: string;
}) => (
  <>
    <Lines text={text} />
    {sent.length > 0 && (
      <ul class="file-list" aria-label={t('message.filesOf')}>
        {sent.map(({ file, name }) => (
          <li>
            <a href={`${at}/${file}`}>{name}</a>
          </li>
        ))}
      </ul>
    )}
  </>
);

const FilesField = ({ t, typed }: { t: Translator; typed: TypedMessage }) => (
  <files.View
    t={t}
    field={messageFiles(t('message.files'))}
    raw={typed.files?.raw ?? {}}
    errors={typed.files?.errors ?? []}
  />
);

const faultsOf = (t: Translator, id: string, { error, files: came }: TypedMessage) => [
  ...(error ? [{ id, text: error }] : []),
  ...(came?.errors ?? []).map((fault) => ({ id: 'files', text: errorText(fault, t('message.files'), t) })),
];

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
      errors={faultsOf(t, 'text', typed)}
      isPrivate
    >
      {data.hasOlder && <p>{t('message.older')}</p>}
      {data.messages.length === 0 ? (
        <p>{t('message.none')}</p>
      ) : (
        <Timeline
          entries={data.messages.map(({ id, kind, sentAt, text, files: sent }) => ({
            at: t.dateTime(sentAt),
            title: t(kind === 'fromApplicant' ? 'message.you' : 'message.office'),
            text: (
              <MessageText
                t={t}
                text={text}
                sent={sent}
                at={`${base}/my/cases/${caseId}/messages/${id}/files`}
              />
            ),
          }))}
        />
      )}
      <Form t={t} action={`${base}/my/cases/${caseId}/messages`} multipart>
        <Textarea
          t={t}
          id="text"
          label={t('message.label')}
          value={typed.text}
          error={typed.error}
          maxLength={MESSAGE_LIMIT}
          required
        />
        <FilesField t={t} typed={typed} />
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
  replies,
  typed = {},
}: {
  page: PageContext;
  caseId: string;
  hasAccount: boolean;
  data: Conversation;
  replies: ReplyChoices;
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
        ...faultsOf(t, 'message', message),
        ...(replies.error ? [{ id: CHOSEN_REPLY, text: replies.error }] : []),
        ...faultsOf(t, 'note', note),
      ]}
    >
      {data.hasOlder && <p>{t('casework.message.older')}</p>}
      {data.messages.length === 0 ? (
        <p>{t('casework.message.none')}</p>
      ) : (
        <Timeline
          entries={data.messages.map(({ id, kind, sentAt, text, files: sent, name }) => ({
            at: t.dateTime(sentAt),
            title:
              kind === 'note'
                ? t('casework.note.mark')
                : t(kind === 'fromApplicant' ? 'casework.message.from' : 'message.office'),
            text: <MessageText t={t} text={text} sent={sent} at={`${href}/${id}/files`} />,
            ...(name !== null && { by: name }),
          }))}
        />
      )}
      {hasAccount ? (
        <Form t={t} action={href} hidden={{ kind: 'toApplicant' }} multipart>
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
          <ReplyPicker t={t} replies={replies} />
          <FilesField t={t} typed={message} />
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
