import { ConfirmButton } from '#ui/components/confirm-button.js';
import { Form } from '#ui/components/form.js';
import { type LinkItem, LinkList } from '#ui/components/link-list.js';
import type { PageContext } from '#ui/page.js';
import type { DraftHead } from '../store/drafts.js';

export const draftPath = (procedure: string, draft: string, pageId: string): string =>
  `/procedures/${procedure}/apply/${draft}/${pageId}`;

interface DraftListProps<Draft> {
  page: PageContext;
  drafts: readonly Draft[];
  words(draft: Draft): Pick<LinkItem, 'label' | 'before'>;
}

/** What a person has begun: to go on with, or to throw away. */
export const DraftList = <Draft extends DraftHead>({ page, drafts, words }: DraftListProps<Draft>) => {
  const { t, base } = page;
  return (
    <LinkList
      links={drafts.map((draft) => {
        const { id, procedure } = draft;
        return {
          ...words(draft),
          href: `${base}${draftPath(procedure, id, 'check')}`,
          after: (
            <Form t={t} action={`${base}/procedures/${procedure}/drafts/${id}/discard`}>
              <ConfirmButton
                id={`discard-${id}`}
                size="small"
                isQuiet
                label={t('procedure.draft.discard')}
                question={t('procedure.draft.discardQuestion')}
                cancel={t('procedure.draft.keep')}
              />
            </Form>
          ),
        };
      })}
    />
  );
};
