import { FILE_CONTENTS } from '#forms/fields/file/stored-file.js';
import { PERSON_PARTS } from '#forms/fields/person/definition.js';
import { CheckboxGroup } from '#ui/components/checkbox-group.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { ChosenPart } from '#ui/components/shown-when.js';
import { TextInput } from '#ui/components/text-input.js';
import { Textarea } from '#ui/components/textarea.js';
import type { FieldKind } from '../../defining/draft.js';
import { wordsIn } from '../../defining/kind-options.js';
import type { FieldPageProps } from './field-page.js';
import { kindWords } from './words.js';

/** Controls that only some kinds need. */
export const KindOptions = ({
  page: { t },
  typed,
  errors,
}: Pick<FieldPageProps, 'page' | 'typed' | 'errors'>) => {
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
      <ChosenPart test={of('number', 'text')} legend={named('number', 'text')}>
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
    </>
  );
};
