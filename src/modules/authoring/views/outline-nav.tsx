import type { Translator } from '#kernel/i18n/translate.js';
import type { PageContext } from '#ui/page.js';
import type { Draft } from '../model.js';
import type { PartName } from '../parts/control.js';
import { fieldWords, pageWords } from '../parts/words.js';
import { editorHref, partHref } from './hrefs.js';

interface Place {
  href: string;
  words: string;
  isHere: boolean;
}

export interface OutlineNavProps {
  page: PageContext;
  draft: Draft;
  /** What is being written. */
  name: PartName;
  of: string | null;
  /** The draft is the form of a part that others complete: it has questions and nothing else. */
  isOfOthers: boolean;
}

/** The outline beside the one thing that is being written: where one is, and everything else one step away. */
export const OutlineNav = (props: OutlineNavProps) => {
  const { page, draft, name, of, isOfOthers } = props;
  const { t } = page;
  const id = draft.procedure;
  return (
    <nav class="editor-outline" aria-label={t('editor.outline.title')}>
      <p>
        <a href={editorHref(page, id)}>{t('authoring.backToOutline')}</a>
      </p>
      {!isOfOthers && (
        <>
          <h2>{t('authoring.outline.parts')}</h2>
          <ul>
            {otherPlaces(t, props).map((place) => (
              <li>
                <PlaceLink {...place} />
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>{t('authoring.outline.questions')}</h2>
      <ol>
        {draft.document.form.pages.map((one, index) => (
          <li>
            <PlaceLink
              href={partHref(page, id, 'page', one.id)}
              words={t('authoring.page.nth', { n: index + 1, title: pageWords(t, one) })}
              isHere={isPage(name, of, one.id)}
            />
            <ol>
              {one.fields.map((field) => (
                <li>
                  <PlaceLink
                    href={partHref(page, id, 'field', field.id)}
                    words={fieldWords(t, field)}
                    isHere={of === field.id ? name === 'field' : of === `field:${field.id}`}
                  />
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ol>
    </nav>
  );
};

/** The page itself, its condition, or one of its rules. */
const isPage = (name: PartName, of: string | null, id: string): boolean =>
  (name === 'page' && of === id) ||
  of === `page:${id}` ||
  (name === 'check' && of?.startsWith(`${id}:`) === true);

const otherPlaces = (t: Translator, { page, draft, name }: OutlineNavProps): Place[] =>
  (
    [
      ['general', 'authoring.general.title'],
      ['fee', 'authoring.fee.title'],
      ['output', 'authoring.output.title'],
      ['review', 'authoring.review.title'],
      ['rules', 'authoring.rules.title'],
    ] as const
  ).map(([part, title]) => ({
    href: partHref(page, draft.procedure, part),
    words: t(title),
    isHere: name === part || (part === 'fee' && name === 'reduction'),
  }));

const PlaceLink = ({ href, words, isHere }: Place) => (
  <a href={href} aria-current={isHere ? 'page' : undefined}>
    {words}
  </a>
);
