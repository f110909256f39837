import { localize } from '#kernel/i18n/locales.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { CheckboxGroup } from '#ui/components/checkbox-group.js';
import { Form } from '#ui/components/form.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { Select } from '#ui/components/select.js';
import { ChosenPart } from '#ui/components/shown-when.js';
import { TextInput } from '#ui/components/text-input.js';
import { Textarea } from '#ui/components/textarea.js';
import type { PageContext } from '#ui/page.js';
import type { Draft } from '../../defining/draft.js';
import { type KnownStandard, keyOfKnown, standardKey, standardOf } from '../../defining/standards.js';
import type { GeneralFaults, TypedGeneral } from '../../defining/typed-general.js';
import { GEOMETRY_KINDS } from '../../definition.js';
import { DraftFrame, draftHref } from './draft-frame.js';

/** Formats that are known, and the one of the register whatever became of it. */
function standardOptions(standards: readonly KnownStandard[], { document }: Draft) {
  const options = standards.map((one) => ({ value: keyOfKnown(one), label: one.title }));
  const own = standardOf(document);
  const isKnown = !own || options.some(({ value }) => value === standardKey(own));
  return isKnown ? options : [...options, { value: standardKey(own), label: localize(own.title, 'ja') }];
}

/** What is said of a register as a whole. */
export const GeneralPage = ({
  page,
  draft,
  typed,
  faults,
  units,
  standards,
  isConflict,
}: {
  page: PageContext;
  draft: Draft;
  typed: TypedGeneral;
  faults: GeneralFaults;
  units: readonly { id: string; name: string }[];
  standards: readonly KnownStandard[];
  isConflict: boolean;
}) => {
  const { t } = page;
  const errors = Object.fromEntries(
    Object.entries(faults).map(([id, fault]) => [id, t(`registerDesk.fault.${fault}`)]),
  );
  return (
    <DraftFrame
      page={page}
      draft={draft}
      title={t('registerDesk.general')}
      errors={errors}
      isConflict={isConflict}
    >
      <Form
        t={t}
        action={draftHref(page, draft.register, '/general')}
        hidden={{ seen: String(draft.revision) }}
      >
        <TextInput
          t={t}
          id="title"
          label={t('registerDesk.general.title')}
          required
          value={typed.title}
          error={errors.title}
        />
        <Textarea
          t={t}
          id="description"
          label={t('registerDesk.general.description')}
          rows={3}
          maxLength={1000}
          value={typed.description}
        />
        <Select
          t={t}
          id="unit"
          label={t('registerDesk.general.unit')}
          required
          value={typed.unit}
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
          error={errors.unit}
        />
        <CheckboxGroup
          t={t}
          id="place"
          label={t('registerDesk.general.place')}
          hint={t('registerDesk.general.placeHint')}
          values={typed.place}
          options={GEOMETRY_KINDS.map((value) => ({
            value,
            label: t(`registerDesk.general.place.${value}`),
          }))}
        />
        <RadioGroup
          t={t}
          id="public"
          label={t('registerDesk.general.public')}
          hint={t('registerDesk.general.publicHint')}
          required
          value={typed.public === 'yes' ? 'yes' : 'no'}
          options={[
            { value: 'no', label: t('registerDesk.general.publicNo') },
            { value: 'yes', label: t('registerDesk.general.publicYes') },
          ]}
        />
        <ChosenPart test={{ is: { name: 'public', as: 'one' }, value: 'no' }}>
          <TextInput
            t={t}
            id="reason"
            label={t('registerDesk.field.reason')}
            value={typed.reason}
            error={errors.reason}
          />
        </ChosenPart>
        <Select
          t={t}
          id="standard"
          label={t('registerDesk.general.standard')}
          hint={t('registerDesk.general.standardHint')}
          emptyLabel={t('registerDesk.general.standardNone')}
          value={typed.standard}
          options={standardOptions(standards, draft)}
        />
        <RadioGroup
          t={t}
          id="staff"
          label={t('registerDesk.general.staff')}
          required
          value={typed.staff === 'unit' ? 'unit' : 'everyone'}
          options={(['everyone', 'unit'] as const).map((value) => ({
            value,
            label: t(`registerDesk.general.staff.${value}`),
          }))}
        />
        <TextInput
          t={t}
          id="basis"
          label={t('registerDesk.general.basis')}
          hint={t('registerDesk.general.basisHint')}
          required
          value={typed.basis}
          error={errors.basis}
        />
        <TextInput
          t={t}
          id="years"
          label={t('registerDesk.general.years')}
          hint={t('registerDesk.general.yearsHint')}
          width="5"
          inputMode="numeric"
          value={typed.years}
          error={errors.years}
        />
        <ButtonRow>
          <Button type="submit">{t('registerDesk.save')}</Button>
        </ButtonRow>
      </Form>
    </DraftFrame>
  );
};
