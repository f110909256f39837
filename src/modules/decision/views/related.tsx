import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { CheckboxGroup } from '#ui/components/checkbox-group.js';
import { TextInput } from '#ui/components/text-input.js';
import type { PageContext } from '#ui/page.js';
import { MOST_FOUND } from '../model/draft.js';
import type { RelatedItem, RelatedView } from '../service/related.js';

/** What names it: the number of a document, the day of a decision. */
const nameOf = ({ t }: PageContext, item: RelatedItem): string =>
  item.kind === 'document'
    ? t('draftLinks.document', { number: item.number, year: String(item.fiscalYear) })
    : t('draftLinks.draft', { kind: item.kindTitle, day: item.decidedOn ? t.date(item.decidedOn) : '' });

/** The related documents that whoever looks may see, each led to, and how many more there are. */
export const RelatedList = ({
  page,
  related: { items, hidden },
}: {
  page: PageContext;
  related: RelatedView;
}) => (
  <>
    {items.length > 0 && (
      <ul class="link-list">
        {items.map((item) => (
          <li>
            <a href={`${page.base}${item.path}`}>{item.title}</a> {nameOf(page, item)}
          </li>
        ))}
      </ul>
    )}
    {hidden > 0 && <p>{page.t('draftLinks.hidden', { count: hidden })}</p>}
  </>
);

export interface RelatedChoice {
  chosen: RelatedView;
  found: readonly RelatedItem[];
  /** What was looked for; null: nothing was. */
  find: string | null;
}

/** Part of the form of the draft: documents are looked for and chosen, with or without script. */
export const RelatedChoices = ({
  page,
  choice: { chosen, found, find },
  typed,
  action,
  error,
}: {
  page: PageContext;
  choice: RelatedChoice;
  /** What was chosen, as the form sends it. */
  typed: readonly string[];
  action: string;
  error: string | undefined;
}) => {
  const { t } = page;
  const seen = chosen.items.map(({ kind, id }) => `${kind}/${id}`);
  const boxes = (items: readonly RelatedItem[]) =>
    items.map((item) => ({
      value: `${item.kind}/${item.id}`,
      label: item.title,
      hint: nameOf(page, item),
    }));
  return (
    <>
      {/* What this person chose and may not see any more stays. */}
      {typed
        .filter((link) => !seen.includes(link))
        .map((link) => (
          <input type="hidden" name="links" value={link} />
        ))}
      {chosen.items.length > 0 && (
        <CheckboxGroup
          t={t}
          id="links"
          label={t('draftLinks.chosen')}
          hint={t('draftLinks.chosenHint')}
          options={boxes(chosen.items)}
          values={seen}
        />
      )}
      {chosen.hidden > 0 && <p>{t('draftLinks.hidden', { count: chosen.hidden })}</p>}
      <TextInput
        t={t}
        id="find"
        label={t('draftLinks.find')}
        hint={t('draftLinks.findHint')}
        value={find ?? ''}
        maxLength={100}
        error={error}
      />
      <ButtonRow>
        <Button type="submit" name="next" value="search" variant="secondary" formAction={action}>
          {t('draftLinks.button')}
        </Button>
      </ButtonRow>
      {find !== null && found.length === 0 && error === undefined && <p>{t('draftLinks.nothing')}</p>}
      {found.length > 0 && (
        <CheckboxGroup
          t={t}
          id="found"
          name="links"
          label={t('draftLinks.found')}
          hint={t('draftLinks.foundHint', { max: MOST_FOUND })}
          options={boxes(found)}
        />
      )}
    </>
  );
};
