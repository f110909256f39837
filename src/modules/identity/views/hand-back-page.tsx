import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { TextInput } from '#ui/components/text-input.js';
import { Document } from '#ui/layouts/document.js';
import { MainTop, tabTitle } from '#ui/layouts/page-parts.js';
import type { PageContext } from '#ui/page.js';

/** In the hands of a citizen everything but their own pages is this: nothing to see, and the clerk's way back. */
export const HandBackPage = ({ page, error }: { page: PageContext; error?: string }) => {
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
            <Button type="submit">{t('handBack.button')}</Button>
          </ButtonRow>
        </Form>
      </main>
    </Document>
  );
};
