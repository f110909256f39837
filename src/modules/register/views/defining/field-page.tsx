import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Checkbox } from '#ui/components/checkbox.js';
import { Form } from '#ui/components/form.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { Select } from '#ui/components/select.js';
import { ChosenPart } from '#ui/components/shown-when.js';
import { TextInput } from '#ui/components/text-input.js';
import { Textarea } from '#ui/components/textarea.js';
import type { PageContext } from '#ui/page.js';
import type { Draft } from '../../defining/draft.js';
import type { FieldControl, TypedField } from '../../defining/typed-field.js';
import { FIELD_KINDS } from '../../definition.js';
import type { FieldChoices } from '../../service/field-choices.js';
import { DraftFrame, draftHref } from './draft-frame.js';
import { ColumnControl, RelationControls, RoleControls } from './field-uses.js';
import { KindOptions } from './kind-options.js';
import { kindWords } from './words.js';

export interface FieldPageProps {
  page: PageContext;
  draft: Draft;
  /** Id of the field that is changed; null: a new one. */
  field: string | null;
  typed: TypedField;
  errors: Readonly<Partial<Record<FieldControl, string>>>;
  isConflict: boolean;
  choices: FieldChoices;
}

/** One field: what it asks, and what the register does with it. */
export const FieldPage = (props: FieldPageProps) => {
  const { page, draft, field, typed, errors, isConflict } = props;
  const { t } = page;
  return (
    <DraftFrame
      page={page}
      draft={draft}
      title={
        field === null
          ? t('registerDesk.field.new')
          : t('registerDesk.fieldOf', { title: typed.label || field })
      }
      errors={errors}
      isConflict={isConflict}
    >
      <Form
        t={t}
        action={draftHref(page, draft.register, `/fields/${field ?? 'new'}`)}
        hidden={{ seen: String(draft.revision) }}
      >
        <TextInput
          t={t}
          id="label"
          label={t('registerDesk.field.label')}
          hint={t('registerDesk.field.labelHint')}
          required
          value={typed.label}
          error={errors.label}
        />
        <Select
          t={t}
          id="kind"
          label={t('registerDesk.field.kind')}
          hint={t('registerDesk.field.kindHint')}
          required
          emptyLabel={null}
          value={typed.kind}
          options={FIELD_KINDS.map((value) => ({ value, label: kindWords(t, value) }))}
          error={errors.kind}
        />
        <KindOptions {...props} />
        <RelationControls {...props} />
        <Tick {...props} name="required" />
        <Tick {...props} name="isKey" />
        <Tick {...props} name="isLabel" />
        <RadioGroup
          t={t}
          id="public"
          label={t('registerDesk.field.public')}
          required
          inline
          value={typed.public === 'yes' ? 'yes' : 'no'}
          options={[
            { value: 'yes', label: t('registerDesk.field.publicYes') },
            { value: 'no', label: t('registerDesk.field.publicNo') },
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
        <RadioGroup
          t={t}
          id="sensitivity"
          label={t('registerDesk.field.sensitivity')}
          required
          value={typed.sensitivity}
          options={(['ordinary', 'personal', 'special'] as const).map((value) => ({
            value,
            label: t(`registerDesk.field.sensitivity.${value}`),
          }))}
        />
        <RoleControls {...props} />
        <ColumnControl {...props} />
        <Tick {...props} name="filter" />
        <Tick {...props} name="search" />
        <Textarea
          t={t}
          id="help"
          label={t('registerDesk.field.help')}
          hint={t('registerDesk.field.helpHint')}
          rows={2}
          maxLength={500}
          value={typed.help}
        />
        <TextInput
          t={t}
          id="id"
          label={t('registerDesk.field.id')}
          hint={t('registerDesk.field.idHint')}
          width="20"
          lang="en"
          value={typed.id}
          error={errors.id}
        />
        <ButtonRow>
          <Button type="submit">{t('registerDesk.save')}</Button>
        </ButtonRow>
      </Form>
    </DraftFrame>
  );
};

const HINTS = {
  isKey: 'registerDesk.field.isKeyHint',
  isLabel: 'registerDesk.field.isLabelHint',
} as const;

const Tick = ({
  page: { t },
  typed,
  errors,
  name,
}: FieldPageProps & { name: 'required' | 'isKey' | 'isLabel' | 'filter' | 'search' }) => (
  <Checkbox
    t={t}
    id={name}
    label={t(`registerDesk.field.${name}`)}
    {...(name in HINTS && { hint: t(HINTS[name as keyof typeof HINTS]) })}
    checked={typed[name] === 'true'}
    error={errors[name]}
  />
);
