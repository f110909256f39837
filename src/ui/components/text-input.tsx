import { controlAttributes, type FieldProps, FormField } from './form-field.js';

/** Width in full-width characters that the answer usually has; `full` fills the column. */
export type InputWidth = 'full' | '20' | '10' | '5' | '3';

export interface TextInputProps extends FieldProps {
  value?: string | undefined;
  type?: 'text' | 'email' | 'tel' | 'url' | 'password' | 'date' | 'time';
  /** `numeric` shows the number keys without the faults of type="number". */
  inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'url';
  /** Token of the HTML standard (family-name, bday, postal-code …), WCAG 1.3.5. */
  autoComplete?: string;
  width?: InputWidth;
  prefix?: string;
  /** Unit after the box: 円, ㎡, 人. Read out with the label. */
  suffix?: string;
  maxLength?: number;
  readOnly?: boolean;
  /** Language of the answer when it is not that of the page. */
  lang?: string;
}

export const TextInput = (props: TextInputProps) => {
  const { id, prefix, suffix, width = 'full' } = props;
  const unitId = prefix || suffix ? `${id}-unit` : undefined;
  return (
    <FormField field={props}>
      <div class="input-line">
        {prefix && <span id={unitId}>{prefix}</span>}
        <input
          {...controlAttributes(props, unitId)}
          class="input"
          data-width={width}
          type={props.type ?? 'text'}
          value={props.value}
          inputmode={props.inputMode}
          autocomplete={props.autoComplete}
          maxlength={props.maxLength}
          readonly={props.readOnly}
          lang={props.lang}
        />
        {suffix && <span id={prefix ? undefined : unitId}>{suffix}</span>}
      </div>
    </FormField>
  );
};
