import type { Child } from 'hono/jsx';
import { Button, type ButtonProps } from '#ui/components/button.js';
import { ACTION } from './field-type.js';

interface FieldActionProps extends Pick<ButtonProps, 'size'> {
  /** Name of the field and what to do with it: `home:find`. */
  does: string;
  variant?: ButtonProps['variant'];
  children: Child;
}

/** A button that works on its field: the page comes again with what was typed, whether it is complete or not. */
export const FieldAction = ({ does, variant = 'secondary', children, ...rest }: FieldActionProps) => (
  <Button type="submit" variant={variant} formNoValidate name={ACTION} value={does} {...rest}>
    {children}
  </Button>
);
