import type { Translator } from '#kernel/i18n/translate.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Checkbox } from '#ui/components/checkbox.js';
import { CheckboxGroup } from '#ui/components/checkbox-group.js';
import { Details } from '#ui/components/details.js';
import type { FieldProps } from '#ui/components/form-field.js';
import { RadioGroup } from '#ui/components/radio-group.js';
import { Select } from '#ui/components/select.js';
import { ChosenPart, KeptWhen } from '#ui/components/shown-when.js';
import { TextInput } from '#ui/components/text-input.js';
import { Textarea } from '#ui/components/textarea.js';
import { type ControlTest, judge } from '#ui/reveal/control-test.js';
import {
  type Chosen,
  type Control,
  DO,
  listOf,
  type Rows,
  rowCount,
  type Single,
  type Typed,
} from '../parts/control.js';

interface Shown {
  t: Translator;
  typed: Typed;
  errors: Readonly<Record<string, string>>;
}

/** Ids of the editor's controls: a question of a preview beside them never has a hyphen. */
export const controlId = (name: string): string => `c-${name.replaceAll('.', '-')}`;

export const Controls = ({ controls, ...shown }: Shown & { controls: readonly Control[] }) => (
  <>
    {controls.map((control) => (
      <ControlView control={control} {...shown} />
    ))}
  </>
);

const ControlView = ({ control, ...shown }: Shown & { control: Control }) => {
  const { t, typed, errors } = shown;
  switch (control.as) {
    case 'heading':
      return <h2>{control.label}</h2>;
    case 'button':
      return (
        <ButtonRow>
          <Button type="submit" variant="secondary" size="small" name={DO} value={control.value}>
            {control.label}
          </Button>
        </ButtonRow>
      );
    case 'note':
      return <p>{control.text}</p>;
    case 'more':
      return (
        <Details summary={control.label} open={control.open || hasError(control.controls, errors)}>
          <Controls controls={control.controls} {...shown} />
        </Details>
      );
    case 'chosen': {
      const { label, controls } = control;
      const inner = <Controls controls={controls} {...shown} />;
      if (label !== undefined)
        return (
          <ChosenPart test={testOf(control)} legend={label}>
            {inner}
          </ChosenPart>
        );
      const isShown = judge(testOf(control), (name) => listOf(typed, name)) === true;
      return (
        <KeptWhen test={testOf(control)} isShown={isShown}>
          {inner}
        </KeptWhen>
      );
    }
    case 'rows':
      return <RowsView rows={control} {...shown} />;
    case 'radio':
      return (
        <RadioGroup
          {...fieldProps(t, control, errors)}
          options={control.options}
          value={listOf(typed, control.name)[0]}
        />
      );
    case 'checks':
      return (
        <CheckboxGroup
          {...fieldProps(t, control, errors)}
          options={control.options}
          values={listOf(typed, control.name)}
        />
      );
    case 'check':
      return (
        <Checkbox {...fieldProps(t, control, errors)} checked={listOf(typed, control.name).length > 0} />
      );
    default:
      return (
        <SingleView
          t={t}
          control={control}
          name={control.name}
          id={controlId(control.name)}
          value={listOf(typed, control.name)[0] ?? ''}
          error={errors[control.name]}
        />
      );
  }
};

/** As the page judges it: by the state of the control that decides, in a row by that of the row. */
function testOf({ by, is }: Pick<Chosen, 'by' | 'is'>, rows?: string): ControlTest {
  const operand = { name: rows === undefined ? by : `${rows}.${by}`, as: 'one' } as const;
  if (is === 'any') return { not: { is: operand, value: null } };
  return { any: is.map((value) => ({ is: operand, value })) };
}

type NamedControl = Exclude<
  Control,
  { as: 'hidden' | 'more' | 'chosen' | 'heading' | 'button' | 'note' | 'rows' }
>;

const fieldProps = (t: Translator, control: NamedControl, errors: Shown['errors']): FieldProps => ({
  t,
  id: controlId(control.name),
  name: control.name,
  label: control.label,
  hint: control.hint,
  required: control.required ?? false,
  error: errors[control.name],
});

const hasError = (controls: readonly Control[], errors: Shown['errors']): boolean =>
  controls.some((control) =>
    control.as === 'more' || control.as === 'chosen'
      ? hasError(control.controls, errors)
      : 'name' in control &&
        Object.keys(errors).some((name) => name === control.name || name.startsWith(`${control.name}.`)),
  );

interface SingleProps {
  t: Translator;
  control: Single;
  name: string;
  id: string;
  value: string;
  error: string | undefined;
}

const SingleView = ({ t, control, name, id, value, error }: SingleProps) => {
  if (control.as === 'hidden') return <input type="hidden" name={name} value={value} />;
  const field = {
    t,
    id,
    name,
    label: control.label,
    hint: control.hint,
    required: control.required ?? false,
    error,
  };
  if (control.as === 'area') return <Textarea {...field} value={value} rows={control.rows ?? 4} />;
  if (control.as === 'select') {
    const { options, groups, empty } = control;
    return (
      <Select
        {...field}
        value={value}
        width="full"
        {...(options && { options })}
        {...(groups && { groups })}
        {...(empty !== undefined && { emptyLabel: empty })}
      />
    );
  }
  if (control.as === 'date') return <TextInput {...field} type="date" value={value} width="10" />;
  return (
    <TextInput
      {...field}
      value={value}
      autoComplete="off"
      {...(control.width && { width: control.width })}
      {...(control.suffix && { suffix: control.suffix })}
      {...(control.numeric && { inputMode: 'numeric' as const })}
    />
  );
};

/** Rows with the buttons that move them; each button sends the page and saves nothing. */
const RowsView = ({ rows, t, typed, errors }: Shown & { rows: Rows }) => {
  const count = rowCount(typed, rows.name, rows.columns);
  const id = controlId(rows.name);
  const one = (control: Single, index: number) => {
    const name = `${rows.name}.${control.name}`;
    const place = `${rows.name}.${index}.${control.name}`;
    return (
      <SingleView
        t={t}
        control={control}
        name={name}
        id={controlId(place)}
        value={listOf(typed, name)[index] ?? ''}
        error={errors[place]}
      />
    );
  };
  return (
    <fieldset class="field editor-rows" id={id} aria-describedby={rows.hint && `${id}-hint`}>
      <legend class="field-label">{rows.label}</legend>
      {rows.hint && (
        <div class="field-hint" id={`${id}-hint`}>
          {rows.hint}
        </div>
      )}
      {Array.from({ length: count }, (_, index) => {
        const { title, controls } = rows.row(index);
        return (
          <fieldset class="editor-row" data-scope>
            <legend>{title}</legend>
            <div class="editor-row-controls">
              {controls.map((control) => {
                if (control.as !== 'chosen') return one(control, index);
                const inner = control.controls.map((single) => one(single, index));
                return (
                  <ChosenPart test={testOf(control, rows.name)} legend={control.label}>
                    {inner}
                  </ChosenPart>
                );
              })}
            </div>
            <div class="editor-row-buttons">
              {!rows.fixedOrder && index > 0 && (
                <RowButton t={t} value={`${rows.name}:up:${index}`} word="authoring.rows.up" of={title} />
              )}
              {!rows.fixedOrder && index < count - 1 && (
                <RowButton t={t} value={`${rows.name}:down:${index}`} word="authoring.rows.down" of={title} />
              )}
              <RowButton
                t={t}
                value={`${rows.name}:remove:${index}`}
                word="authoring.rows.remove"
                of={title}
              />
            </div>
          </fieldset>
        );
      })}
      {rows.add && (
        <Button type="submit" variant="secondary" size="small" name={DO} value={`${rows.name}:add`}>
          {rows.add}
        </Button>
      )}
    </fieldset>
  );
};

const RowButton = ({
  t,
  value,
  word,
  of,
}: {
  t: Translator;
  value: string;
  word: 'authoring.rows.up' | 'authoring.rows.down' | 'authoring.rows.remove';
  of: string;
}) => (
  <Button type="submit" variant="tertiary" size="small" name={DO} value={value}>
    {t(word)}
    <span class="visually-hidden">{t('authoring.rows.of', { title: of })}</span>
  </Button>
);
