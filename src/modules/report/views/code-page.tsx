import { Button } from '#ui/components/button.js';
import { Form } from '#ui/components/form.js';
import { TextInput } from '#ui/components/text-input.js';
import { CitizenPage } from '#ui/layouts/citizen-page.js';
import type { PageContext } from '#ui/page.js';

/** Who called types the code that was read out to them. */
export const CodePage = ({
  page,
  typed,
  error,
}: {
  page: PageContext;
  typed: string;
  error: string | undefined;
}) => {
  const { t, base } = page;
  return (
    <CitizenPage
      page={page}
      title={t('reports.follow')}
      breadcrumbs={[{ label: t('reports.title'), href: `${base}/reports` }, { label: t('reports.follow') }]}
      errors={error === undefined ? [] : [{ id: 'code', text: error }]}
      isPrivate
    >
      <Form t={t} action={`${base}/reports/follow`}>
        <TextInput
          t={t}
          id="code"
          label={t('reports.code')}
          hint={t('reports.codeHelp')}
          value={typed}
          error={error}
          required
          autoComplete="off"
          width="20"
        />
        <Button type="submit">{t('reports.codeGo')}</Button>
      </Form>
    </CitizenPage>
  );
};
