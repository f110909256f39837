import type { Child } from 'hono/jsx';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { Document } from '#ui/layouts/document.js';
import { MainTop, tabTitle } from '#ui/layouts/page-parts.js';
import { LanguageSwitch } from '#ui/layouts/preferences.js';
import type { PageContext } from '#ui/page.js';

/** Paths of a terminal, below the municipality: the only ones that open on it. */
export const viewingPath = (register: string, rest: '' | '/desk' | '/scan' | '/still' = ''): string =>
  `/staff/registers/${register}/viewing${rest}`;

/** A form of one button: a step of the visit. */
export const Step = ({
  page: { t, base },
  register,
  visit,
  step,
  hidden = {},
  variant = 'secondary',
  label,
}: {
  page: PageContext;
  register: string;
  visit: string;
  step: string;
  hidden?: Record<string, string>;
  variant?: 'primary' | 'secondary' | 'tertiary';
  label: string;
}) => (
  <Form t={t} action={base + viewingPath(register, '/desk')} hidden={{ visit, step, ...hidden }}>
    <ButtonRow>
      <Button type="submit" size="large" variant={variant}>
        {label}
      </Button>
    </ButtonRow>
  </Form>
);

/** A screen for visitors: it leads nowhere else, and 終わる is always the last thing on it. */
export const ViewingFrame = (props: {
  page: PageContext;
  register: string;
  title: string;
  lead?: string;
  /** '' before anything was looked for. */
  visit: string;
  errors?: readonly { id: string; text: string }[];
  children: Child;
}) => {
  const { page, register, title, lead, visit, errors = [], children } = props;
  const { t, base } = page;
  const top = { page, title, errors: [...errors], ...(lead !== undefined && { lead }) };
  return (
    <Document page={page} title={tabTitle({ ...top, children: null })} isPrivate kind="citizen">
      <main id="main" tabindex={-1} data-width="wide" class="viewing">
        <LanguageSwitch page={page} />
        <MainTop {...top} />
        {children}
        {visit === '' ? (
          <p class="muted">
            <a href={`${base}/staff/hand-back`}>{t('viewing.staff')}</a>
          </p>
        ) : (
          <Step page={page} register={register} visit={visit} step="end" label={t('viewing.end')} />
        )}
      </main>
    </Document>
  );
};
