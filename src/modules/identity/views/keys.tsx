import type { Translator } from '#kernel/i18n/translate.js';
import { Button } from '#ui/components/button.js';
import { CopyButton } from '#ui/components/copy-button.js';
import { EmptyState } from '#ui/components/empty-state.js';
import { Form } from '#ui/components/form.js';
import { NotificationBanner } from '#ui/components/notification-banner.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { Section } from '#ui/components/section.js';
import { type ApiKey, KEY_DAYS } from '../model/api-key.js';

/** The key itself, shown this once. */
export const MadeKey = ({ t, made, text }: { t: Translator; made: string; text: string }) => (
  <NotificationBanner t={t} kind="success" title={t('apiKeys.made')}>
    <p>{text}</p>
    <p>
      <span class="code">{made}</span> <CopyButton t={t} text={made} />
    </p>
  </NotificationBanner>
);

type Term = Pick<ApiKey, 'revokedAt' | 'expiresAt' | 'lastUsedOn'>;

interface KeyLine extends Term {
  id: string;
  label: string;
  /** For what it holds, where it does not hold for everything. */
  reach?: string;
}

/** The keys, each with what it is for and how it stands; one that is in force can be revoked. `here`: of their page. */
export const KeyList = ({
  t,
  here,
  keys,
  now,
}: {
  t: Translator;
  here: string;
  keys: readonly KeyLine[];
  now: Temporal.Instant;
}) => (
  <Section title={t('apiKeys.list')}>
    {keys.length === 0 ? (
      <EmptyState title={t('apiKeys.none')} />
    ) : (
      <ul class="plain-list">
        {keys.map((key) => (
          <li>
            <b>{key.label}</b>
            {key.reach !== undefined && <p>{key.reach}</p>}
            <p>{stateOf(t, key, now)}</p>
            {isInForce(key, now) && (
              <Form t={t} action={`${here}/${key.id}/revoke`}>
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
);

const isInForce = ({ revokedAt, expiresAt }: Term, now: Temporal.Instant): boolean =>
  revokedAt === null && Temporal.Instant.compare(expiresAt, now) > 0;

/** Until when it holds and when it was used last. */
function stateOf(t: Translator, key: Term, now: Temporal.Instant): string {
  if (key.revokedAt) return t('apiKeys.wasRevoked', { at: t.dateTime(key.revokedAt) });
  if (!isInForce(key, now)) return t('apiKeys.isOver', { at: t.dateTime(key.expiresAt) });
  const used = key.lastUsedOn ? t.date(key.lastUsedOn) : t('apiKeys.never');
  return t('apiKeys.inForce', { at: t.dateTime(key.expiresAt), used });
}

/** For how long a new key is to hold. */
export const KeyDays = ({
  t,
  value = '',
  error,
}: {
  t: Translator;
  value: string | undefined;
  error: string | undefined;
}) => (
  <RadioGroup
    t={t}
    id="days"
    label={t('apiKeys.days')}
    required
    value={value}
    error={error}
    options={KEY_DAYS.map((days) => ({ value: String(days), label: t('apiKeys.forDays', { days }) }))}
  />
);
