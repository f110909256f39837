import type { Child } from 'hono/jsx';
import { Icon, type IconName } from './icon.js';
import { Phrase } from './phrase.js';

export type ButtonVariant = 'primary' | 'secondary' | 'tertiary' | 'danger';

interface Look {
  /** One primary button a page: the thing to do next. */
  variant?: ButtonVariant;
  size?: 'standard' | 'small' | 'large';
  icon?: IconName;
  /** A verb: 申請する, 次へ進む. */
  children: Child;
}

export interface ButtonProps extends Look {
  type: 'submit' | 'button' | 'reset';
  name?: string;
  value?: string;
  id?: string;
  /** Submits without the browser's own checks: 下書きを保存. */
  formNoValidate?: boolean;
  formAction?: string;
  /** Sends the files of a form that otherwise goes without. */
  multipart?: boolean;
  /** Id of the form it belongs to, when it stands outside. */
  form?: string;
  disabled?: boolean;
  /** Id of the popover that it opens or closes, and does nothing else. */
  opens?: string;
  closes?: string;
  describedBy?: string;
}

export interface ButtonLinkProps extends Look {
  href: string;
  download?: boolean;
}

const Content = ({ icon, children }: Pick<Look, 'icon' | 'children'>) => (
  <>
    {icon && <Icon name={icon} />}
    {typeof children === 'string' ? <Phrase text={children} /> : children}
  </>
);

export const Button = ({ variant = 'primary', size = 'standard', icon, children, ...props }: ButtonProps) => (
  <button
    class="button"
    data-variant={variant}
    data-size={size}
    type={props.type}
    id={props.id}
    name={props.name}
    value={props.value}
    form={props.form}
    formaction={props.formAction}
    formenctype={props.multipart ? 'multipart/form-data' : undefined}
    formnovalidate={props.formNoValidate}
    disabled={props.disabled}
    popovertarget={props.opens ?? props.closes}
    popovertargetaction={props.closes ? 'hide' : undefined}
    // Whoever is asked stands on the answer that changes nothing.
    autofocus={props.closes !== undefined}
    aria-describedby={props.describedBy}
  >
    <Content icon={icon}>{children}</Content>
  </button>
);

/** A link that looks like a button: it goes somewhere, it changes nothing. */
export const ButtonLink = ({
  variant = 'primary',
  size = 'standard',
  icon,
  children,
  href,
  download,
}: ButtonLinkProps) => (
  <a class="button" data-variant={variant} data-size={size} href={href} download={download}>
    <Content icon={icon}>{children}</Content>
  </a>
);
