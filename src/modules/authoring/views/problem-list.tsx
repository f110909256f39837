import { Section } from '#ui/components/section.js';
import type { PageContext } from '#ui/page.js';
import type { Draft } from '../model.js';
import { type Problem, placeOf } from '../problems.js';
import { editorHref, partHref } from './hrefs.js';
import { placeWords, problemWords } from './words.js';

const MOST_PROBLEMS = 50;

/** What is to be mended, each with the way to where that is done. */
export const ProblemList = ({
  page,
  draft,
  problems,
  isOpen,
}: {
  page: PageContext;
  draft: Draft;
  problems: readonly Problem[];
  isOpen: boolean;
}) => {
  const { t } = page;
  if (problems.length === 0) return <p>{t('authoring.problems.none')}</p>;
  return (
    <Section title={t('authoring.problems.title', { count: problems.length })} id="problems">
      <ul class="editor-problems">
        {problems.slice(0, MOST_PROBLEMS).map((problem) => {
          const { part, of, third } = placeOf(draft.document, problem.path);
          const root = third === undefined ? draft.procedure : `${draft.procedure}/in/${third}`;
          const href =
            part === 'outline' ? editorHref(page, root, '#questions') : partHref(page, root, part, of);
          const place = placeWords(t, draft.document, problem.path);
          return (
            <li>
              {isOpen ? <a href={href}>{place}</a> : place}
              {t('authoring.problems.colon')}
              {problemWords(t, draft.document, problem)}
            </li>
          );
        })}
      </ul>
      {problems.length > MOST_PROBLEMS && (
        <p>{t('authoring.problems.more', { count: problems.length - MOST_PROBLEMS })}</p>
      )}
    </Section>
  );
};
