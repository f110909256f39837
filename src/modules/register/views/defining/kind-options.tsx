import { FILE_CONTENTS } from '#forms/fields/file/stored-file.js';
import { PERSON_PARTS } from '#forms/fields/person/definition.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { CheckboxGroup } from '#ui/components/checkbox-group.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { ChosenPart } from '#ui/components/shown-when.js';
import { TextInput } from '#ui/components/text-input.js';
import { Textarea } from '#ui/components/textarea.js';
import type { Draft } from '../../defining/draft.js';
import { wordsIn } from '../../defining/kind-options.js';
import { MEMBER_KINDS, memberKindWords } from '../../defining/members.js';
import type { FieldKind } from '../../definition.js';
import { labelText } from '../texts.js';
import type { FieldPageProps } from './field-page.js';
import { kindWords } from './words.js';

/** Controls that only some kinds need. */
export const KindOptions = ({ page: { t }, draft, field, typed, errors }: FieldPageProps) => {
  const of = (...kinds: FieldKind[]) => ({
    any: kinds.map((value) => ({ is: { name: 'kind', as: 'one' as const }, value })),
  });
  const named = (...kinds: FieldKind[]) => kinds.map((kind) => kindWords(t, kind)).join('・');
  return (
    <>
      <ChosenPart test={of('choice', 'choices')} legend={named('choice', 'choices')}>
        <Textarea
          t={t}
          id="options"
          label={t('registerDesk.field.options')}
          hint={t('registerDesk.field.optionsHint')}
          rows={6}
          value={typed.options}
          error={errors.options}
        />
      </ChosenPart>
      <ChosenPart test={of('number')} legend={named('number')}>
        <TextInput
          t={t}
          id="decimals"
          label={t('registerDesk.field.decimals')}
          width="3"
          inputMode="numeric"
          value={typed.decimals}
          error={errors.decimals}
        />
      </ChosenPart>
      <ChosenPart test={of('number', 'text', 'calculated')} legend={named('number', 'text', 'calculated')}>
        <TextInput
          t={t}
          id="unit"
          label={t('registerDesk.field.unit')}
          hint={t('registerDesk.field.unitHint')}
          width="5"
          value={typed.unit}
        />
      </ChosenPart>
      <ChosenPart test={of('yesNo')} legend={named('yesNo')}>
        <TextInput t={t} id="yes" label={t('registerDesk.field.yes')} width="10" value={typed.yes} />
        <TextInput t={t} id="no" label={t('registerDesk.field.no')} width="10" value={typed.no} />
      </ChosenPart>
      <ChosenPart test={of('name')} legend={named('name')}>
        <RadioGroup
          t={t}
          id="of"
          label={t('authoring.option.of')}
          inline
          value={typed.of === 'organization' ? 'organization' : 'person'}
          options={(['person', 'organization'] as const).map((value) => ({
            value,
            label: t(`authoring.value.of.${value}`),
          }))}
        />
      </ChosenPart>
      <ChosenPart test={of('person')} legend={named('person')}>
        <CheckboxGroup
          t={t}
          id="parts"
          label={t('registerDesk.field.parts')}
          inline
          values={wordsIn(typed.parts)}
          options={PERSON_PARTS.map((value) => ({ value, label: t(`authoring.value.ask.${value}`) }))}
        />
      </ChosenPart>
      <ChosenPart test={of('file')} legend={named('file')}>
        <CheckboxGroup
          t={t}
          id="accept"
          required
          label={t('authoring.option.accept')}
          hint={t('authoring.option.acceptHint')}
          inline
          values={wordsIn(typed.accept)}
          options={FILE_CONTENTS.map((value) => ({ value, label: t(`authoring.value.accept.${value}`) }))}
          error={errors.accept}
        />
      </ChosenPart>
      <ChosenPart test={of('file', 'photo')} legend={named('file', 'photo')}>
        <TextInput
          t={t}
          id="maxFiles"
          required
          label={t('authoring.option.maxFiles')}
          hint={t('registerDesk.field.maxFilesHint')}
          width="3"
          inputMode="numeric"
          value={typed.maxFiles}
          error={errors.maxFiles}
        />
      </ChosenPart>
      <ChosenPart test={of('people')} legend={named('people')}>
        <TextInput
          t={t}
          id="item"
          label={t('authoring.option.itemLabel')}
          hint={t('registerDesk.field.itemHint')}
          width="10"
          value={typed.item}
        />
        <Textarea
          t={t}
          id="members"
          required
          label={t('registerDesk.field.members')}
          hint={t('registerDesk.field.membersHint', { kinds: MEMBER_KINDS.map(memberKindWords).join('、') })}
          rows={6}
          value={typed.members}
          error={errors.members}
        />
      </ChosenPart>
      <ChosenPart test={of('calculated')} legend={named('calculated')}>
        <Textarea
          t={t}
          id="value"
          required
          label={t('authoring.option.value')}
          hint={t('registerDesk.field.valueHint', { names: namesFor(t, draft, field) })}
          rows={2}
          value={typed.value}
          error={errors.value}
        />
        <RadioGroup
          t={t}
          id="result"
          label={t('authoring.option.result')}
          inline
          value={typed.result}
          options={(['number', 'string', 'boolean', 'date'] as const).map((value) => ({
            value,
            label: t(`authoring.value.result.${value}`),
          }))}
        />
      </ChosenPart>
    </>
  );
};

/** The fields that a rule may use, by label and id. */
const namesFor = (t: Translator, { document }: Draft, field: string | null): string =>
  document.fields
    .filter(({ ask }) => ask.id !== field)
    .map((one) => `${one.ask.id}（${labelText(t, one)}）`)
    .join('、') || t('registerDesk.nothing');
