import type { Child } from 'hono/jsx';
import type { Translator } from '#kernel/i18n/translate.js';

export interface FormProps {
  t: Translator;
  action: string;
  method?: 'post' | 'get';
  id?: string;
  /** With files. */
  multipart?: boolean;
  /** Hidden values: idempotency key, version, where to go back. */
  hidden?: Record<string, string | undefined>;
  children: Child;
}

/** A form whose input the server checks (no browser bubbles) and that is not sent twice by a double click. */
export const Form = ({
  t,
  action,
  method = 'post',
  id,
  multipart = false,
  hidden = {},
  children,
}: FormProps) => (
  <form-guard data-busy={t('ui.form.busy')}>
    <form
      action={action}
      method={method}
      id={id}
      enctype={multipart ? 'multipart/form-data' : undefined}
      novalidate
    >
      {Object.entries(hidden).map(
        ([name, value]) => value !== undefined && <input type="hidden" name={name} value={value} />,
      )}
      {children}
    </form>
  </form-guard>
);
