import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Checkbox } from '#ui/components/checkbox.js';
import { Form } from '#ui/components/form.js';
import { LinkList } from '#ui/components/link-list.js';
import { Section } from '#ui/components/section.js';
import { type Choice, Select } from '#ui/components/select.js';
import { Textarea } from '#ui/components/textarea.js';
import type { PageContext } from '#ui/page.js';
import type { Typed } from '../typed.js';
import { REASON_LIMIT } from './words.js';

/** Gives a document or a binder to another section. Where nobody there can see it, that is told before it is done. */
export const HandOverForm = ({
  page: { t, base },
  action,
  of,
  units,
  typed: { values, errors },
}: {
  page: PageContext;
  action: string;
  of: { unit: string; revision: number };
  units: readonly Choice[];
  typed: Typed;
}) => (
  <Section title={t('records.handOver.title')}>
    <p>{t('records.handOver.lead')}</p>
    <Form t={t} action={action} hidden={{ revision: String(of.revision) }}>
      <Select
        t={t}
        id="unit"
        label={t('records.handOver.to')}
        required
        value={values.unit}
        error={errors.unit}
        options={units.filter(({ value }) => value !== of.unit)}
      />
      <Textarea
        t={t}
        id="handOverReason"
        label={t('records.reason')}
        value={values.handOverReason}
        error={errors.handOverReason}
        rows={3}
        maxLength={REASON_LIMIT}
        required
      />
      {values.unseen !== undefined && (
        <Checkbox t={t} id="sure" label={t('records.handOver.sure')} value={values.unseen} />
      )}
      <ButtonRow>
        <Button type="submit" variant="secondary">
          {t('records.handOver.button')}
        </Button>
      </ButtonRow>
    </Form>
    <LinkList
      label={t('records.handOvers.title')}
      links={[{ href: `${base}/staff/records/hand-overs`, label: t('records.handOvers.title') }]}
    />
  </Section>
);
