import { Badge } from '#ui/components/badge.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { ConfirmButton } from '#ui/components/confirm-button.js';
import { DescriptionList } from '#ui/components/description-list.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import { Select } from '#ui/components/select.js';
import { Table } from '#ui/components/table.js';
import { TextInput } from '#ui/components/text-input.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import {
  type GrantForm,
  type GrantState,
  grantState,
  type StaffGrant,
  type StaffWithGrants,
} from '../model/staff.js';
import { type FieldWords, labelOf, type RegistryWords, summary, unitOf } from './registry-words.js';

export interface PersonPageProps {
  page: PageContext;
  words: RegistryWords;
  person: StaffWithGrants;
  date: Temporal.PlainDate;
  /** The grant form as typed. */
  values: GrantForm;
  errors: FieldWords;
}

export const PersonPage = ({
  page,
  words,
  person: { member, grants },
  date,
  values,
  errors,
}: PersonPageProps) => {
  const { t, base } = page;
  const here = `${base}/staff/people/${member.id}`;
  return (
    <StaffPage
      page={page}
      title={member.name}
      breadcrumbs={[{ label: t('staff.people.title'), href: `${base}/staff/people` }, { label: member.name }]}
      errors={summary(errors)}
    >
      <Section title={t('staff.people.account')}>
        <DescriptionList
          items={[
            {
              term: t('staff.people.state'),
              value: t(member.active ? 'staff.people.active' : 'staff.people.suspended'),
            },
            { term: t('staff.people.issuer'), value: member.issuer },
            { term: t('staff.people.subject'), value: member.subject },
          ]}
        />
      </Section>
      <Section title={t('staff.people.grants')}>
        {grants.length === 0 ? (
          <p>{t('staff.people.noGrants')}</p>
        ) : (
          <Grants page={page} words={words} grants={grants} date={date} here={here} />
        )}
      </Section>
      <Section title={t('staff.people.grantTitle')}>
        <Form t={t} action={`${here}/grants`}>
          <Select
            t={t}
            id="role"
            label={t('staff.people.role')}
            options={[...words.roles]}
            value={values.role}
            error={errors.role}
            required
          />
          <Select
            t={t}
            id="unit"
            label={t('staff.people.unit')}
            options={words.units.filter(({ isOver }) => !isOver)}
            emptyLabel={t('staff.people.wholeTown')}
            value={values.unit}
            error={errors.unit}
          />
          {(['from', 'to'] as const).map((id) => (
            <TextInput
              t={t}
              id={id}
              type="date"
              width="10"
              label={t(`staff.people.${id}`)}
              hint={t(`staff.people.${id}Hint`)}
              value={values[id]}
              error={errors[id]}
            />
          ))}
          <ButtonRow>
            <Button type="submit">{t('staff.people.grant')}</Button>
          </ButtonRow>
        </Form>
      </Section>
      <Section title={t(member.active ? 'staff.people.suspend' : 'staff.people.resume')}>
        {member.active && <p>{t('staff.people.suspendText')}</p>}
        <Form t={t} action={`${here}/active`} hidden={{ active: member.active ? 'no' : 'yes' }}>
          <Button type="submit" variant={member.active ? 'danger' : 'secondary'}>
            {t(member.active ? 'staff.people.suspend' : 'staff.people.resume')}
          </Button>
        </Form>
      </Section>
    </StaffPage>
  );
};

interface GrantsProps {
  page: PageContext;
  words: RegistryWords;
  grants: readonly StaffGrant[];
  date: Temporal.PlainDate;
  here: string;
}

const STATE_WORDS = {
  holds: 'staff.people.grantState.holds',
  comes: 'staff.people.grantState.comes',
  ended: 'staff.people.grantState.ended',
  revoked: 'staff.people.grantState.revoked',
} as const satisfies Record<GrantState, string>;

const Grants = ({ page, words, grants, date, here }: GrantsProps) => {
  const { t } = page;
  const named = (grant: StaffGrant) => ({
    role: labelOf(words.roles, grant.role),
    unit: unitOf(page, words, grant),
  });
  const mayRevoke = (grant: StaffGrant) => ['holds', 'comes'].includes(grantState(grant, date));
  return (
    <Table
      id="grants"
      caption={t('staff.people.grants')}
      isCaptionHidden
      rows={grants}
      columns={[
        { header: t('staff.people.role'), isRowHeader: true, cell: ({ role }) => labelOf(words.roles, role) },
        { header: t('staff.people.unit'), cell: (grant) => unitOf(page, words, grant) },
        {
          header: t('staff.people.period'),
          cell: ({ from, to }) =>
            `${t.date(from)}〜${to === null ? t('staff.people.untilRevoked') : t.date(to)}`,
        },
        {
          header: t('staff.people.state'),
          cell: (grant) => <Badge>{t(STATE_WORDS[grantState(grant, date)])}</Badge>,
        },
        {
          header: t('staff.people.revoke'),
          cell: (grant) =>
            mayRevoke(grant) ? (
              <Form t={t} action={`${here}/grants/${grant.id}/revoke`}>
                <ConfirmButton
                  id={`revoke-${grant.id}`}
                  variant="secondary"
                  size="small"
                  label={t('staff.people.revokeNamed', named(grant))}
                  question={t('staff.people.revokeConfirm', named(grant))}
                  proceed={t('staff.people.revoke')}
                  cancel={t('staff.people.keep')}
                />
              </Form>
            ) : (
              ''
            ),
        },
      ]}
    />
  );
};
