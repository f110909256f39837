import { Section } from '#ui/components/section.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { hardTexts, textsToRead } from '../hard-texts.js';
import type { Draft } from '../model.js';
import { ja } from '../parts/texts.js';
import { placeOf } from '../problems.js';
import { editorHref, partHref } from './hrefs.js';
import { hintWords, placeWords } from './words.js';

/** Which texts are hard to read, why, and what to do about it. */
export const ReadingPage = ({
  page,
  draft,
  isOpen,
}: {
  page: PageContext;
  draft: Draft;
  isOpen: boolean;
}) => {
  const { t } = page;
  const texts = textsToRead(draft.document);
  const hard = hardTexts(draft.document);
  const withoutEasy = texts.filter(({ text }) => typeof text === 'string' || text['ja-x-easy'] === undefined);
  return (
    <StaffPage
      page={page}
      title={t('authoring.reading.title', { title: ja(draft.document.title) || draft.procedure })}
      lead={t('authoring.reading.lead')}
      back={{ href: editorHref(page, draft.procedure), label: t('authoring.backToOutline') }}
    >
      <p>{t('authoring.reading.result', { hard: hard.length, total: texts.length })}</p>
      {withoutEasy.length > 0 && (
        <p>
          {t('authoring.reading.withoutEasy', { count: withoutEasy.length })}{' '}
          {isOpen && (
            <a href={partHref(page, draft.procedure, 'languages', 'ja-x-easy:start')}>
              {t('authoring.reading.writeEasy')}
            </a>
          )}
        </p>
      )}
      {hard.map(({ path, text, hints }) => {
        const { part, of } = placeOf(draft.document, path);
        const place = placeWords(t, draft.document, path);
        return (
          <Section title={place} level={2}>
            <p class="quote">{text}</p>
            <ul>
              {hints.map((hint) => (
                <li>{hintWords(t, hint)}</li>
              ))}
            </ul>
            {isOpen && part !== 'outline' && (
              <p>
                <a href={partHref(page, draft.procedure, part, of)}>
                  {t('authoring.reading.change')}
                  <span class="visually-hidden">{t('authoring.rows.of', { title: place })}</span>
                </a>
              </p>
            )}
          </Section>
        );
      })}
    </StaffPage>
  );
};
