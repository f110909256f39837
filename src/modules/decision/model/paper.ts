import type { PaperRule } from '../definition.js';
import type { Draft } from './draft.js';

/** Pages that a draft would have on paper: what it says, and its attachments. */
export function pagesOf(
  { charactersPerPage, otherFilePages }: PaperRule,
  { content, files, filePages }: Pick<Draft, 'content' | 'files' | 'filePages'>,
): number {
  const characters = [content.title, content.body, content.reason, content.related].join('').length;
  const attached = files.reduce((sum, file) => sum + (filePages[file] ?? otherFilePages), 0);
  return Math.max(1, Math.ceil(characters / charactersPerPage)) + attached;
}

/** Sheets of paper that were not printed. */
export const sheetsOf = ({ pagesPerSheet }: PaperRule, pages: number, receivers: number): number =>
  Math.ceil(pages / pagesPerSheet) * receivers;
