import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import { TextInput } from '#ui/components/text-input.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';
import type { ApiKey } from '../model/api-key.js';
import { KeyDays, KeyList, MadeKey } from './keys.js';

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
      {made !== undefined && <MadeKey t={t} made={made} text={t('apiKeys.madeText')} />}
      <KeyList t={t} here={`${base}/my/api-keys`} keys={keys} now={now} />
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
          <KeyDays t={t} value={typed?.days} error={errors.days} />
          <ButtonRow>
            <Button type="submit">{t('apiKeys.make')}</Button>
          </ButtonRow>
        </Form>
      </Section>
    </CitizenPage>
  );
};
