import type { PageContext } from '#kernel/http/page.js';
import type { Problem } from '#kernel/http/problems.js';
import { PlainErrorPage } from './layouts/plain-error-page.js';

/** The page for an error, in the person's language; plain text where not even the municipality is known. */
export async function errorPage(page: PageContext | undefined, problem: Problem): Promise<string> {
  if (!page)
    return '<html lang="ja"><title>404</title><p>ページが見つかりません。 / Page not found.</p></html>';
  const { t } = page;
  // Pages say what is wrong beside its field. What comes here comes of no form of ours, and its fields are named for programs.
  const { '': whole, ...fields } = problem.fields;
  const isUnread = problem.code === 'invalidInput' && Object.keys(fields).length > 0;
  return String(
    await (
      <PlainErrorPage
        page={page}
        title={t(`errors.${problem.code}.title`)}
        {...(problem.reference ? { reference: problem.reference, at: t.dateTime(page.now) } : {})}
      >
        <p>
          {problem.userMessage ?? t(isUnread ? 'errors.invalidInput.unread' : `errors.${problem.code}.text`)}
        </p>
        {whole && <p>{whole}</p>}
      </PlainErrorPage>
    ),
  );
}
