import type { Translator } from '#kernel/i18n/translate.js';
import { Icon } from './icon.js';
import { VisuallyHidden } from './visually-hidden.js';

export interface Chip {
  label: string;
  /** Of the label, where it is not the page's. */
  lang?: string | undefined;
  href: string;
  count?: string;
  /** `chosen`: this is the present filter; `removable`: the link takes it away. */
  state?: 'chosen' | 'removable';
}

/** Short choices as links: quick filters, saved views, filters in force. */
export const Chips = ({ t, label, chips }: { t: Translator; label: string; chips: Chip[] }) => (
  <ul class="chips" aria-label={label}>
    {chips.map(({ label: text, lang, href, count, state }) => (
      <li>
        <a href={href} aria-current={state === 'chosen' ? 'true' : undefined}>
          {state === 'chosen' && <Icon name="check" />}
          {lang ? <span lang={lang}>{text}</span> : text}
          {count !== undefined && <span class="nav-count">{count}</span>}
          {state === 'removable' && (
            <>
              <VisuallyHidden>{t('ui.filter.remove')}</VisuallyHidden>
              <Icon name="close" />
            </>
          )}
        </a>
      </li>
    ))}
  </ul>
);
