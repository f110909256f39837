import { localize } from '#kernel/i18n/locales.js';
import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Form } from '#ui/components/form.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { ReportRules } from '../catalog.js';
import type { Reason } from '../definition.js';
import type { Report } from '../model.js';
import { ReportTable } from './desk-list-page.js';

interface SetAsideProps {
  page: PageContext;
  rules: ReportRules;
  reason: Reason;
  items: readonly Report[];
  /** How many were chosen that cannot be closed. */
  left: number;
  error: string | undefined;
}

/** What will be closed, looked at once more. */
export const SetAsidePage = ({ page, rules, reason, items, left, error }: SetAsideProps) => {
  const { t, base } = page;
  const back = `${base}/staff/reports`;
  const title = t('reportDesk.setAside');
  return (
    <StaffPage
      page={page}
      title={title}
      lead={
        items.length > 0
          ? t('reportDesk.setAsideLead', { count: items.length, reason: localize(reason.title, t.locale) })
          : undefined
      }
      breadcrumbs={[{ label: t('reportDesk.nav'), href: back }, { label: title }]}
      errors={error === undefined ? [] : [{ id: 'main', text: error }]}
    >
      {left > 0 && <p>{t('reportDesk.setAsideLeft', { count: left })}</p>}
      {items.length === 0 ? (
        <EmptyState title={t('reportDesk.setAsideNone')} icon="info" />
      ) : (
        <Form t={t} action={`${back}/set-aside`} hidden={{ sure: 'yes' }}>
          {items.map(({ id, revision }) => (
            <input type="hidden" name="report" value={`${id}.${revision}`} />
          ))}
          <ReportTable page={page} rules={rules} items={items} hasWords />
          <ButtonRow>
            <Button type="submit">{t('reportDesk.setAsideSure', { count: items.length })}</Button>
            <ButtonLink href={back} variant="secondary">
              {t('reportDesk.setAsideNot')}
            </ButtonLink>
          </ButtonRow>
        </Form>
      )}
    </StaffPage>
  );
};
