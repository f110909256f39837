import { controlAttributes, type FieldProps, FormField } from './form-field.js';
import { Icon } from './icon.js';
import type { InputWidth } from './text-input.js';

export interface Choice {
  value: string;
  label: string;
  disabled?: boolean;
  /** Of the label, where it is not the page's. */
  lang?: string | undefined;
}

export interface ChoiceGroup {
  label: string;
  options: Choice[];
}

export interface SelectProps extends FieldProps {
  options?: Choice[];
  groups?: ChoiceGroup[];
  value?: string | undefined;
  /** Words of the empty first choice; `null` leaves it out. */
  emptyLabel?: string | null;
  width?: InputWidth;
}

const Option = ({ option, chosen }: { option: Choice; chosen: string | undefined }) => (
  <option
    value={option.value}
    lang={option.lang}
    selected={option.value === chosen}
    disabled={option.disabled}
  >
    {option.label}
  </option>
);

export const Select = (props: SelectProps) => {
  const { t, options = [], groups = [], value, emptyLabel, width = '20' } = props;
  return (
    <FormField field={props}>
      <span class="select" data-width={width}>
        <select {...controlAttributes(props)} class="input">
          {emptyLabel !== null && <option value="">{emptyLabel ?? t('ui.field.choose')}</option>}
          {options.map((option) => (
            <Option option={option} chosen={value} />
          ))}
          {groups.map((group) => (
            <optgroup label={group.label}>
              {group.options.map((option) => (
                <Option option={option} chosen={value} />
              ))}
            </optgroup>
          ))}
        </select>
        <Icon name="chevronDown" />
      </span>
    </FormField>
  );
};
