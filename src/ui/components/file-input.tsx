import { controlAttributes, type FieldProps, FormField } from './form-field.js';

export interface FileInputProps extends FieldProps {
  /** As the HTML attribute: "image/jpeg,image/png,application/pdf". */
  accept?: string;
  multiple?: boolean;
  /** Opens a camera on phones. */
  capture?: 'environment' | 'user';
  /** Kinds and size in words: "JPEG・PNG・PDF、10MBまで". */
  limits?: string;
}

export const FileInput = (props: FileInputProps) => {
  const limitId = props.limits ? `${props.id}-limit` : undefined;
  return (
    <FormField field={props}>
      <input
        {...controlAttributes(props, limitId)}
        class="file-input"
        type="file"
        accept={props.accept}
        multiple={props.multiple}
        capture={props.capture}
      />
      {props.limits && (
        <p class="field-limit" id={limitId}>
          {props.limits}
        </p>
      )}
    </FormField>
  );
};
