import type { FieldProps } from './form-field.js';
import { RadioGroup } from './radio-group.js';

export interface YesNoProps extends FieldProps {
  /** `undefined`: not answered yet. Sent as "true" or "false". */
  value?: boolean | undefined;
  /** Words in place of はい and いいえ. */
  yes?: string;
  no?: string;
}

export const YesNo = ({ value, yes, no, ...field }: YesNoProps) => (
  <RadioGroup
    {...field}
    inline
    value={value === undefined ? undefined : String(value)}
    options={[
      { value: 'true', label: yes ?? field.t('common.yes') },
      { value: 'false', label: no ?? field.t('common.no') },
    ]}
  />
);
