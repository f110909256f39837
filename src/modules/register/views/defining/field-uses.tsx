import { isQuestion } from '#forms/fields/field.js';
import { localize } from '#kernel/i18n/locales.js';
import type { Translator } from '#kernel/i18n/translate.js';
import { CheckboxGroup } from '#ui/components/checkbox-group.js';
import { Select } from '#ui/components/select.js';
import { ChosenPart, KeptWhen } from '#ui/components/shown-when.js';
import { wordsIn } from '../../defining/kind-options.js';
import { columnsForFields } from '../../defining/standards.js';
import type { Register } from '../../definition.js';
import { isInParts, isSealed } from '../../definition-problems.js';
import { labelText } from '../texts.js';
import type { FieldPageProps } from './field-page.js';
import { kindWords } from './words.js';

/* What the register does with a field besides asking it. */

/** Fields by which a row of another register can be called. */
const namesOf = (t: Translator, { fields }: Register) =>
  fields
    .filter((field) => isQuestion(field.ask) && !isSealed(field) && !isInParts(field))
    .map((field) => ({ value: field.ask.id, label: labelText(t, field) }));

/** The register whose rows a text names, and by what they are called here. */
export const RelationControls = ({ page: { t }, typed, errors, choices: { targets } }: FieldPageProps) => (
  <ChosenPart test={{ is: { name: 'kind', as: 'one' }, value: 'text' }} legend={kindWords(t, 'text')}>
    <Select
      t={t}
      id="relation"
      label={t('registerDesk.field.relation')}
      hint={t('registerDesk.field.relationHint')}
      emptyLabel={t('registerDesk.field.relationNone')}
      value={typed.relation}
      options={targets.map(({ id, title }) => ({ value: id, label: localize(title, t.locale) }))}
      error={errors.relation}
    />
    {targets.map((target) => {
      const isChosen = typed.relation === target.id;
      const name = `relationLabel.${target.id}`;
      return (
        <KeptWhen test={{ is: { name: 'relation', as: 'one' }, value: target.id }} isShown={isChosen}>
          <Select
            t={t}
            id={isChosen ? 'relationLabel' : name}
            name={name}
            label={t('registerDesk.field.relationLabel')}
            emptyLabel={t('registerDesk.field.relationLabelNone')}
            value={isChosen ? typed.relationLabel : ''}
            options={namesOf(t, target)}
            error={isChosen ? errors.relationLabel : undefined}
          />
        </KeptWhen>
      );
    })}
  </ChosenPart>
);

/** Who of the staff sees and changes it. */
export const RoleControls = ({ page: { t }, typed, errors, choices }: FieldPageProps) => (
  <>
    {(['seenBy', 'editedBy'] as const).map((of) => (
      <CheckboxGroup
        t={t}
        id={of}
        label={t(`registerDesk.field.${of}`)}
        hint={t(`registerDesk.field.${of}Hint`)}
        values={wordsIn(typed[of])}
        options={choices[of].map(({ id, title }) => ({ value: id, label: title }))}
        error={errors[of]}
      />
    ))}
  </>
);

/** The column of a published format that it fills; nothing where the register publishes to none. */
export const ColumnControl = ({ page: { t }, draft: { document }, field, typed, errors }: FieldPageProps) => {
  const columns = columnsForFields(document);
  if (columns.length === 0) return null;
  const words = ({ heading, by }: (typeof columns)[number]): string => {
    const other = by === null || by === field ? undefined : document.fields.find(({ ask }) => ask.id === by);
    return other ? t('registerDesk.field.columnOf', { heading, title: labelText(t, other) }) : heading;
  };
  return (
    <Select
      t={t}
      id="column"
      label={t('registerDesk.field.column')}
      hint={t('registerDesk.field.columnHint')}
      emptyLabel={t('registerDesk.field.columnNone')}
      value={typed.column}
      options={columns.map((one) => ({ value: one.heading, label: words(one) }))}
      error={errors.column}
    />
  );
};
