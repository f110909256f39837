import type { Child } from 'hono/jsx';
import type { Translator } from '#kernel/i18n/translate.js';
import { Button } from './button.js';
import { ButtonRow } from './button-row.js';
import { Chips } from './chips.js';
import { Details } from './details.js';
import { Form } from './form.js';
import { TextInput } from './text-input.js';

export interface SavedViewsProps {
  t: Translator;
  views: readonly {
    id: string;
    title: string;
    href: string;
    isChosen: boolean;
    mayDelete: boolean;
  }[];
  /** Where views are kept; one is deleted at `<action>/<id>/delete`. */
  action: string;
  /** The present view as it would be kept; null where there is nothing to keep. */
  hidden: Readonly<Record<string, string>> | null;
  hint: string;
  maxLength: number;
  /** What is wrong with the title of a view to be kept. */
  fault?: { title: string; error: string } | undefined;
  /** What else is asked: for whom it is kept. */
  children?: Child;
}

/** Lists that were kept under a name, and keeping the present one. */
export const SavedViews = (props: SavedViewsProps) => {
  const { t, views, action, hidden, hint, maxLength, fault, children } = props;
  const deletable = views.filter(({ mayDelete }) => mayDelete);
  return (
    <div class="saved-views">
      {views.length > 0 && (
        <Chips
          t={t}
          label={t('savedViews.label')}
          chips={views.map(({ title, href, isChosen }) => ({
            label: title,
            href,
            ...(isChosen && { state: 'chosen' as const }),
          }))}
        />
      )}
      {hidden && (
        <Details summary={t('savedViews.save')} open={fault !== undefined}>
          <Form t={t} action={action} hidden={hidden}>
            <TextInput
              t={t}
              id="title"
              label={t('savedViews.title')}
              hint={hint}
              value={fault?.title ?? ''}
              error={fault?.error}
              maxLength={maxLength}
              width="20"
              autoComplete="off"
              required
            />
            {children}
            <ButtonRow>
              <Button type="submit" variant="secondary">
                {t('savedViews.button')}
              </Button>
            </ButtonRow>
          </Form>
        </Details>
      )}
      {deletable.length > 0 && (
        <Details summary={t('savedViews.manage')}>
          {deletable.map(({ id, title }) => (
            <Form t={t} action={`${action}/${id}/delete`}>
              <Button type="submit" variant="tertiary" size="small">
                {t('savedViews.delete', { title })}
              </Button>
            </Form>
          ))}
        </Details>
      )}
    </div>
  );
};
