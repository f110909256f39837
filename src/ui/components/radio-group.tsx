import type { Child } from 'hono/jsx';
import { FieldGroup, type FieldProps } from './form-field.js';
import { OptionRow } from './option-row.js';

export interface RadioOption {
  value: string;
  label: string;
  hint?: Child;
  disabled?: boolean;
}

export interface RadioGroupProps extends FieldProps {
  options: RadioOption[];
  value?: string | undefined;
  /** Short answers side by side where there is room. */
  inline?: boolean;
}

export const RadioGroup = (props: RadioGroupProps) => {
  const { id, name = id, options, value, inline = false } = props;
  return (
    <FieldGroup field={props}>
      <div class="options" data-inline={inline ? '' : undefined}>
        {options.map((option, index) => (
          <OptionRow
            type="radio"
            id={index === 0 ? id : `${id}-${index + 1}`}
            name={name}
            value={option.value}
            label={option.label}
            hint={option.hint}
            checked={option.value === value}
            required={props.required}
            disabled={props.disabled || option.disabled}
            invalid={props.error !== undefined}
          />
        ))}
      </div>
    </FieldGroup>
  );
};
