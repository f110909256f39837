import { dateIn } from '#kernel/clock.js';
import { localize } from '#kernel/i18n/locales.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Checkbox } from '#ui/components/checkbox.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Form } from '#ui/components/form.js';
import { Table } from '#ui/components/table.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { PastRetention } from '../service/retention.js';
import { totalText } from './texts.js';

/** Rows that are past their retention, and taking away what is personal in them. */
export const RetentionPage = ({
  page,
  past: { kept, rows, count },
  error,
}: {
  page: PageContext;
  past: PastRetention;
  error: string | undefined;
}) => {
  const { t, base } = page;
  const { register } = kept;
  const list = `${base}/staff/registers/${register.id}`;
  const title = t('registerList.retention');
  const { years, basis } = register.retention;
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
        { label: localize(register.title, t.locale), href: list },
        { label: title },
      ]}
      errors={error === undefined ? [] : [{ id: 'sure', text: error }]}
    >
      {rows.length === 0 ? (
        <EmptyState title={t('registerList.retention.none')} icon="check" />
      ) : (
        <Form t={t} action={`${list}/retention`}>
          {rows.map(({ row }) => (
            <input type="hidden" name="row" value={row.id} />
          ))}
          <Table
            id="past"
            caption={title}
            isCaptionHidden
            stacked
            columns={[
              {
                header: t('registerList.edit.row'),
                isRowHeader: true,
                cell: ({ row }) => <a href={`${list}/rows/${row.id}`}>{row.label}</a>,
              },
              { header: t('register.row.key'), cell: ({ row }) => row.key },
              {
                header: t('registerList.retention.retiredOn'),
                nowrap: true,
                cell: ({ retiredAt }) => t.date(dateIn(retiredAt)),
              },
            ]}
            rows={rows}
            note={t('register.list.shown', { shown: rows.length, total: totalText(t, count) })}
          />
          <p>{t('registerList.retention.what')}</p>
          <Checkbox t={t} id="sure" label={t('registerList.retention.sure')} error={error} required />
          <ButtonRow>
            <Button type="submit" variant="danger">
              {t('registerList.retention.dispose', { count: rows.length })}
            </Button>
          </ButtonRow>
        </Form>
      )}
    </StaffPage>
  );
};
