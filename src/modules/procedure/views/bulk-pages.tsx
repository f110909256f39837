import type { MessageKey } from '#kernel/i18n/catalogues.js';
import { localize } from '#kernel/i18n/locales.js';
import { formatReference } from '#kernel/values/reference-number.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { Section } from '#ui/components/section.js';
import { Select } from '#ui/components/select.js';
import { Table } from '#ui/components/table.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { BulkAction } from '../bulk-actions.js';
import type { BulkChoice, BulkFault, BulkOutcome } from '../service/bulk.js';
import { PURPOSES } from '../timeline.js';
import { BULK_WORDS } from './inbox-page.js';
import { PURPOSE_WORDS } from './words.js';

const FAULT_WORDS = {
  changed: 'inbox.bulk.fault.changed',
  notNow: 'inbox.bulk.fault.notNow',
  forbidden: 'inbox.bulk.fault.forbidden',
  notFound: 'inbox.bulk.fault.notFound',
  notTheirs: 'inbox.bulk.fault.notTheirs',
  checksOpen: 'checks.bulkFault',
} as const satisfies Record<BulkFault, MessageKey>;

export interface BulkPageProps {
  page: PageContext;
  action: BulkAction;
  choice: BulkChoice;
  typed?: { purpose: string; assignee: string };
  errors?: { purpose?: string; assignee?: string };
}

/** What is about to be done, to which cases, and for what they are opened. */
export const BulkPage = ({ page, action, choice, typed, errors = {} }: BulkPageProps) => {
  const { t, base } = page;
  const count = choice.cases.length;
  return (
    <StaffPage
      page={page}
      title={t('inbox.bulk.title', { count })}
      lead={t(BULK_WORDS[action])}
      back={{ href: `${base}/staff`, label: t('staff.case.inbox') }}
      errors={Object.entries(errors).map(([id, text]) => ({ id, text }))}
    >
      <Section title={t('inbox.bulk.chosen')}>
        <ul>
          {choice.cases.map(({ number, title }) => (
            <li>
              <span class="code">{formatReference(number)}</span> {localize(title, t.locale)}
            </li>
          ))}
        </ul>
      </Section>
      <Form t={t} action={`${base}/staff/inbox/bulk`} hidden={{ todo: action, confirmed: '1' }}>
        {choice.cases.map(({ id, revision }) => (
          <input type="hidden" name="selected" value={`${id}_${revision}`} />
        ))}
        {action === 'assign' && (
          <Select
            t={t}
            id="assignee"
            label={t('inbox.bulk.assignee')}
            required
            value={typed?.assignee ?? ''}
            error={errors.assignee}
            options={choice.colleagues.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <RadioGroup
          t={t}
          id="purpose"
          label={t('inbox.bulk.purpose')}
          hint={t('inbox.bulk.purposeText')}
          required
          value={typed?.purpose ?? ''}
          error={errors.purpose}
          options={PURPOSES.map((purpose) => ({ value: purpose, label: t(PURPOSE_WORDS[purpose]) }))}
        />
        <ButtonRow>
          <Button type="submit">{t('inbox.bulk.run', { count })}</Button>
        </ButtonRow>
      </Form>
    </StaffPage>
  );
};

/** What was done and what was not, case by case. */
export const BulkReportPage = ({
  page,
  outcomes,
}: {
  page: PageContext;
  outcomes: readonly BulkOutcome[];
}) => {
  const { t, base } = page;
  const failed = outcomes.filter(({ fault }) => fault !== null).length;
  const done = outcomes.length - failed;
  return (
    <StaffPage
      page={page}
      title={t('inbox.bulk.report')}
      back={{ href: `${base}/staff`, label: t('staff.case.inbox') }}
    >
      {done > 0 && (
        <NotificationBanner t={t} kind="success" title={t('inbox.bulk.done', { done })} announce />
      )}
      {failed > 0 && (
        <NotificationBanner t={t} kind="warning" title={t('inbox.bulk.failed', { failed })} announce />
      )}
      <Table
        id="bulk-report"
        caption={t('inbox.bulk.report')}
        isCaptionHidden
        stacked
        columns={[
          {
            header: t('ui.inbox.number'),
            cell: ({ id, number }: BulkOutcome) =>
              number === null ? '—' : <a href={`${base}/staff/cases/${id}`}>{formatReference(number)}</a>,
            isRowHeader: true,
            nowrap: true,
          },
          {
            header: t('ui.inbox.subject'),
            cell: ({ title }: BulkOutcome) => (title === null ? '' : localize(title, t.locale)),
          },
          {
            header: t('inbox.bulk.result'),
            cell: ({ fault, isPutUp }: BulkOutcome) =>
              t(fault !== null ? FAULT_WORDS[fault] : isPutUp ? 'inbox.bulk.putUp' : 'inbox.bulk.ok'),
          },
        ]}
        rows={outcomes}
      />
    </StaffPage>
  );
};
