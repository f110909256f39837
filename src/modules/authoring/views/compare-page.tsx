import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { Comparison } from '../service/looking.js';
import { editorHref } from './hrefs.js';
import { versionWords } from './list-page.js';

/** Two versions in words, place by place. */
export const ComparePage = ({
  page,
  id,
  title,
  comparison,
  isOriginal,
}: {
  page: PageContext;
  id: string;
  title: string;
  comparison: Comparison;
  /** Of a definition that was taken over: what changed there. */
  isOriginal: boolean;
}) => {
  const { t } = page;
  const { from, to, places } = comparison;
  const count = places.reduce((sum, { changes }) => sum + changes.length, 0);
  const names = {
    from: t('authoring.versions.nth', { version: versionWords(from) }),
    to:
      to === null ? t('authoring.compare.draft') : t('authoring.versions.nth', { version: versionWords(to) }),
  };
  return (
    <StaffPage
      page={page}
      title={t('authoring.compare.title', { title })}
      lead={t(isOriginal ? 'authoring.compare.leadOriginal' : 'authoring.compare.lead', { ...names, count })}
      back={{
        href: editorHref(page, id, to === null ? '' : '/versions'),
        label: t(to === null ? 'authoring.backToOutline' : 'authoring.versions.link'),
      }}
    >
      {places.length === 0 && <p>{t('authoring.compare.same')}</p>}
      {places.map((place) => (
        <Section title={place.title}>
          <ul class="editor-changes">
            {place.changes.map((change) => (
              <li>{change}</li>
            ))}
          </ul>
        </Section>
      ))}
      {isOriginal && (
        <Form t={t} action={editorHref(page, id, '/original-seen')}>
          <p>{t('authoring.origin.seenText')}</p>
          <ButtonRow>
            <Button type="submit" variant="secondary">
              {t('authoring.origin.seen')}
            </Button>
          </ButtonRow>
        </Form>
      )}
    </StaffPage>
  );
};
