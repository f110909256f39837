import { dateIn } from '#kernel/clock.js';
import { localize } from '#kernel/i18n/locales.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Form } from '#ui/components/form.js';
import { Icon } from '#ui/components/icon.js';
import { Section } from '#ui/components/section.js';
import { Table } from '#ui/components/table.js';
import { Textarea } from '#ui/components/textarea.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { OldRow, PastRetention } from '../service/retention.js';
import { DisposalTag } from './disposal-page.js';
import { totalText } from './texts.js';

export type ProposalFault = 'rows' | 'reason';

interface RetentionProps {
  page: PageContext;
  past: PastRetention;
  /** What was ticked and typed. */
  typed: { rows: readonly string[]; reason: string };
  faults: readonly ProposalFault[];
}

/** Rows that are past their retention: looked over and proposed by one; what was proposed, for another to decide. */
export const RetentionPage = (props: RetentionProps) => {
  const { page, past, faults } = props;
  const { t, base } = page;
  const { register } = past.kept;
  const { years, basis } = register.retention;
  const title = t('registerList.retention');
  return (
    <StaffPage
      page={page}
      title={title}
      lead={
        years === null
          ? t('registerList.retention.forEver', { basis })
          : t('registerList.retention.lead', { years, basis })
      }
      breadcrumbs={[
        { label: t('register.index.title'), href: `${base}/staff/registers` },
        { label: localize(register.title, t.locale), href: `${base}/staff/registers/${register.id}` },
        { label: title },
      ]}
      errors={faults.map((id) => ({
        id: id === 'rows' ? 'past' : id,
        text: t(`registerDisposal.fault.${id}`),
      }))}
    >
      {past.rows.length === 0 ? (
        <EmptyState title={t('registerList.retention.none')} icon="check" />
      ) : (
        <ProposalForm {...props} />
      )}
      {past.disposals.length > 0 && <Proposals {...props} />}
    </StaffPage>
  );
};

const ProposalForm = ({ page, past: { kept, rows, count }, typed, faults }: RetentionProps) => {
  const { t, base } = page;
  const list = `${base}/staff/registers/${kept.register.id}`;
  return (
    <Form t={t} action={`${list}/retention`}>
      <p>{t('registerDisposal.lead')}</p>
      {faults.includes('rows') && (
        <p class="field-error">
          <Icon name="error" />
          <span>{t('registerDisposal.fault.rows')}</span>
        </p>
      )}
      <Table
        id="past"
        caption={t('registerList.retention')}
        isCaptionHidden
        stacked
        columns={[
          {
            header: t('registerList.edit.row'),
            isRowHeader: true,
            cell: ({ row }) => <a href={`${list}/rows/${row.id}`}>{row.label}</a>,
          },
          // Without a key of its own a row is told apart by its id, which says nothing to people.
          ...(kept.register.key.length > 0
            ? [{ header: t('register.row.key'), cell: ({ row }: OldRow) => row.key }]
            : []),
          {
            header: t('registerList.retention.retiredOn'),
            nowrap: true,
            cell: ({ retiredAt }) => t.date(dateIn(retiredAt)),
          },
        ]}
        rows={rows}
        note={t('register.list.shown', { shown: rows.length, total: totalText(t, count) })}
        select={{
          name: 'row',
          value: ({ row }) => row.id,
          label: ({ row }) => t('registerList.edit.select', { label: row.label }),
          isTicked: ({ row }) => typed.rows.includes(row.id),
        }}
      />
      <p>{t('registerList.retention.what')}</p>
      <Textarea
        t={t}
        id="reason"
        label={t('registerDisposal.reason')}
        hint={t('registerDisposal.reasonHint')}
        rows={3}
        required
        value={typed.reason}
        error={faults.includes('reason') ? t('registerDisposal.fault.reason') : undefined}
      />
      <ButtonRow>
        <Button type="submit">{t('registerDisposal.propose')}</Button>
      </ButtonRow>
    </Form>
  );
};

const Proposals = ({ page, past: { kept, disposals, names } }: RetentionProps) => {
  const { t, base } = page;
  return (
    <Section title={t('registerDisposal.list')} id="disposals">
      <Table
        id="proposed"
        caption={t('registerDisposal.list')}
        isCaptionHidden
        stacked
        columns={[
          {
            header: t('registerDisposal.proposedAt'),
            isRowHeader: true,
            nowrap: true,
            cell: ({ id, proposedAt }) => (
              <a href={`${base}/staff/registers/${kept.register.id}/retention/${id}`}>
                {t.dateTime(proposedAt)}
              </a>
            ),
          },
          { header: t('registerDisposal.proposedBy'), cell: ({ proposedBy }) => names.get(proposedBy) ?? '' },
          {
            header: t('registerDisposal.rows'),
            numeric: true,
            cell: ({ rows }) => t.number(rows.length),
          },
          { header: t('registerDisposal.state'), cell: (one) => <DisposalTag t={t} state={one.state} /> },
        ]}
        rows={disposals}
        note={t('registerDisposal.listNote')}
      />
    </Section>
  );
};
