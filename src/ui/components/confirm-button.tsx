import { Button, type ButtonVariant } from './button.js';
import { ButtonRow } from './button-row.js';

export interface ConfirmButtonProps {
  /** Of the question, once on the page. */
  id: string;
  /** Says what is lost; the two answers are verbs. */
  question: string;
  cancel: string;
  /** What stands on the button; the answer that acts says `proceed`, or the same. */
  label: string;
  proceed?: string;
  /** Sent by the answer that acts. */
  name?: string;
  value?: string;
  variant?: ButtonVariant;
  size?: 'standard' | 'small';
  /** Words only, in a list of things of which each has such a button. */
  isQuiet?: boolean;
}

/**
 * A button whose form is sent by the answer to its question. The question is a popover of the browser, which needs no
 * script; a browser that knows none shows question and answers as part of the page.
 */
export const ConfirmButton = ({
  id,
  question,
  label,
  proceed = label,
  cancel,
  ...props
}: ConfirmButtonProps) => {
  const { name, value, variant = 'danger', size = 'standard', isQuiet = false } = props;
  return (
    <>
      <Button type="button" variant={isQuiet ? 'tertiary' : variant} size={size} opens={id}>
        {label}
      </Button>
      <div id={id} popover="auto" role="dialog" aria-labelledby={`${id}-question`}>
        <p id={`${id}-question`}>{question}</p>
        <ButtonRow>
          <Button type="button" variant="secondary" closes={id}>
            {cancel}
          </Button>
          <Button type="submit" variant={variant} name={name} value={value}>
            {proceed}
          </Button>
        </ButtonRow>
      </div>
    </>
  );
};
