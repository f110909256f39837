import type { Child } from 'hono/jsx';

export interface OptionRowProps {
  type: 'radio' | 'checkbox';
  id: string;
  name: string;
  value: string;
  label: Child;
  hint?: Child;
  checked: boolean;
  required?: boolean | undefined;
  disabled?: boolean | undefined;
  invalid?: boolean;
  /** Ids of texts outside this row that belong to it. */
  describedBy?: string | undefined;
}

/** One radio button or checkbox with its label: a target of at least 44 px in height. */
export const OptionRow = (props: OptionRowProps) => {
  const hintId = props.hint ? `${props.id}-option-hint` : undefined;
  const described = [hintId, props.describedBy].filter(Boolean).join(' ');
  return (
    <div class="option">
      <input
        type={props.type}
        id={props.id}
        name={props.name}
        value={props.value}
        checked={props.checked}
        required={props.required}
        disabled={props.disabled}
        aria-invalid={props.invalid ? 'true' : undefined}
        aria-describedby={described || undefined}
      />
      <label for={props.id}>{props.label}</label>
      {props.hint && (
        <div class="option-hint" id={hintId}>
          {props.hint}
        </div>
      )}
    </div>
  );
};
