import type { Translator } from '#kernel/i18n/translate.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import { TextInput } from '#ui/components/text-input.js';
import type { PageContext } from '#ui/page.js';
import type { Register } from '../definition.js';
import type { Away, NearPlace } from '../near-place.js';
import { isFoundByPlace } from '../viewing.js';
import { Step, viewingPath } from './viewing-frame.js';

interface Props {
  page: PageContext;
  visit: string;
}

/** Where rows can be looked for by where they lie: an address, around which they are shown. */
export const NearForm = ({
  page: { t, base },
  register,
  visit,
  near,
  error,
}: Props & { register: Register; near?: string | undefined; error?: string | undefined }) =>
  isFoundByPlace(register) && (
    <Form t={t} action={base + viewingPath(register.id, '/desk')} hidden={{ visit, step: 'near' }}>
      <TextInput
        t={t}
        id="near"
        label={t('viewing.near')}
        hint={t('viewing.nearHint')}
        value={near}
        error={error}
        autoComplete="off"
        maxLength={100}
      />
      <ButtonRow>
        <Button type="submit" size="large" variant="secondary">
          {t('viewing.findNear')}
        </Button>
      </ButtonRow>
    </Form>
  );

/** The places that an address may mean. */
export const Places = ({ towns, ...step }: Props & { register: string; towns: readonly NearPlace[] }) => (
  <Section title={step.page.t('viewing.whichPlace')} id="places">
    {towns.map(({ label }, index) => (
      <Step {...step} step="place" hidden={{ place: String(index) }} label={label} />
    ))}
  </Section>
);

export const awayText = (t: Translator, { metres, way }: Away): string =>
  t('viewing.away', { way: t(`viewing.way.${way}`), metres: Math.max(10, Math.round(metres / 10) * 10) });
