import { controlAttributes, type FieldProps, FormField } from './form-field.js';

export interface TextareaProps extends FieldProps {
  value?: string | undefined;
  /** Language of what is typed, where it is not the page's. */
  lang?: string;
  rows?: number;
  /** Most characters; said in words under the box. */
  maxLength?: number;
}

export const Textarea = (props: TextareaProps) => {
  const { t, id, value, rows = 5, maxLength } = props;
  const limitId = maxLength === undefined ? undefined : `${id}-limit`;
  return (
    <FormField field={props}>
      <textarea
        {...controlAttributes(props, limitId)}
        class="input"
        lang={props.lang}
        data-width="full"
        rows={rows}
        maxlength={maxLength}
      >
        {value}
      </textarea>
      {maxLength !== undefined && (
        <p class="field-limit" id={limitId}>
          {t('ui.field.limit', { count: maxLength })}
        </p>
      )}
    </FormField>
  );
};
