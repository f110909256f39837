import { Section } from '#ui/components/section.js';
import type { PageContext } from '#ui/page.js';
import type { Draft } from '../model.js';
import { ja } from '../parts/texts.js';
import { NEW } from '../parts/third-party.js';
import { editorHref, partHref } from './hrefs.js';

/** What neither the applicant nor the office completes; each has pages and questions of its own. */
export const ThirdParties = ({
  page,
  draft,
  isOpen,
}: {
  page: PageContext;
  draft: Draft;
  isOpen: boolean;
}) => {
  const { t } = page;
  const parts = draft.document.thirdParties ?? [];
  return (
    <Section
      title={t('authoring.third.list')}
      id="third-parties"
      aside={
        isOpen && <a href={partHref(page, draft.procedure, 'thirdParty', NEW)}>{t('authoring.third.add')}</a>
      }
    >
      {parts.length === 0 && <p>{t('authoring.third.none')}</p>}
      {parts.length > 0 && (
        <ul>
          {parts.map(({ id, title, who, form }) => (
            <li>
              <a href={editorHref(page, draft.procedure, `/in/${id}`)}>
                {t('authoring.third.summary', {
                  title: ja(title),
                  who: ja(who),
                  count: form.pages.flatMap(({ fields }) => fields).length,
                })}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
};
