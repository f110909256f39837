import { localize } from '#kernel/i18n/locales.js';
import { type PaperType, question, rowOf, words } from '../../paper/parts.js';
import type { StatementField } from './definition.js';

/** A row for each paragraph, so that a long text goes over to the next page. */
export const statementPaper: PaperType<StatementField> = ({ field: { title, text }, t }) => ({
  ...question(
    ...(title ? [rowOf(words(`■ ${localize(title, t.locale)}`))] : []),
    ...localize(text, t.locale)
      .split(/\n+/)
      .map((paragraph) => rowOf(words(paragraph))),
  ),
  heading: null,
});
