import type { Child } from 'hono/jsx';
import type { Translator } from '#kernel/i18n/translate.js';
import { VisuallyHidden } from './visually-hidden.js';

export interface SummaryRow {
  term: string;
  value: Child;
  /** Address of the page where the answer is changed. */
  changeHref?: string;
  /** Words in place of 変更. */
  changeLabel?: string;
}

/** Answers to check before submitting, each with 変更; an empty answer is said in words. */
export const SummaryList = ({ t, rows }: { t: Translator; rows: SummaryRow[] }) => (
  <dl class="summary-list">
    {rows.map((row) => (
      <div>
        <dt>{row.term}</dt>
        <dd>{isEmpty(row.value) ? <span class="muted">{t('ui.summary.empty')}</span> : row.value}</dd>
        {row.changeHref && (
          <dd class="summary-change">
            <a href={row.changeHref}>
              {row.changeLabel ?? t('common.change')}
              <VisuallyHidden>{t('ui.summary.of', { term: row.term })}</VisuallyHidden>
            </a>
          </dd>
        )}
      </div>
    ))}
  </dl>
);

const isEmpty = (value: Child) => value === '' || value === null || value === undefined;
