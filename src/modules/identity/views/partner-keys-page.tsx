import { localize } from '#kernel/i18n/locales.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { CheckboxGroup } from '#ui/components/checkbox-group.js';
import { CopyButton } from '#ui/components/copy-button.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { Section } from '#ui/components/section.js';
import { TextInput } from '#ui/components/text-input.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { KEY_DAYS, type PartnerKey } from '../model/api-key.js';
import type { KeyProcedure } from '../service/partner-keys.js';
import { isInForce, stateOf } from './api-keys-page.js';

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
      {made !== undefined && (
        <NotificationBanner t={t} kind="success" title={t('apiKeys.made')}>
          <p>{t('partnerKeys.madeText')}</p>
          <p>
            <span class="code">{made}</span> <CopyButton t={t} text={made} />
          </p>
        </NotificationBanner>
      )}
      <Section title={t('apiKeys.list')}>
        {keys.length === 0 ? (
          <EmptyState title={t('apiKeys.none')} />
        ) : (
          <ul class="plain-list">
            {keys.map((key) => (
              <li>
                <b>{key.name}</b>
                <p>{key.procedures.map(titleOf).join(t('partnerKeys.divider'))}</p>
                <p>{stateOf(page, key, now)}</p>
                {isInForce(key, now) && (
                  <Form t={t} action={`${base}/staff/partner-keys/${key.id}/revoke`}>
                    <Button type="submit" variant="danger" size="small">
                      {t('apiKeys.revoke', { label: key.name })}
                    </Button>
                  </Form>
                )}
              </li>
            ))}
          </ul>
        )}
      </Section>
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
          <RadioGroup
            t={t}
            id="days"
            label={t('apiKeys.days')}
            required
            value={typed?.days ?? ''}
            error={errors.days}
            options={KEY_DAYS.map((days) => ({ value: String(days), label: t('apiKeys.forDays', { days }) }))}
          />
          <ButtonRow>
            <Button type="submit">{t('apiKeys.make')}</Button>
          </ButtonRow>
        </Form>
      </Section>
    </StaffPage>
  );
};
