import { localize } from '#kernel/i18n/locales.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { CheckboxGroup } from '#ui/components/checkbox-group.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import { TextInput } from '#ui/components/text-input.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { PartnerKey } from '../model/api-key.js';
import type { KeyProcedure } from '../service/partner-keys.js';
import { KeyDays, KeyList, MadeKey } from './keys.js';

export const PARTNER_NAME_LIMIT = 100;

export interface PartnerKeysPageProps {
  page: PageContext;
  keys: readonly PartnerKey[];
  procedures: readonly KeyProcedure[];
  now: Temporal.Instant;
  /** Shown this once. */
  made?: string;
  typed?: { name: string; days: string; procedures: readonly string[] };
  errors?: { name?: string; procedures?: string; days?: string };
}

export const PartnerKeysPage = ({
  page,
  keys,
  procedures,
  now,
  made,
  typed,
  errors = {},
}: PartnerKeysPageProps) => {
  const { t, base } = page;
  const titleOf = (id: string): string => {
    const found = procedures.find((one) => one.id === id);
    return found ? localize(found.title, t.locale) : id;
  };
  return (
    <StaffPage
      page={page}
      title={t('partnerKeys.title')}
      lead={t('partnerKeys.lead')}
      errors={Object.entries(errors).map(([id, text]) => ({ id, text }))}
    >
      {made !== undefined && <MadeKey t={t} made={made} text={t('partnerKeys.madeText')} />}
      <KeyList
        t={t}
        here={`${base}/staff/partner-keys`}
        keys={keys.map((key) => ({
          ...key,
          label: key.name,
          reach: key.procedures.map(titleOf).join(t('partnerKeys.divider')),
        }))}
        now={now}
      />
      <Section title={t('apiKeys.new')}>
        <Form t={t} action={`${base}/staff/partner-keys`}>
          <TextInput
            t={t}
            id="name"
            label={t('partnerKeys.name')}
            hint={t('partnerKeys.nameHint')}
            value={typed?.name ?? ''}
            error={errors.name}
            required
            autoComplete="off"
          />
          <CheckboxGroup
            t={t}
            id="procedures"
            label={t('partnerKeys.procedures')}
            hint={t('partnerKeys.proceduresHint')}
            required
            values={typed?.procedures ?? []}
            error={errors.procedures}
            options={procedures.map(({ id, title }) => ({ value: id, label: localize(title, t.locale) }))}
          />
          <KeyDays t={t} value={typed?.days} error={errors.days} />
          <ButtonRow>
            <Button type="submit">{t('apiKeys.make')}</Button>
          </ButtonRow>
        </Form>
      </Section>
    </StaffPage>
  );
};
