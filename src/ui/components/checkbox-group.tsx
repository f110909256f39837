import { FieldGroup, type FieldProps } from './form-field.js';
import { OptionRow } from './option-row.js';
import type { RadioOption } from './radio-group.js';

export interface CheckboxGroupProps extends FieldProps {
  options: RadioOption[];
  values?: readonly string[];
  inline?: boolean;
  /** Answers that stand alone: with script, choosing one takes the others back and the other way round. */
  exclusive?: readonly string[];
}

/** Several answers to one question; every box carries the same name. */
export const CheckboxGroup = (props: CheckboxGroupProps) => {
  const { id, name = id, options, values = [], inline = false, exclusive = [] } = props;
  const rows = (
    <div class="options" data-inline={inline ? '' : undefined}>
      {options.map((option, index) => (
        <OptionRow
          type="checkbox"
          id={index === 0 ? id : `${id}-${index + 1}`}
          name={name}
          value={option.value}
          label={option.label}
          hint={option.hint}
          checked={values.includes(option.value)}
          disabled={props.disabled || option.disabled}
          invalid={props.error !== undefined}
        />
      ))}
    </div>
  );
  return (
    <FieldGroup field={props}>
      {exclusive.length === 0 ? rows : <choose-alone data-values={exclusive.join(' ')}>{rows}</choose-alone>}
    </FieldGroup>
  );
};
