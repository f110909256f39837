import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { TextInput } from '#ui/components/text-input.js';
import { Document } from '#ui/layouts/document.js';
import { MainTop, tabTitle } from '#ui/layouts/page-parts.js';
import type { PageContext } from '#ui/page.js';

interface HandBackProps {
  page: PageContext;
  /** What is to be checked and signed, below the municipality. */
  open: string;
  error?: string;
}

/** In the hands of a citizen everything but their own pages is this: the way back to them, and the clerk's. */
export const HandBackPage = ({ page, open, error }: HandBackProps) => {
  const { t, base } = page;
  const top = {
    page,
    title: t('handBack.title'),
    lead: t('handBack.lead'),
    errors: error ? [{ id: 'code', text: error }] : [],
  };
  return (
    <Document page={page} title={tabTitle({ ...top, children: null })} isPrivate kind="citizen">
      <main id="main" tabindex={-1} data-width="reading">
        <MainTop {...top} />
        <p>
          <ButtonLink href={base + open}>{t('handBack.goOn')}</ButtonLink>
        </p>
        <Form t={t} action={`${base}/staff/hand-back`}>
          <TextInput
            t={t}
            id="code"
            label={t('handBack.code')}
            hint={t('handBack.hint')}
            error={error}
            required
            width="5"
            inputMode="numeric"
            autoComplete="off"
          />
          <ButtonRow>
            <Button type="submit" variant="secondary">
              {t('handBack.button')}
            </Button>
          </ButtonRow>
        </Form>
      </main>
    </Document>
  );
};
