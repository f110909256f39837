import { Section } from '#ui/components/section.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import { type Draft, type DraftThirdParty, mayHappen } from '../model.js';
import { ja } from '../parts/texts.js';
import { placeOf } from '../problems.js';
import type { OpenDraft } from '../service/reading.js';
import { editorHref, partHref } from './hrefs.js';
import { OutlinePages } from './outline-pages.js';
import { ProblemList } from './problem-list.js';

/** A part that others complete: who and when is another page; here are the pages and questions of its own form. */
export const ThirdPartyPage = ({
  page,
  open,
  part,
  draft,
}: {
  page: PageContext;
  open: OpenDraft;
  part: DraftThirdParty;
  /** The form of the part as a draft. */
  draft: Draft;
}) => {
  const { t } = page;
  const { procedure, document } = open.draft;
  const isOpen = open.may.write && mayHappen(open.draft.state, 'edit');
  const problems = open.problems.filter(({ path }) => {
    const place = placeOf(document, path);
    return place.third === part.id || (place.part === 'thirdParty' && place.of === part.id);
  });
  return (
    <StaffPage
      page={page}
      title={t('authoring.third.title', { title: ja(part.title) })}
      lead={t('authoring.third.outlineLead', {
        procedure: ja(document.title) || procedure,
        who: ja(part.who),
      })}
      back={{ href: editorHref(page, procedure), label: t('authoring.backToOutline') }}
    >
      {isOpen && (
        <p>
          <a href={partHref(page, procedure, 'thirdParty', part.id)}>{t('authoring.third.general')}</a>
        </p>
      )}
      <ProblemList page={page} draft={open.draft} problems={problems} isOpen={isOpen} />
      <Section
        title={t('authoring.third.questions')}
        id="questions"
        aside={
          isOpen && <a href={partHref(page, draft.procedure, 'page', 'new')}>{t('authoring.page.add')}</a>
        }
      >
        <OutlinePages page={page} draft={draft} isOpen={isOpen} />
      </Section>
    </StaffPage>
  );
};
