import type { Translator } from '#kernel/i18n/translate.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { ConfirmButton } from '#ui/components/confirm-button.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import { Select } from '#ui/components/select.js';
import { TextInput } from '#ui/components/text-input.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { Harvest } from '../harvest.js';
import type { HarvestFaults, TypedHarvest } from '../typed-harvest.js';
import type { SourceChoice } from './form-pages.js';

interface FieldsProps {
  t: Translator;
  typed: TypedHarvest;
  faults: HarvestFaults;
  units: readonly SourceChoice[];
}

/** What is entered of a catalogue; how the names of its datasets begin only once. */
export const HarvestFields = ({
  t,
  typed,
  faults,
  units,
  isNew = false,
}: FieldsProps & { isNew?: boolean }) => {
  const error = (field: keyof TypedHarvest) => {
    const key = faults[field];
    return key && t(key);
  };
  return (
    <>
      <TextInput
        t={t}
        id="title"
        label={t('harvest.whose')}
        required
        value={typed.title}
        error={error('title')}
      />
      <TextInput
        t={t}
        id="address"
        label={t('harvest.address')}
        hint={t('harvest.addressHint')}
        required
        value={typed.address}
        error={error('address')}
      />
      {isNew && (
        <TextInput
          t={t}
          id="prefix"
          label={t('harvest.prefix')}
          hint={t('harvest.prefixHint')}
          required
          autoComplete="off"
          width="20"
          value={typed.prefix}
          error={error('prefix')}
        />
      )}
      <Select
        t={t}
        id="unit"
        label={t('dataset.unit')}
        required
        value={typed.unit}
        options={[...units]}
        error={error('unit')}
      />
    </>
  );
};

/** One catalogue that was entered: mended, or taken away with all that was taken over from it. */
export const HarvestPage = ({
  page,
  harvest,
  shown,
  seen,
  isOld,
  ...fields
}: Omit<FieldsProps, 't'> & {
  page: PageContext;
  harvest: Harvest;
  /** Its datasets that are public now. */
  shown: number;
  /** Revision that was seen when the typing began; `isOld`: somebody mended it since. */
  seen: number;
  isOld: boolean;
}) => {
  const { t, base } = page;
  const here = `${base}/staff/datasets/harvests`;
  const title = t('harvest.mend', { title: harvest.title });
  return (
    <StaffPage
      page={page}
      title={title}
      breadcrumbs={[
        { label: t('dataset.title'), href: `${base}/staff/datasets` },
        { label: t('harvest.title'), href: here },
        { label: title },
      ]}
      errors={[
        ...(isOld ? [{ id: 'title', text: t('dataset.changedMeanwhile') }] : []),
        ...Object.entries(fields.faults).map(([id, key]) => ({ id, text: t(key) })),
      ]}
    >
      <Form t={t} action={`${here}/${harvest.id}/mend`} hidden={{ seen: String(seen) }}>
        <HarvestFields t={t} {...fields} />
        <p class="muted">{t('harvest.mendLead', { prefix: harvest.prefix })}</p>
        {harvest.state === 'stopped' && <p class="muted">{t('harvest.mendStopped')}</p>}
        <ButtonRow>
          <Button type="submit">{t('harvest.save')}</Button>
        </ButtonRow>
      </Form>
      <Section title={t('harvest.remove')}>
        <p>{t('harvest.removeLead', { count: shown })}</p>
        <Form t={t} action={`${here}/${harvest.id}/remove`} hidden={{ seen: String(seen) }}>
          <ConfirmButton
            id="remove-harvest"
            question={t('harvest.removeSure', { title: harvest.title, count: shown })}
            label={t('harvest.remove')}
            cancel={t('harvest.keep')}
          />
        </Form>
      </Section>
    </StaffPage>
  );
};
