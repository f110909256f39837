import { Section } from '#ui/components/section.js';
import type { PageContext } from '#ui/page.js';
import { whereUsed } from '../edits/uses.js';
import type { Draft } from '../model.js';
import type { PartName } from '../parts/control.js';
import { editorHref } from './hrefs.js';
import { useWords } from './words.js';

/** Under a question: which conditions, rules, fees and papers look at it. */
export const WhereUsed = ({
  page,
  draft,
  name,
  of,
}: {
  page: PageContext;
  draft: Draft;
  name: PartName;
  of: string | null;
}) => {
  const { t } = page;
  if (name !== 'field' || of === null || of.startsWith('new:')) return null;
  const uses = whereUsed(draft.document, of);
  return (
    <Section title={t('authoring.use.title')} id="uses">
      {uses.length === 0 ? (
        <p>{t('authoring.use.none')}</p>
      ) : (
        <ul>
          {uses.map((use) => (
            <li>{useWords(t, draft.document, use)}</li>
          ))}
        </ul>
      )}
      <p>
        <a href={editorHref(page, draft.procedure, `/remove?field=${of}`)}>{t('authoring.remove.link')}</a>
      </p>
    </Section>
  );
};
