import { Button } from '#ui/components/button.js';
import { Form } from '#ui/components/form.js';
import { Section } from '#ui/components/section.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { Draft, DraftPage } from '../model.js';
import { FIELD_KINDS } from '../parts/field-shape.js';
import { kindWords, maybeWords, pageWords } from '../parts/words.js';
import { editorHref, partHref } from './hrefs.js';

export interface LibraryItem {
  kind: 'page' | 'field';
  name: string;
  title: string;
  asks: string;
}

/** What can be asked: every kind of question, and the blocks that procedures share. */
export const KindsPage = ({
  page,
  draft,
  into,
  library,
}: {
  page: PageContext;
  draft: Draft;
  into: DraftPage;
  library: readonly LibraryItem[];
}) => {
  const { t } = page;
  const id = draft.procedure;
  const blocks = (kind: LibraryItem['kind']) => library.filter((item) => item.kind === kind);
  return (
    <StaffPage
      page={page}
      title={t('authoring.kinds.title')}
      lead={t('authoring.kinds.lead', { page: pageWords(t, into) })}
      back={{ href: editorHref(page, id, `#page-${into.id}`), label: t('authoring.backToOutline') }}
    >
      <ul class="editor-links">
        {(['field', 'page'] as const).map((kind) => (
          <li>
            <a href={`#library-${kind}`}>{t(`authoring.library.${kind}`)}</a>
          </li>
        ))}
      </ul>
      <Section title={t('authoring.kinds.own')}>
        <ul class="editor-kinds">
          {FIELD_KINDS.map((kind) => (
            <li>
              <a href={partHref(page, id, 'field', `new:${into.id}:${kind}`)}>{kindWords(t, kind)}</a>
              {maybeWords(t, `authoring.kindHint.${kind}`) && (
                <p class="muted">{maybeWords(t, `authoring.kindHint.${kind}`)}</p>
              )}
            </li>
          ))}
        </ul>
      </Section>
      {(['field', 'page'] as const).map((kind) => (
        <Section title={t(`authoring.library.${kind}`)} id={`library-${kind}`}>
          <p>{t(`authoring.library.${kind}Hint`)}</p>
          <Form
            t={t}
            action={editorHref(page, id, '/library')}
            hidden={{ seen: String(draft.revision), page: into.id }}
          >
            <ul class="editor-kinds">
              {blocks(kind).map(({ name, title, asks }) => (
                <li>
                  <strong>{title}</strong>
                  <p class="muted">{asks}</p>
                  <Button
                    type="submit"
                    variant="secondary"
                    size="small"
                    name="block"
                    value={`${kind}:${name}`}
                  >
                    {t('authoring.library.insert')}
                    <span class="visually-hidden">{t('authoring.rows.of', { title })}</span>
                  </Button>
                </li>
              ))}
            </ul>
          </Form>
        </Section>
      ))}
    </StaffPage>
  );
};
