import type { Child } from 'hono/jsx';
import type { Translator } from '#kernel/i18n/translate.js';
import { StatusTag, type StatusTone } from './status-tag.js';

export interface InboxRow {
  /** Sent as `selected` by the bulk form. */
  id: string;
  href: string;
  number: string;
  person: string;
  /** Name of the procedure or task. */
  subject: string;
  state: { tone: StatusTone; label: string };
  /** In words: 今日, 3日超過, 11月27日（金）. */
  due: { text: string; tone?: 'late' | 'today' | 'waiting' | undefined };
  /** Who has it; empty when nobody. */
  assignee?: string;
}

export interface InboxProps {
  t: Translator;
  /** Name of the list: 今日が期限. */
  caption: string;
  rows: InboxRow[];
  /** Where the bulk actions post to; without it rows cannot be selected. */
  action?: string;
  /** Buttons with name and value; they appear with the first selection. */
  bulkActions?: Child;
  hidden?: Record<string, string | undefined>;
  /** Heads of the six columns, where the rows are not cases. */
  headers?: readonly [
    number: string,
    person: string,
    subject: string,
    state: string,
    due: string,
    assignee: string,
  ];
}

const Row = ({ t, row, isSelectable }: { t: Translator; row: InboxRow; isSelectable: boolean }) => (
  <tr>
    {isSelectable && (
      <td class="inbox-select">
        <input
          type="checkbox"
          name="selected"
          value={row.id}
          aria-label={t('ui.inbox.select', { number: row.number })}
        />
      </td>
    )}
    <th scope="row" class="inbox-number">
      <a href={row.href}>{row.number}</a>
    </th>
    <td class="inbox-person">{row.person}</td>
    <td class="inbox-subject">{row.subject}</td>
    <td>
      <StatusTag {...row.state} />
    </td>
    <td class="inbox-due" data-tone={row.due.tone}>
      {row.due.text}
    </td>
    <td class="inbox-assignee">{row.assignee ?? <span class="muted">{t('ui.inbox.nobody')}</span>}</td>
  </tr>
);

/** The staff's list of work. On phones each row is a small block; with a keyboard j, k, x and Enter work inside it. */
export const Inbox = ({ t, caption, rows, action, bulkActions, hidden = {}, ...props }: InboxProps) => {
  const isSelectable = action !== undefined;
  const headers = props.headers ?? [
    t('ui.inbox.number'),
    t('ui.inbox.person'),
    t('ui.inbox.subject'),
    t('ui.inbox.state'),
    t('ui.inbox.due'),
    t('ui.inbox.assignee'),
  ];
  const table = (
    <table class="inbox-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {isSelectable && <td class="inbox-select" />}
          {headers.map((header) => (
            <th scope="col">{header}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row t={t} row={row} isSelectable={isSelectable} />
        ))}
      </tbody>
    </table>
  );
  return (
    <inbox-keys>
      <p class="key-hints">
        {t('ui.inbox.keys')} <kbd>j</kbd> <kbd>k</kbd> {t('ui.inbox.keyMove')} <kbd>Enter</kbd>{' '}
        {t('ui.inbox.keyOpen')}
        {isSelectable && (
          <>
            {' '}
            <kbd>x</kbd> {t('ui.inbox.keySelect')}
          </>
        )}
      </p>
      {isSelectable ? (
        <form action={action} method="post">
          {Object.entries(hidden).map(
            ([name, value]) => value !== undefined && <input type="hidden" name={name} value={value} />,
          )}
          {table}
          <div class="bulk-bar" role="group" aria-label={t('ui.inbox.bulk')}>
            <output data-text={t('ui.inbox.selected')}>{t('ui.inbox.bulk')}</output>
            {bulkActions}
          </div>
        </form>
      ) : (
        table
      )}
    </inbox-keys>
  );
};
