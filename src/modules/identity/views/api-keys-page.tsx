import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { CopyButton } from '#ui/components/copy-button.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { Section } from '#ui/components/section.js';
import { TextInput } from '#ui/components/text-input.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import { type ApiKey, KEY_DAYS } from '../model/api-key.js';

export const LABEL_LIMIT = 60;

interface ApiKeysPageProps {
  page: PageContext;
  keys: readonly ApiKey[];
  now: Temporal.Instant;
  /** Shown this once. */
  made?: string;
  typed?: { label: string; days: string };
  errors?: { label?: string; days?: string };
}

export const ApiKeysPage = ({ page, keys, now, made, typed, errors = {} }: ApiKeysPageProps) => {
  const { t, base } = page;
  return (
    <CitizenPage
      page={page}
      title={t('apiKeys.title')}
      lead={t('apiKeys.lead')}
      back={{ href: `${base}/my` }}
      errors={Object.entries(errors).map(([id, text]) => ({ id, text }))}
      isPrivate
    >
      {made !== undefined && (
        <NotificationBanner t={t} kind="success" title={t('apiKeys.made')}>
          <p>{t('apiKeys.madeText')}</p>
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
                <b>{key.label}</b>
                <p>{stateOf(page, key, now)}</p>
                {isInForce(key, now) && (
                  <Form t={t} action={`${base}/my/api-keys/${key.id}/revoke`}>
                    <Button type="submit" variant="danger" size="small">
                      {t('apiKeys.revoke', { label: key.label })}
                    </Button>
                  </Form>
                )}
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={t('apiKeys.new')}>
        <Form t={t} action={`${base}/my/api-keys`}>
          <TextInput
            t={t}
            id="label"
            label={t('apiKeys.label')}
            hint={t('apiKeys.labelHint')}
            value={typed?.label ?? ''}
            error={errors.label}
            maxLength={LABEL_LIMIT}
            required
            autoComplete="off"
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
    </CitizenPage>
  );
};

type Term = Pick<ApiKey, 'revokedAt' | 'expiresAt' | 'lastUsedOn'>;

export const isInForce = ({ revokedAt, expiresAt }: Term, now: Temporal.Instant): boolean =>
  revokedAt === null && Temporal.Instant.compare(expiresAt, now) > 0;

/** Until when it holds and when it was used last. */
export function stateOf({ t }: PageContext, key: Term, now: Temporal.Instant): string {
  if (key.revokedAt) return t('apiKeys.wasRevoked', { at: t.dateTime(key.revokedAt) });
  if (!isInForce(key, now)) return t('apiKeys.isOver', { at: t.dateTime(key.expiresAt) });
  const used = key.lastUsedOn ? t.date(key.lastUsedOn) : t('apiKeys.never');
  return t('apiKeys.inForce', { at: t.dateTime(key.expiresAt), used });
}
