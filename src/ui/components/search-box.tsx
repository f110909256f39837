import type { Translator } from '#kernel/i18n/translate.js';
import { Button } from './button.js';

export interface SearchBoxProps {
  t: Translator;
  action: string;
  /** Visible question: 何をしますか. */
  label: string;
  hint?: string;
  id?: string;
  name?: string;
  value?: string | undefined;
  size?: 'standard' | 'large';
  /** Other values of the address that the search keeps. */
  hidden?: Record<string, string | undefined>;
}

export const SearchBox = ({
  t,
  action,
  label,
  hint,
  id = 'search',
  name = 'q',
  value,
  size = 'standard',
  hidden = {},
}: SearchBoxProps) => (
  <search>
    <form class="search-box" data-size={size} action={action} method="get">
      {Object.entries(hidden).map(
        ([key, kept]) => kept !== undefined && <input type="hidden" name={key} value={kept} />,
      )}
      <label class="field-label" for={id} data-size={size}>
        {label}
      </label>
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <div class="search-line">
        <input
          class="input"
          type="search"
          id={id}
          name={name}
          value={value}
          autocomplete="off"
          enterkeyhint="search"
          aria-describedby={hint ? `${id}-hint` : undefined}
        />
        <Button type="submit" icon="search">
          {t('common.search')}
        </Button>
      </div>
    </form>
  </search>
);
