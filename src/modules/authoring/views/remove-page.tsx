import { Button, ButtonLink } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { Form } from '#ui/components/form.js';
import { StaffPage } from '#ui/layouts/staff-page.js';
import type { PageContext } from '#ui/page.js';
import type { Use } from '../edits/edit.js';
import { isNeeded } from '../edits/uses.js';
import type { Draft } from '../model.js';
import { editorHref } from './hrefs.js';
import { useWords } from './words.js';

/** Before something goes: where it is used, what would go along, and what stands in the way. */
export const RemovePage = ({
  page,
  draft,
  subject,
  uses,
}: {
  page: PageContext;
  draft: Draft;
  subject: { kind: 'page' | 'field'; id: string; title: string };
  uses: readonly Use[];
}) => {
  const { t } = page;
  const needed = uses.filter(isNeeded);
  const shown = needed.length > 0 ? needed : uses;
  return (
    <StaffPage
      page={page}
      title={t(`authoring.remove.${subject.kind}`, { title: subject.title })}
      back={{ href: editorHref(page, draft.procedure), label: t('authoring.backToOutline') }}
    >
      <p>
        {t(
          needed.length > 0
            ? 'authoring.remove.impossible'
            : uses.length > 0
              ? 'authoring.remove.along'
              : 'authoring.remove.unused',
        )}
      </p>
      {shown.length > 0 && (
        <ul>
          {shown.map((use) => (
            <li>{useWords(t, draft.document, use)}</li>
          ))}
        </ul>
      )}
      {needed.length === 0 && (
        <Form
          t={t}
          action={editorHref(page, draft.procedure, '/remove')}
          hidden={{ seen: String(draft.revision), [subject.kind]: subject.id }}
        >
          <ButtonRow>
            <Button type="submit" variant="danger">
              {t('authoring.remove.button')}
            </Button>
            <ButtonLink variant="secondary" href={editorHref(page, draft.procedure)}>
              {t('authoring.cancel')}
            </ButtonLink>
          </ButtonRow>
        </Form>
      )}
    </StaffPage>
  );
};
