import type { Child } from 'hono/jsx';
import type { Translator } from '#kernel/i18n/translate.js';
import { Button } from './button.js';

export interface FilterFormProps {
  t: Translator;
  action: string;
  /** Name of the group: 施策を絞り込む. */
  label: string;
  /** On the button, where it is no filtering: 比べる. */
  submitLabel?: string;
  hidden?: Record<string, string | undefined>;
  /** Address without any filter; shown only when given. */
  clearHref?: string;
  /** Select and TextInput with `bare`. */
  children: Child;
}

/** Filters as a plain GET form. With script a choice takes effect at once, which the form says beforehand. */
export const FilterForm = ({
  t,
  action,
  label,
  submitLabel = t('ui.filter.apply'),
  hidden = {},
  clearHref,
  children,
}: FilterFormProps) => (
  <filter-form>
    <form class="filter-form" action={action} method="get" aria-label={label}>
      {Object.entries(hidden).map(
        ([name, value]) => value !== undefined && <input type="hidden" name={name} value={value} />,
      )}
      <p class="filter-note">{t('ui.filter.atOnce')}</p>
      <div class="filter-fields">
        {children}
        <div class="filter-actions">
          <Button type="submit" variant="secondary">
            {submitLabel}
          </Button>
          {clearHref && <a href={clearHref}>{t('ui.filter.clear')}</a>}
        </div>
      </div>
    </form>
  </filter-form>
);
