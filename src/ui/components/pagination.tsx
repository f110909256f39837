import type { Translator } from '#kernel/i18n/translate.js';
import { Icon } from './icon.js';

export interface PaginationProps {
  t: Translator;
  previousHref?: string | undefined;
  nextHref?: string | undefined;
  /** What is shown, in words: "51〜100件（全1,204件）" or "200件より多い". */
  countText: string;
}

/** Keyset pages: back and forth, never a silent end. */
export const Pagination = ({ t, previousHref, nextHref, countText }: PaginationProps) => (
  <nav class="pagination" aria-label={t('ui.pagination.label')}>
    <p>{countText}</p>
    {previousHref && (
      <a href={previousHref} rel="prev">
        <Icon name="chevronLeft" />
        {t('ui.pagination.previous')}
      </a>
    )}
    {nextHref && (
      <a href={nextHref} rel="next">
        {t('ui.pagination.next')}
        <Icon name="chevronRight" />
      </a>
    )}
  </nav>
);
