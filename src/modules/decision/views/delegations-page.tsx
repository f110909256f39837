import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import { Table } from '#ui/components/table.js';
import { TextInput } from '#ui/components/text-input.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { DelegationLine, TypedDelegation } from '../service/delegating.js';
import { errorList } from './words.js';

interface DelegationsProps {
  page: PageContext;
  delegations: readonly DelegationLine[];
  typed?: TypedDelegation;
  errors?: Record<string, string>;
}

/** 代理: who acts for whom, from which day to which. */
export const DelegationsPage = ({ page, delegations, typed, errors = {} }: DelegationsProps) => {
  const { t, base } = page;
  const here = `${base}/staff/decisions/delegations`;
  return (
    <StaffPage
      page={page}
      title={t('decision.delegation.title')}
      lead={t('decision.delegation.lead')}
      breadcrumbs={[
        { label: t('decision.title'), href: `${base}/staff/decisions` },
        { label: t('decision.delegation.title') },
      ]}
      errors={errorList(errors)}
    >
      {delegations.length === 0 ? (
        <p>{t('decision.delegation.none')}</p>
      ) : (
        <Table
          id="delegations"
          caption={t('decision.delegation.title')}
          isCaptionHidden
          stacked
          rows={delegations}
          columns={[
            { header: t('decision.delegation.from'), isRowHeader: true, cell: ({ fromName }) => fromName },
            { header: t('decision.delegation.to'), cell: ({ toName }) => toName },
            {
              header: t('decision.delegation.days'),
              cell: ({ firstDay, lastDay }) => `${t.date(firstDay)}〜${t.date(lastDay)}`,
            },
            {
              header: t('decision.delegation.end'),
              cell: ({ id, isMine, toName }) =>
                isMine && (
                  <Form t={t} action={`${here}/${id}/end`}>
                    <Button type="submit" variant="secondary" size="small">
                      {t('decision.delegation.endNamed', { name: toName })}
                    </Button>
                  </Form>
                ),
            },
          ]}
        />
      )}
      <Section title={t('decision.delegation.new')}>
        <Form t={t} action={here}>
          <TextInput
            t={t}
            id="who"
            required
            width="20"
            label={t('decision.delegation.to')}
            hint={t('decision.delegation.whoHint')}
            value={typed?.who}
            error={errors.who}
          />
          {(['firstDay', 'lastDay'] as const).map((id) => (
            <TextInput
              t={t}
              id={id}
              type="date"
              required
              width="10"
              label={t(`decision.delegation.${id}`)}
              value={typed?.[id]}
              error={errors[id]}
            />
          ))}
          <ButtonRow>
            <Button type="submit">{t('decision.delegation.button')}</Button>
          </ButtonRow>
        </Form>
      </Section>
    </StaffPage>
  );
};
