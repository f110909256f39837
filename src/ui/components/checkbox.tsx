import { describedBy, type FieldProps } from './form-field.js';
import { Icon } from './icon.js';
import { OptionRow } from './option-row.js';
import { VisuallyHidden } from './visually-hidden.js';

export interface CheckboxProps extends Omit<FieldProps, 'labelSize' | 'bare'> {
  checked?: boolean;
  /** Value that is sent when the box is ticked. */
  value?: string;
}

/** A single box: consent, declaration, "also send by post". */
export const Checkbox = (props: CheckboxProps) => {
  const { t, id, name = id, label, hint, error, checked = false, value = 'true' } = props;
  return (
    <div class="field" data-invalid={error ? '' : undefined}>
      {error && (
        <p class="field-error" id={`${id}-error`}>
          <Icon name="error" />
          <span>
            <VisuallyHidden>{t('ui.field.errorPrefix')}</VisuallyHidden>
            {error}
          </span>
        </p>
      )}
      <OptionRow
        type="checkbox"
        id={id}
        name={name}
        value={value}
        label={label}
        hint={hint}
        checked={checked}
        required={props.required}
        disabled={props.disabled}
        invalid={error !== undefined}
        describedBy={describedBy({ id, error })}
      />
    </div>
  );
};
